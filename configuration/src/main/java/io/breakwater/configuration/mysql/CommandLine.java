package io.breakwater.configuration.mysql;

import io.breakwater.configuration.mysql.OptionNames.Kind;
import io.breakwater.configuration.mysql.OptionNames.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The arguments with which an image starts its server: those behind the server's name, or
/// behind an entrypoint's, which hands them on. They count more than every option file.
final class CommandLine {
  /// What stands in reports for the image's entrypoint and command.
  static final Place PLACE = new Place("config: command", 0, -1);

  private static final List<String> SERVERS =
      List.of("mysqld", "mariadbd", "mysqld_safe", "mariadbd-safe", "docker-entrypoint.sh");

  private static final String SHELL_CHARACTERS = "$`|;&<>(){}*?'\"\\#~\n";

  private final List<OptionLine> lines = new ArrayList<>();
  private @Nullable String defaultsFile;
  private @Nullable String extraFile;
  private @Nullable String suffix;
  private @Nullable String doubt;
  private boolean noDefaults;

  private CommandLine() {}

  /// Reads the arguments.
  ///
  /// @param command entrypoint and command of the image
  static CommandLine of(List<String> command, OptionNames names) {
    var line = new CommandLine();
    var words = line.split(command);
    for (var i = 0; i < words.size(); i++) {
      i += line.take(words.get(i), i + 1 < words.size() ? words.get(i + 1) : null, names);
    }
    return line;
  }

  /// The words behind the server's name; none where something else is started.
  private List<String> split(List<String> command) {
    var words = command;
    if (command.size() >= 3 && isShell(command.getFirst()) && command.get(1).endsWith("c")) {
      var script = command.get(2);
      words = List.of(script.strip().split("[ \t]+", -1));
      words = words.getFirst().equals("exec") ? words.subList(1, words.size()) : words;
      if (mentions(script) && hasAny(script)) {
        doubt = "the image starts the server by a shell command, which is not followed";
        return List.of();
      }
    }
    for (var i = 0; i < words.size(); i++) {
      if (SERVERS.contains(baseName(words.get(i)))) {
        var behind = words.subList(i + 1, words.size());
        var next = behind.isEmpty() ? "" : baseName(behind.getFirst());
        return SERVERS.contains(next) ? behind.subList(1, behind.size()) : behind;
      }
    }
    return List.of();
  }

  private static boolean isShell(String word) {
    return baseName(word).endsWith("sh") && !word.endsWith(".sh");
  }

  private static boolean mentions(String script) {
    return script.contains("mysqld") || script.contains("mariadbd");
  }

  private static boolean hasAny(String script) {
    for (var i = 0; i < script.length(); i++) {
      if (SHELL_CHARACTERS.indexOf(script.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static String baseName(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }

  /// Takes a word; how many words behind it belong to it.
  private int take(String word, @Nullable String next, OptionNames names) {
    if (word.startsWith("-u") && !word.startsWith("--")) {
      var user = word.length() > 2 ? word.substring(2) : next;
      lines.add(new OptionLine("mysqld", "user", user, PLACE));
      return word.length() > 2 ? 0 : 1;
    }
    if (!word.startsWith("--") || word.length() == 2) {
      return 0;
    }
    var equals = word.indexOf('=');
    var name = word.substring(2, equals < 0 ? word.length() : equals);
    var value = equals < 0 ? null : word.substring(equals + 1);
    if (isOfFiles(name, value)) {
      return 0;
    }
    var taken = value == null && next != null && needsValue(name, names) ? next : null;
    lines.add(new OptionLine("mysqld", name, taken == null ? value : taken, PLACE));
    return taken == null ? 0 : 1;
  }

  private static boolean needsValue(String name, OptionNames names) {
    return names.resolve(name, List.of()) instanceof Meaning.Option option
        && option.prefix().isEmpty()
        && (option.kind() == Kind.REQUIRED || option.kind() == Kind.NUMBER);
  }

  private boolean isOfFiles(String name, @Nullable String value) {
    switch (name) {
      case "no-defaults" -> noDefaults = true;
      case "defaults-file" -> defaultsFile = value;
      case "defaults-extra-file" -> extraFile = value;
      case "defaults-group-suffix" -> suffix = value;
      default -> {
        return false;
      }
    }
    return true;
  }

  /// The settings, as lines of an option file.
  List<OptionLine> lines() {
    return List.copyOf(lines);
  }

  boolean noDefaults() {
    return noDefaults;
  }

  /// The only option file that is read.
  Optional<String> defaultsFile() {
    return Optional.ofNullable(defaultsFile);
  }

  /// One that is read behind the common ones.
  Optional<String> extraFile() {
    return Optional.ofNullable(extraFile);
  }

  Optional<String> suffix() {
    return Optional.ofNullable(suffix);
  }

  /// Why it is not known how the server starts.
  Optional<String> doubt() {
    return Optional.ofNullable(doubt);
  }
}
