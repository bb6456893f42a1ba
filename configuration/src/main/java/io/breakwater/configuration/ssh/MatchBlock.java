package io.breakwater.configuration.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A `Match` block, `match_cfg_line` of OpenSSH's `servconf.c`: all its criteria have to be met,
/// as have those of the block that includes its file.
///
/// @param criteria empty for `Match all`
/// @param outer the block around the `Include` line, null outside of blocks
record MatchBlock(List<Criterion> criteria, @Nullable MatchBlock outer, String text, String place) {
  /// A criterion: `user`, `group`, `host`, `address`, `localaddress`, `localport` or `rdomain`, and
  /// its list.
  record Criterion(String attribute, String list) {}

  MatchBlock {
    criteria = List.copyOf(criteria);
  }

  /// Reads what follows `Match`.
  ///
  /// @param rest is read up to the end or a comment
  /// @param place file and line, which tell blocks of the same criteria apart
  /// @throws BadLine on a line that the server refuses
  static MatchBlock of(Words rest, @Nullable MatchBlock outer, String place) throws BadLine {
    var text = rest.rest() == null ? "" : rest.rest();
    var criteria = new ArrayList<Criterion>();
    for (var word = rest.next(); word != null && !word.isEmpty(); word = rest.next()) {
      if (word.startsWith("#")) {
        break;
      }
      var attribute = word.toLowerCase(Locale.ROOT);
      var list = rest.next();
      if (attribute.equals("all")) {
        if (!criteria.isEmpty() || (list != null && !list.isEmpty() && !list.startsWith("#"))) {
          throw new BadLine("\"all\" cannot be combined with other criteria");
        }
        return new MatchBlock(List.of(), outer, "all", place);
      }
      if (list == null || list.isEmpty() || list.startsWith("#")) {
        throw new BadLine("the criterion " + word + " has no list");
      }
      check(attribute, list);
      criteria.add(new Criterion(attribute, list));
    }
    if (criteria.isEmpty()) {
      throw new BadLine("Match has no criterion");
    }
    return new MatchBlock(criteria, outer, text, place);
  }

  private static void check(String attribute, String list) throws BadLine {
    switch (attribute) {
      case "user", "group", "host", "rdomain" -> {}
      case "address", "localaddress" -> {
        if (Addresses.matches(null, list) == Addresses.Answer.INVALID) {
          throw new BadLine(list + " is no list of addresses");
        }
      }
      case "localport" -> {
        if (Values.port(list) < 0) {
          throw new BadLine(list + " is no port");
        }
      }
      default -> throw new BadLine("the criterion " + attribute + " is not known");
    }
  }

  /// Whether it holds for every connection.
  boolean always() {
    return criteria.isEmpty() && (outer == null || outer.always());
  }

  /// Whether it holds for a connection.
  boolean holds(Connection connection) {
    if (outer != null && !outer.holds(connection)) {
      return false;
    }
    for (var criterion : criteria) {
      if (!holds(criterion, connection)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(Criterion criterion, Connection connection) {
    var list = criterion.list();
    return switch (criterion.attribute()) {
      case "user" -> connection.user() != null && Patterns.matchesList(connection.user(), list);
      case "group" -> holdsGroup(connection, list);
      case "host" -> connection.host() != null && Patterns.matchesHost(connection.host(), list);
      case "address" -> holdsAddress(connection.address(), list);
      case "localaddress" -> holdsAddress(connection.localAddress(), list);
      case "localport" -> Values.port(list) == connection.localPort();
      default -> connection.domain() != null && Patterns.matchesList(connection.domain(), list);
    };
  }

  private static boolean holdsAddress(@Nullable String address, String list) {
    return address != null && Addresses.matches(address, list) == Addresses.Answer.MATCHES;
  }

  /// `ga_match_pattern_list` of `groupaccess.c`: a group that is excluded ends the search.
  private static boolean holdsGroup(Connection connection, String list) {
    var found = false;
    for (var group : connection.groups()) {
      for (var entry : list.split(",", -1)) {
        if (entry.startsWith("!") && Patterns.matches(group, entry.substring(1))) {
          return false;
        }
      }
      found |= Patterns.matchesList(group, list);
    }
    return found;
  }
}
