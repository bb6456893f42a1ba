package io.breakwater.configuration.apache;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The directives of httpd's own modules: which module brings them, what they take, where they
/// may stand. `directives.txt` holds a line `identifier source` for each module, and below it,
/// indented, `Name:kindcontext` for each directive, with the kinds of `invoke_cmd` in httpd's
/// `server/config.c`: `0`, `1`, `2`, `3` arguments, `12`, `23`, `13`, `123` some of them, `f`
/// `On` or `Off`, `i` one or more, `j` two or more, `r` whatever the directive makes of it; and
/// the context: `a` anywhere, `o` outside of `<Directory>` and its like, `g` outside of these and
/// of `<VirtualHost>`, `i` inside only. It is what httpd 2.4.71 answers to `-L` and to wrong
/// arguments.
final class Grammar {
  private static final Map<String, List<Entry>> ENTRIES = new HashMap<>();
  private static final Map<String, String> SOURCES = new HashMap<>();

  static {
    read();
  }

  private Grammar() {}

  /// A directive of a module.
  record Entry(String name, String module, String kind, char context) {}

  /// What a loaded module makes of a directive.
  ///
  /// @param key in lower case, of a section with the `<`
  static Optional<Entry> find(String key, Modules modules) {
    return ENTRIES.getOrDefault(key, List.of()).stream()
        .filter(entry -> modules.has(entry.module()))
        .findFirst();
  }

  /// The module of httpd that would bring a directive.
  static Optional<Entry> anywhere(String key) {
    return ENTRIES.getOrDefault(key, List.of()).stream().findFirst();
  }

  /// Whether a module is httpd's own.
  static boolean knows(String identifier) {
    return SOURCES.containsKey(identifier);
  }

  /// The name of a module's source.
  static String source(String identifier) {
    var source = SOURCES.get(identifier);
    var end = identifier.lastIndexOf("_module");
    return source != null
        ? source
        : "mod_" + (end < 0 ? identifier : identifier.substring(0, end)) + ".c";
  }

  private static void read() {
    var input = Grammar.class.getResourceAsStream("directives.txt");
    if (input == null) {
      throw new IllegalStateException("directives.txt is not in the program");
    }
    try (var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
      var module = "";
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(" ")) {
          for (var word : Words.of(line)) {
            add(word, module);
          }
        } else {
          var words = Words.of(line);
          module = words.get(0);
          SOURCES.put(module, words.get(1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String word, String module) {
    var colon = word.lastIndexOf(':');
    var name = word.substring(0, colon);
    var kind = word.substring(colon + 1, word.length() - 1);
    ENTRIES
        .computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>(1))
        .add(new Entry(name, module, kind, word.charAt(word.length() - 1)));
  }
}
