package io.breakwater.configuration.sudo;

import io.breakwater.inventory.files.ImageFile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command that a user specification allows or, negated, denies.
///
/// @param spec number of the user specification, from 0
/// @param runAs users, null where none are written
/// @param runAsGroups groups, null where none are written
/// @param tags by their name without `NO`, false for the one with it: `NOPASSWD` is `PASSWD`
///     and false
/// @param line of the command, from 1
record Grant(
    int spec,
    List<Member> users,
    List<Member> hosts,
    @Nullable List<Member> runAs,
    @Nullable List<Member> runAsGroups,
    Map<String, Boolean> tags,
    Member command,
    ImageFile file,
    int line) {
  Grant {
    tags = Map.copyOf(tags);
  }

  /// Whether it is without a password, by its own tag.
  boolean noPassword() {
    return Boolean.FALSE.equals(tags.get("PASSWD"));
  }
}
