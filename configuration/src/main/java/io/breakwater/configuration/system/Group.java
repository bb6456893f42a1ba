package io.breakwater.configuration.system;

import java.util.List;

/// A line of `/etc/group`, see group(5).
///
/// @param members of the group besides those whose own group it is
/// @param line from 1
record Group(String name, long gid, List<String> members, int line) {
  Group {
    members = List.copyOf(members);
  }
}
