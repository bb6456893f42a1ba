package io.breakwater.server.conformance;

import java.net.URI;
import java.util.Optional;

/// A registry that runs.
///
/// @param base such as `http://127.0.0.1:5000`, without a slash at the end
/// @param user who may push to the namespace; empty where the registry asks for no login
/// @param namespace the first part of all names of repositories
record Target(URI base, Optional<String> user, String password, String namespace) {
  /// The one that system properties `conformance.url`, `conformance.user`,
  /// `conformance.password` and `conformance.namespace` tell of.
  static Optional<Target> external() {
    return Optional.ofNullable(System.getProperty("conformance.url"))
        .map(
            url ->
                new Target(
                    URI.create(url),
                    Optional.ofNullable(System.getProperty("conformance.user")),
                    System.getProperty("conformance.password", ""),
                    System.getProperty("conformance.namespace", "conformance")));
  }
}
