package io.breakwater.accounts.access;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// The roles somebody has, and what follows from them.
///
/// ```java
/// var grants = new Grants(List.of(Grant.of(Role.READER, account, "birds")));
/// grants.decide(robin, new Permission(Action.IMAGE_PUSH, birds)); // Denied
/// ```
public record Grants(Set<Grant> all) {
  /// No role anywhere: what somebody has who has not logged in.
  public static final Grants NONE = new Grants(Set.of());

  public Grants {
    all = Set.copyOf(all);
  }

  /// Those roles.
  public Grants(Collection<Grant> all) {
    this(Set.copyOf(all));
  }

  /// Whether there is a role in an account at all, so that it may be chosen to work in.
  public boolean in(AccountId account) {
    return all.stream().anyMatch(grant -> grant.account().equals(account));
  }

  /// Whether somebody may do something.
  public Decision decide(Principal principal, Permission permission) {
    if (allows(permission) || open(permission)) {
      return new Decision.Granted();
    }
    return refuse(principal, permission);
  }

  /// Whether somebody may ask for a list over an account: allowed with the role in one
  /// namespace already. The list then holds what [#decide] grants of each namespace.
  public Decision decideListing(Principal principal, Action action, AccountId account) {
    var somewhere =
        all.stream()
            .anyMatch(grant -> grant.account().equals(account) && action.allowedTo(grant.role()));
    if (somewhere) {
      return new Decision.Granted();
    }
    return refuse(principal, new Permission(action, new Resource.Account(account)));
  }

  private boolean allows(Permission permission) {
    for (var grant : all) {
      if (permission.action().allowedTo(grant.role()) && grant.reaches(permission.resource())) {
        return true;
      }
    }
    return false;
  }

  private static boolean open(Permission permission) {
    return permission.action() == Action.IMAGE_PULL && pulledByAll(permission.resource());
  }

  private static boolean pulledByAll(Resource resource) {
    return switch (resource) {
      case Resource.Account whole -> false;
      case Resource.Namespace one -> one.anonymousPull();
      case Resource.Repository one -> one.namespace().anonymousPull();
    };
  }

  private Decision refuse(Principal principal, Permission permission) {
    var missing = permission.display() + ": needs the role " + roles(permission.action());
    return switch (principal) {
      case Principal.Anonymous nobody -> new Decision.LoginRequired(missing);
      case Principal.Known known ->
          mayKnow(permission.resource())
              ? new Decision.Denied(missing)
              : new Decision.Hidden(missing);
    };
  }

  /// A scanner's role tells nothing of what is in a registry, so it does not count here.
  private boolean mayKnow(Resource resource) {
    if (pulledByAll(resource)) {
      return true;
    }
    return switch (resource) {
      case Resource.Account whole -> in(whole.account());
      case Resource.Namespace one -> reached(one);
      case Resource.Repository one -> reached(one);
    };
  }

  private boolean reached(Resource resource) {
    return all.stream()
        .anyMatch(grant -> grant.role() != Role.SCAN_INGRESS && grant.reaches(resource));
  }

  private static String roles(Action action) {
    return Arrays.stream(Role.values())
        .filter(action::allowedTo)
        .map(Role::label)
        .collect(Collectors.joining(" or "));
  }
}
