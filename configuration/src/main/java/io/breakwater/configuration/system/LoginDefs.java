package io.breakwater.configuration.system;

import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/etc/login.defs`, see login.defs(5).
///
/// Two programs read it in two ways. The shadow tools (`lib/getdef.c`) take the last of several
/// settings of a name, minding case, without quotes; PAM (`libpam/pam_modutil_searchkey.c`) takes
/// the first, whatever its case, `=` counts as a blank, and `#` begins a comment anywhere.
///
/// @param file null where there is none
/// @param unread why the file cannot be read, empty where it can
record LoginDefs(@Nullable ImageFile file, List<Setting> settings, String unread) {
  static final String PATH = "/etc/login.defs";
  private static final String VENDOR = "/usr/etc/login.defs";

  /// A line: name, the rest of it, and its number.
  record Setting(String name, String value, int line) {}

  LoginDefs {
    settings = List.copyOf(settings);
  }

  static LoginDefs of(ImageFiles files) {
    var found = files.find(PATH);
    return switch (found instanceof Lookup.Missing ? files.find(VENDOR) : found) {
      case Lookup.Found(var file) -> new LoginDefs(file, parse(file.text()), "");
      case Lookup.Missing() -> new LoginDefs(null, List.of(), "");
      case Lookup.Directory(var path) -> new LoginDefs(null, List.of(), "");
      case Lookup.Unread(var why) -> new LoginDefs(null, List.of(), why);
      case Lookup.Unknown(var why) -> new LoginDefs(null, List.of(), why);
    };
  }

  /// What the shadow tools read.
  Optional<Setting> ofTools(String name) {
    return settings.reversed().stream()
        .filter(setting -> setting.name().equals(name))
        .findFirst()
        .map(setting -> new Setting(name, unquoted(setting.value()), setting.line()));
  }

  /// What PAM's modules read.
  Optional<Setting> ofPam(String name) {
    for (var setting : settings) {
      var text = (setting.name() + " " + setting.value()).replace('=', ' ');
      var comment = text.indexOf('#');
      var words = (comment < 0 ? text : text.substring(0, comment)).strip().split("\\s+", 2);
      if (words[0].toUpperCase(Locale.ROOT).equals(name)) {
        return Optional.of(new Setting(name, words.length < 2 ? "" : words[1], setting.line()));
      }
    }
    return Optional.empty();
  }

  private static String unquoted(String value) {
    var from = 0;
    while (from < value.length() && " \"\t".indexOf(value.charAt(from)) >= 0) {
      from++;
    }
    var end = value.indexOf('"', from);
    return end < 0 ? value.substring(from) : value.substring(from, end);
  }

  private static List<Setting> parse(String text) {
    var settings = new ArrayList<Setting>();
    var number = 0;
    for (var raw : text.split("\n", -1)) {
      number++;
      var line = raw.strip();
      if (line.isEmpty() || line.charAt(0) == '#') {
        continue;
      }
      var end = 0;
      while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
        end++;
      }
      settings.add(new Setting(line.substring(0, end), line.substring(end).strip(), number));
    }
    return settings;
  }
}
