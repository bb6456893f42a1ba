package io.breakwater.server.authorization;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which roles allow what, written by hand from `docs/accounts.md` and the table of service roles
/// of the original.
final class DocumentedRoles {
  private static final String R = "Reader";
  private static final String W = "Writer";
  private static final String M = "Manager";
  private static final String SCANNER = "scaningress Writer";

  /// Actions without their service: `image.pull`.
  private static final Map<String, Set<String>> ROLES = new HashMap<>();

  static {
    allow(Set.of(R, W, M), "image.pull", "quota.get", "auth.get", "settings.get");
    allow(Set.of(R, W, M), "retention.get", "retention.list", "retention.analyze");
    allow(Set.of(R, M), "image.list", "image.inspect", "image.vulnerabilities");
    allow(Set.of(R, M), "namespace.list", "exemption.list");
    allow(Set.of(W, M), "image.push", "image.delete", "retention.set");
    allow(Set.of(M), "namespace.create", "namespace.delete", "exemption.manager");
    allow(Set.of(M), "quota.set", "plan.get", "plan.set", "auth.set", "settings.set");
    allow(Set.of(M), "identity.list", "identity.manage", "audit.list");
    allow(Set.of(M), "event.list", "subscription.list", "subscription.manage");
    allow(Set.of(SCANNER), "inventory.write");
  }

  private DocumentedRoles() {}

  private static void allow(Set<String> roles, String... actions) {
    List.of(actions).forEach(action -> ROLES.put(action, roles));
  }

  /// Whether a role allows an action.
  ///
  /// @throws AssertionError the action is in no table
  static boolean allow(String role, String action) {
    var roles = ROLES.get(action);
    if (roles == null) {
      throw new AssertionError(
          "the action " + action + " is in no table: say here which roles allow it");
    }
    return roles.contains(role);
  }
}
