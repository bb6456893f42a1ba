package io.breakwater.server.configuration;

import io.breakwater.accounts.access.Role;
import java.util.Optional;

/// A role that the members of a provider's group have.
///
/// @param namespace the one namespace it is for; empty for all of the account
public record GroupRole(String group, Role role, Optional<String> namespace) {
  static final String EXPECTED = "GROUP=ROLE or GROUP=ROLE:NAMESPACE, for example devs=Writer:team";

  /// Reads `GROUP=ROLE[:NAMESPACE]`.
  ///
  /// @throws IllegalArgumentException it is something else
  static GroupRole parse(String text) {
    var equals = text.lastIndexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(EXPECTED);
    }
    var given = text.substring(equals + 1).split(":", 2);
    Role role;
    try {
      role = Role.parse(given[0].strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(EXPECTED, e);
    }
    var namespace = given.length > 1 ? Optional.of(given[1].strip()) : Optional.<String>empty();
    if (namespace.filter(String::isEmpty).isPresent()) {
      throw new IllegalArgumentException(EXPECTED);
    }
    return new GroupRole(text.substring(0, equals).strip(), role, namespace);
  }
}
