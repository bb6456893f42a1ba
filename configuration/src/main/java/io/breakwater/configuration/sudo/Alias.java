package io.breakwater.configuration.sudo;

import java.util.List;

/// A named list.
record Alias(Kind kind, String name, List<Member> members) {
  /// What it is a list of.
  enum Kind {
    USER,
    HOST,
    RUN_AS,
    COMMAND
  }

  Alias {
    members = List.copyOf(members);
  }
}
