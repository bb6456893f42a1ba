package io.breakwater.configuration.sudo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Looks things up in the lists of a policy, through aliases. Aliases of aliases multiply, so
/// that there is an end to the steps taken.
final class Lists {
  private static final int MOST_STEPS = 5_000_000;

  private final Map<Alias.Kind, Map<String, Alias>> aliases;
  private int steps;

  Lists(Policy policy) {
    this.aliases = policy.aliases();
  }

  /// Whether there were more steps than are taken; then what was found says nothing.
  boolean exhausted() {
    return steps > MOST_STEPS;
  }

  /// Whether a list has something, by the last of its members that matches; empty where none
  /// does. An alias that is not defined, or names itself, matches nothing.
  Optional<Boolean> has(List<Member> list, Alias.Kind kind, Predicate<Member> matches) {
    return has(list, kind, matches, new HashSet<>());
  }

  private Optional<Boolean> has(
      List<Member> list, Alias.Kind kind, Predicate<Member> matches, Set<String> entered) {
    for (var member : list.reversed()) {
      if (++steps > MOST_STEPS) {
        return Optional.empty();
      }
      var found = Optional.<Boolean>empty();
      if (member.kind() != Member.Kind.ALIAS) {
        found = matches.test(member) ? Optional.of(true) : found;
      } else if (entered.add(member.text())) {
        found = has(members(kind, member.text()), kind, matches, entered);
        entered.remove(member.text());
      }
      if (found.isPresent()) {
        return Optional.of(found.get() != member.negated());
      }
    }
    return Optional.empty();
  }

  /// Everything that a list names, through aliases, whatever `!` says.
  List<Member> named(List<Member> list, Alias.Kind kind) {
    var named = new ArrayList<Member>();
    named(list, kind, new HashSet<>(), named);
    return named;
  }

  private void named(List<Member> list, Alias.Kind kind, Set<String> entered, List<Member> named) {
    for (var member : list) {
      steps++;
      if (member.kind() != Member.Kind.ALIAS) {
        named.add(member);
      } else if (entered.add(member.text())) {
        named(members(kind, member.text()), kind, entered, named);
      }
    }
  }

  private List<Member> members(Alias.Kind kind, String name) {
    var alias = aliases.getOrDefault(kind, Map.of()).get(name);
    return alias == null ? List.of() : alias.members();
  }
}
