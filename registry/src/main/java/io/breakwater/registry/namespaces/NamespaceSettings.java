package io.breakwater.registry.namespaces;

import io.breakwater.accounts.AccountId;
import io.breakwater.store.metadata.Namespace;
import io.breakwater.store.metadata.Settings;
import io.breakwater.store.metadata.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a namespace's settings are kept: texts in its scope of the metadata's settings.
///
/// | name | value |
/// |---|---|
/// | `anonymous-pull` | `true`, or not set |
/// | `immutable-tags` | a pattern a line, or not set |
/// | `pull-policy` | `verdict` and the grace period in ISO 8601, `verdict PT72H`, or not set |
public final class NamespaceSettings {
  static final String ANONYMOUS_PULL = "anonymous-pull";
  private static final String IMMUTABLE_TAGS = "immutable-tags";
  private static final String PULL_POLICY = "pull-policy";
  private static final String BY_VERDICT = "verdict ";

  private NamespaceSettings() {}

  /// Whether a tag of a namespace, once set, stays: to be asked in the transaction that would
  /// move or remove it, which holds the namespace's lock.
  public static boolean immutable(
      Transaction tx, Namespace namespace, String repository, String tag) {
    var kept = tx.settings().get(Settings.scope(namespace), IMMUTABLE_TAGS);
    return kept.isPresent() && TagPattern.anyMatches(patterns(kept.get()), repository, tag);
  }

  static NamespaceState state(Transaction tx, Namespace namespace) {
    Map<String, String> all = tx.settings().all(Settings.scope(namespace));
    return new NamespaceState(
        namespace.name(),
        new AccountId(namespace.account()),
        Boolean.parseBoolean(all.get(ANONYMOUS_PULL)),
        namespace.quotaBytes(),
        namespace.usedBytes(),
        patterns(all.get(IMMUTABLE_TAGS)),
        pullPolicy(all.get(PULL_POLICY)),
        namespace.created(),
        namespace.updated());
  }

  /// In a transaction that holds the namespace's lock.
  static void change(Transaction tx, Namespace namespace, NamespaceChange change, Instant at) {
    change.quotaBytes().ifPresent(bytes -> tx.namespaces().quota(namespace, bytes, at));
    change
        .anonymousPull()
        .ifPresent(value -> set(tx, namespace, ANONYMOUS_PULL, value ? "true" : ""));
    change
        .immutableTags()
        .ifPresent(patterns -> set(tx, namespace, IMMUTABLE_TAGS, text(patterns)));
    change.pullPolicy().ifPresent(policy -> set(tx, namespace, PULL_POLICY, text(policy)));
    tx.namespaces().touch(namespace, at);
  }

  private static void set(Transaction tx, Namespace namespace, String setting, String value) {
    var scope = Settings.scope(namespace);
    if (value.isEmpty()) {
      tx.settings().delete(scope, setting);
    } else {
      tx.settings().put(scope, setting, value);
    }
  }

  private static String text(List<TagPattern> patterns) {
    return patterns.stream().map(TagPattern::toString).collect(Collectors.joining("\n"));
  }

  private static String text(PullPolicy policy) {
    return switch (policy) {
      case PullPolicy.All all -> "";
      case PullPolicy.ByVerdict(var grace) -> BY_VERDICT + grace;
    };
  }

  private static List<TagPattern> patterns(@Nullable String text) {
    return text == null ? List.of() : text.lines().map(TagPattern::kept).toList();
  }

  private static PullPolicy pullPolicy(@Nullable String text) {
    return text == null
        ? new PullPolicy.All()
        : new PullPolicy.ByVerdict(Duration.parse(text.substring(BY_VERDICT.length())));
  }
}
