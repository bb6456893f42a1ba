package io.breakwater.cli.cr.server;

import java.util.Optional;

/// Who the caller is to a server.
public interface Identity {
  /// The value of the header `Authorization`.
  String authorization();

  /// What may be sent where a server refused the last one: a newer token; empty where there is
  /// none.
  Optional<String> renewed();

  /// What to do where the server knows nobody of that kind: `breakwater cr login …`.
  String wayIn();
}
