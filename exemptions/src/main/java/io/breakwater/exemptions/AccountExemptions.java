package io.breakwater.exemptions;

import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.Policy;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.Policies.InForce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The exemptions of one account, and the policies that they make of another. Does not change.
final class AccountExemptions {
  private static final String ACCOUNT = "";

  private final List<KeptExemption> all;

  /// By what they are for: nothing for the account, a namespace, a repository in full.
  private final Map<String, List<KeptExemption>> byPlace = new HashMap<>();

  private final Map<String, Made> made = new ConcurrentHashMap<>();

  /// @param of the version of the policy that it was made of
  /// @param until when one of the exemptions expires
  private record Made(String of, Instant until, InForce policy) {}

  AccountExemptions(List<KeptExemption> all) {
    this.all = List.copyOf(all);
    for (var one : all) {
      byPlace.computeIfAbsent(place(one.scope()), none -> new ArrayList<>()).add(one);
    }
  }

  private static String place(ExemptionScope scope) {
    return switch (scope) {
      case ExemptionScope.Account _ -> ACCOUNT;
      case ExemptionScope.Namespace(var name) -> name;
      case ExemptionScope.Repository(var name) -> name.toString();
      case ExemptionScope.Image(var repository, var _) -> repository.toString();
      case ExemptionScope.Content(var repository, var _) -> repository.toString();
    };
  }

  List<KeptExemption> all() {
    return all;
  }

  /// A policy with those that may touch a repository's images: the same for all repositories
  /// for which there is none of their own, and with a version that changes with these only, so
  /// that what was said of other images stays.
  InForce with(InForce policy, RepositoryName repository, Instant now) {
    var place = narrowest(repository);
    var known = made.get(place);
    if (known != null && known.of().equals(policy.version()) && now.isBefore(known.until())) {
      return known.policy();
    }
    var some = make(policy, repository, now);
    made.put(place, some);
    return some.policy();
  }

  private String narrowest(RepositoryName repository) {
    var name = repository.toString();
    if (byPlace.containsKey(name)) {
      return name;
    }
    return byPlace.containsKey(repository.namespace()) ? repository.namespace() : ACCOUNT;
  }

  private Made make(InForce policy, RepositoryName repository, Instant now) {
    var until = Instant.MAX;
    var exemptions = new ArrayList<>(policy.policy().exemptions());
    var hash = sha256();
    for (var place : List.of(ACCOUNT, repository.namespace(), repository.toString())) {
      for (var one : byPlace.getOrDefault(place, List.of())) {
        if (!one.expired(now)) {
          exemptions.add(one.advised());
          add(hash, one);
          var expires = one.terms().expires().orElse(Instant.MAX);
          until = expires.isBefore(until) ? expires : until;
        }
      }
    }
    return new Made(policy.version(), until, with(policy, exemptions, hash));
  }

  private static InForce with(InForce policy, List<Exemption> exemptions, MessageDigest hash) {
    Policy before = policy.policy();
    return exemptions.size() == before.exemptions().size()
        ? policy
        : new InForce(
            before.withExemptions(exemptions),
            policy.version() + "+" + HexFormat.of().formatHex(hash.digest()));
  }

  /// All that a report says of it: what changes one of these changes what was said.
  private static void add(MessageDigest hash, KeptExemption one) {
    var terms = one.terms();
    for (var text :
        List.of(
            one.scope().type(),
            one.scope().toString(),
            one.issue().toString(),
            terms.author(),
            terms.reason(),
            terms.justification().toString(),
            terms.expires().toString())) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      hash.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
      hash.update(bytes);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a runtime without SHA-256", e);
    }
  }
}
