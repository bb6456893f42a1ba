package io.breakwater.configuration.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `sshd_config` and its includes say.
///
/// The server reads them twice (OpenSSH's `servconf.c`, "The strategy for the Match blocks"): once
/// when it starts, without blocks other than `Match all`, and once for each connection, only the
/// blocks whose criteria are met. Each time the first value of a setting counts, or the lines of it
/// add up; what the second reading sets replaces what the first one did.
///
/// @param settings in the order in which they are read
/// @param problem why the server does not start, or what of it is not known, with file and line;
///     empty where there is nothing
record SshdConfiguration(List<Setting> settings, String problem) {
  SshdConfiguration {
    settings = List.copyOf(settings);
  }

  /// The line that counts for every connection without a block, if there is one.
  Optional<Setting> global(String name) {
    Setting last = null;
    for (var setting : settings) {
      if (setting.keyword().name().equals(name) && setting.global()) {
        if (!lastWins(setting.keyword())) {
          return Optional.of(setting);
        }
        last = setting;
      }
    }
    return Optional.ofNullable(last);
  }

  /// The first line of a setting in each block.
  List<Setting> inBlocks(String name) {
    var found = new ArrayList<Setting>();
    for (var setting : settings) {
      if (setting.keyword().name().equals(name)
          && setting.block() != null
          && found.stream().noneMatch(one -> setting.block().equals(one.block()))) {
        found.add(setting);
      }
    }
    return found;
  }

  /// The values of a setting for a connection; empty where nothing sets it.
  List<String> values(String name, Connection connection) {
    var inBlocks = new ArrayList<Setting>();
    var outside = new ArrayList<Setting>();
    for (var setting : settings) {
      // A list that a comment empties neither adds nor replaces.
      if (setting.keyword().name().equals(name) && !setting.values().isEmpty()) {
        var block = setting.block();
        if (block != null && setting.keyword().inMatch() && block.holds(connection)) {
          inBlocks.add(setting);
        }
        if (setting.global()) {
          outside.add(setting);
        }
      }
    }
    return values(inBlocks.isEmpty() ? outside : inBlocks);
  }

  private static List<String> values(List<Setting> lines) {
    if (lines.isEmpty()) {
      return List.of();
    }
    var keyword = lines.getFirst().keyword();
    if (keyword.several()) {
      var all = new ArrayList<String>();
      lines.forEach(line -> all.addAll(line.values()));
      return all;
    }
    return (lastWins(keyword) ? lines.getLast() : lines.getFirst()).values();
  }

  private static boolean lastWins(Keyword keyword) {
    return switch (keyword.kind()) {
      case QUALITY_OF_SERVICE, MASK, MAX_STARTUPS, SOURCE_STARTUPS, NET_BLOCK -> true;
      default -> keyword.name().equals("fingerprinthash");
    };
  }
}
