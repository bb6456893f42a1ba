package io.breakwater.accounts.oidc;

import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Grants;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which roles the members of a provider's groups have, as configured. Groups are compared
/// letter by letter; one that is not here gives nothing.
public record GroupRoles(Map<String, Set<Grant>> roles) {
  public GroupRoles {
    roles = Map.copyOf(roles);
  }

  /// The roles of all groups together.
  public Grants grants(Set<String> groups) {
    var grants = new HashSet<Grant>();
    for (var group : groups) {
      grants.addAll(roles.getOrDefault(group, Set.of()));
    }
    return new Grants(grants);
  }
}
