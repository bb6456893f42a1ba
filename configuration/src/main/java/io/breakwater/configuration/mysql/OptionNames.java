package io.breakwater.configuration.mysql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The names of a server's options, and which option a written name means (`handle_options` and
/// `findopt` in `mysys/my_getopt.c`): `-` and `_` are the same, a prefix that only one option
/// has stands for it, and `skip-`, `disable-`, `enable-`, `loose-` may come first. MariaDB makes
/// no difference of case, MySQL does.
final class OptionNames {
  /// What an option takes.
  enum Kind {
    BOOLEAN,
    /// A boolean that passes over words it does not know.
    FLAG,
    REQUIRED,
    OPTIONAL,
    NUMBER,
    OPTIONAL_NUMBER
  }

  /// What a written name means.
  sealed interface Meaning {
    /// An option.
    ///
    /// @param name in full, with `-`
    /// @param prefix `skip`, `disable` or `enable` where it counts, empty otherwise
    /// @param loose whether errors of it are passed over
    record Option(String name, Kind kind, String prefix, boolean loose) implements Meaning {}

    /// An unknown name behind `loose-`.
    record PassedOver() implements Meaning {}

    /// A name that is none, or that more than one option begins with.
    record Refused(String why) implements Meaning {}
  }

  private static final List<String> PREFIXES =
      List.of("skip", "disable", "enable", "maximum", "loose", "autoset");

  private final TreeMap<String, Kind> kinds = new TreeMap<>();
  private final boolean mariaDb;

  private OptionNames(boolean mariaDb) {
    this.mariaDb = mariaDb;
  }

  /// The options of a server.
  static OptionNames of(Server server) {
    var names = new OptionNames(server.isMariaDb());
    var exact = server.atLeast(10, 11).orElse(false) && !server.atLeast(10, 12).orElse(true);
    try (var in = Objects.requireNonNull(OptionNames.class.getResourceAsStream("options.txt"));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        names.take(line, exact);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("options.txt of this program cannot be read", e);
    }
    return names;
  }

  boolean isMariaDb() {
    return mariaDb;
  }

  private void take(String line, boolean exact) {
    if (line.startsWith("#")) {
      return;
    }
    var kindAt = line.indexOf(' ') + 1;
    var who = line.substring(kindAt + 2);
    var has = mariaDb ? who.contains("m") || (!exact && who.contains("x")) : who.contains("s");
    if (has) {
      kinds.put(line.substring(0, kindAt - 1), kind(line.charAt(kindAt)));
    }
  }

  private static Kind kind(char letter) {
    return switch (letter) {
      case 'b' -> Kind.BOOLEAN;
      case 'f' -> Kind.FLAG;
      case 'r' -> Kind.REQUIRED;
      case 'n' -> Kind.NUMBER;
      case 'm' -> Kind.OPTIONAL_NUMBER;
      default -> Kind.OPTIONAL;
    };
  }

  /// What a written name means.
  ///
  /// @param plugins names of the plugins that are loaded, with `-`
  Meaning resolve(String written, List<String> plugins) {
    var name = withoutKey(written);
    var found = find(name);
    if (found != null) {
      return option(found, written, "", false);
    }
    var loose = false;
    while (true) {
      var prefix = prefix(name);
      if (prefix == null) {
        return unknown(written, name, loose, plugins);
      }
      name = name.substring(prefix.length() + 1);
      loose |= prefix.equals("loose");
      found = find(name);
      if (found != null) {
        return option(found, written, prefix, loose);
      }
    }
  }

  private Meaning unknown(String written, String name, boolean loose, List<String> plugins) {
    var plain = normal(name);
    for (var plugin : plugins) {
      if (plain.equals(plugin) || plain.startsWith(plugin + "-")) {
        return new Meaning.Option(plain, Kind.OPTIONAL, "", loose);
      }
    }
    if (!mariaDb && (plain.startsWith("mysqlx-") || plain.startsWith("validate-password."))) {
      return new Meaning.Option(plain, Kind.OPTIONAL, "", loose);
    }
    return loose
        ? new Meaning.PassedOver()
        : new Meaning.Refused(
            "\"%s\" is no option that the server is known to have".formatted(written));
  }

  private Meaning option(String found, String written, String prefix, boolean loose) {
    if (found.isEmpty()) {
      return new Meaning.Refused("more than one option begins with \"%s\"".formatted(written));
    }
    if (prefix.equals("maximum") || prefix.equals("autoset")) {
      return new Meaning.Refused("what \"%s\" does is not known".formatted(written));
    }
    if (found.equals("help") || found.equals("version")) {
      return new Meaning.Refused("\"%s\" ends the server at once".formatted(written));
    }
    var kind = Objects.requireNonNull(kinds.get(found));
    return new Meaning.Option(found, kind, prefix.equals("loose") ? "" : prefix, loose);
  }

  /// The option of which a name is the whole or a prefix that no other has; empty where others
  /// have it; null where none has.
  private @Nullable String find(String name) {
    var plain = normal(name);
    var found = exactOrPrefix(plain);
    // Plugins that are built in have each option twice.
    return found == null && plain.startsWith("plugin-")
        ? exactOrPrefix(plain.substring("plugin-".length()))
        : found;
  }

  private @Nullable String exactOrPrefix(String plain) {
    var first = kinds.ceilingKey(plain);
    if (first == null || !first.startsWith(plain)) {
      return null;
    }
    if (first.equals(plain)) {
      return first;
    }
    var second = kinds.higherKey(first);
    return second != null && second.startsWith(plain) ? "" : first;
  }

  private @Nullable String prefix(String name) {
    var plain = normal(name);
    for (var prefix : PREFIXES) {
      if (plain.startsWith(prefix) && plain.startsWith("-", prefix.length())) {
        return prefix;
      }
    }
    return null;
  }

  /// `key.option` means a setting of one key cache, or just the option (`check_struct_option`).
  private String withoutKey(String written) {
    var dot = mariaDb ? written.indexOf('.', 1) : -1;
    return dot > 0 && written.length() - dot > 1 ? written.substring(dot + 1) : written;
  }

  private String normal(String name) {
    var plain = name.replace('_', '-');
    return mariaDb ? plain.toLowerCase(Locale.ROOT) : plain;
  }
}
