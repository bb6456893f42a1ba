package io.breakwater.configuration.nginx;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The commands of nginx's own modules (`ngx_command_t` tables), from the resource
/// `directives.txt`, which describes its columns.
final class DirectiveTable {
  /// A command.
  ///
  /// @param area `core`, `event`, `http`, `mail` or `stream`
  /// @param contexts letters of the levels that know it
  /// @param args how many words may follow: digits, `N+` or `*`
  /// @param opensBlock whether `{` follows
  /// @param kind of its value
  /// @param words that an `enum` or `bits` knows
  /// @param since version that brought it, empty for 1.22.1 and before
  /// @param module that has to be loaded: `stream`; empty where it is built in
  record Command(
      String area,
      String contexts,
      String args,
      boolean opensBlock,
      Kind kind,
      List<String> words,
      String since,
      String module) {
    boolean takes(int count) {
      if (args.equals("*")) {
        return true;
      }
      if (args.endsWith("+")) {
        return count >= args.charAt(0) - '0';
      }
      return count < 8 && args.indexOf('0' + count) >= 0;
    }
  }

  /// What a command does with its words.
  enum Kind {
    ONCE,
    MANY,
    FLAG,
    NUM,
    SIZE,
    OFF,
    MSEC,
    SEC,
    BUFS,
    ENUM,
    /// Words that add up: a block may repeat it.
    BITS
  }

  private static final class Loaded {
    private static final DirectiveTable TABLE = load();
  }

  private final Map<String, List<Command>> commands;

  private DirectiveTable(Map<String, List<Command>> commands) {
    this.commands = commands;
  }

  /// The table, read at its first use.
  static DirectiveTable standard() {
    return Loaded.TABLE;
  }

  /// Commands of a name; none where no module of nginx has one.
  List<Command> named(String name) {
    return commands.getOrDefault(name, List.of());
  }

  /// All names, sorted.
  List<String> names() {
    return commands.keySet().stream().sorted().toList();
  }

  private static DirectiveTable load() {
    var commands = new HashMap<String, List<Command>>();
    var resource = DirectiveTable.class.getResourceAsStream("directives.txt");
    if (resource == null) {
      throw new IllegalStateException("directives.txt is missing from the program: build it again");
    }
    try (var lines = new BufferedReader(new InputStreamReader(resource, US_ASCII))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          var columns = line.split(" ", -1);
          commands.computeIfAbsent(columns[0], name -> new ArrayList<>(1)).add(command(columns));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DirectiveTable(commands);
  }

  private static Command command(String[] columns) {
    var block = columns[3].endsWith("{");
    var colon = columns[4].indexOf(':');
    var kind = colon < 0 ? columns[4] : columns[4].substring(0, colon);
    return new Command(
        columns[1],
        columns[2],
        block ? columns[3].substring(0, columns[3].length() - 1) : columns[3],
        block,
        Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)),
        colon < 0 ? List.of() : List.of(columns[4].substring(colon + 1).split("\\|", -1)),
        columns[5].equals("-") ? "" : columns[5],
        columns[6].equals("-") ? "" : columns[6]);
  }
}
