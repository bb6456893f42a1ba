package io.breakwater.configuration.system;

import io.breakwater.configuration.Glob;
import io.breakwater.inventory.files.ImageFile;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settings of a PAM module in a file of `name = value` lines, pwquality.conf(5) and
/// pwhistory.conf(5). Of pwquality the files in `pwquality.conf.d` come first, by
/// name, then the file itself (libpwquality `src/settings.c`); the last setting wins.
///
/// @param problem which file could not be read, empty where all could
record Quality(Map<String, Setting> settings, String problem) {
  /// A value and its place; without a value the name alone was there.
  record Setting(String value, ImageFile file, int line) {}

  Quality {
    settings = Map.copyOf(settings);
  }

  static Quality of(ImageFiles files, String path) {
    var settings = new HashMap<String, Setting>();
    var problem = "";
    for (var one : paths(files, path)) {
      switch (files.find(one)) {
        case Lookup.Found(var file) -> read(file, settings);
        case Lookup.Missing() -> {}
        case Lookup.Directory(var directory) -> {}
        case Lookup.Unread(var why) -> problem = one + " could not be read: " + why;
        case Lookup.Unknown(var why) -> problem = one + " could not be read: " + why;
      }
    }
    return new Quality(settings, problem);
  }

  private static List<String> paths(ImageFiles files, String path) {
    var paths = new ArrayList<>(Glob.expand(files, path + ".d/*.conf").paths());
    // Where a distribution moved its own files to /usr, the one in /etc takes their place.
    var vendor = "/usr" + path;
    paths.add(files.find(path) instanceof Lookup.Missing ? vendor : path);
    return paths;
  }

  private static void read(ImageFile file, Map<String, Setting> settings) {
    var number = 0;
    for (var raw : file.text().split("\n", -1)) {
      number++;
      var hash = raw.indexOf('#');
      var line = (hash < 0 ? raw : raw.substring(0, hash)).strip();
      if (!line.isEmpty()) {
        var end = 0;
        while (end < line.length()
            && line.charAt(end) != '='
            && !Character.isWhitespace(line.charAt(end))) {
          end++;
        }
        var value = line.substring(end).strip();
        value = value.startsWith("=") ? value.substring(1).strip() : value;
        settings.put(line.substring(0, end), new Setting(value, file, number));
      }
    }
  }

  Optional<Setting> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  int number(String name, int missing) {
    return setting(name).map(one -> SystemNumbers.of(one.value(), missing)).orElse(missing);
  }
}
