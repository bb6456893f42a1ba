package io.breakwater.api.sessions;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Resource;
import io.breakwater.api.access.Caller;
import io.breakwater.registry.namespaces.NamespaceState;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What somebody may do: in an account, and in those of its namespaces where they may do anything.
///
/// @param namespaces by name; [#MOST] at most, those first in which they have a role of their own.
///     In the others they may do what they may in the account
record Rights(Set<Action> account, Map<String, Set<Action>> namespaces) {
  /// Namespaces that are told of.
  static final int MOST = 1_000;

  Rights(Caller caller, AccountId account, List<NamespaceState> all) {
    this(actions(caller, new Resource.Account(account)), namespaces(caller, account, all));
  }

  private static Set<Action> actions(Caller caller, Resource resource) {
    var found = EnumSet.noneOf(Action.class);
    for (var action : Action.values()) {
      if (caller.may(action, resource)) {
        found.add(action);
      }
    }
    return found;
  }

  private static Map<String, Set<Action>> namespaces(
      Caller caller, AccountId account, List<NamespaceState> all) {
    var own =
        caller.grants().all().stream()
            .filter(grant -> grant.account().equals(account))
            .flatMap(grant -> grant.namespace().stream())
            .collect(Collectors.toSet());
    var found = new LinkedHashMap<String, Set<Action>>();
    for (var namespace :
        all.stream().sorted(Comparator.comparing(state -> !own.contains(state.name()))).toList()) {
      var may = actions(caller, namespace.resource());
      if (!may.isEmpty() && found.size() < MOST) {
        found.put(namespace.name(), may);
      }
    }
    return found;
  }

  /// Roles in an account, those for all of it first.
  static List<Grant> roles(Caller caller, AccountId account) {
    return caller.grants().all().stream()
        .filter(grant -> grant.account().equals(account))
        .sorted(
            Comparator.comparing((Grant grant) -> grant.namespace().orElse(""))
                .thenComparing(Grant::role))
        .toList();
  }
}
