package io.breakwater.configuration.apache;

import java.util.ArrayList;

/// Paths as `apr_filepath_merge` and `apr_fnmatch_test` see them.
final class Paths {
  private Paths() {}

  /// An absolute path without `.`, `..` and doubled slashes.
  ///
  /// @param base what a relative path begins at
  static String absolute(String base, String written) {
    var names = new ArrayList<String>();
    var whole = written.startsWith("/") ? written : base + "/" + written;
    for (var name : whole.split("/", -1)) {
      if (name.equals("..")) {
        if (!names.isEmpty()) {
          names.removeLast();
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return "/" + String.join("/", names);
  }

  /// Whether a name is a pattern: it has `*`, `?` or a `[` that is closed.
  static boolean isPattern(String text) {
    var bracket = false;
    for (var i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '*', '?' -> {
          return true;
        }
        case '\\' -> i++;
        case '[' -> bracket = true;
        case ']' -> {
          if (bracket) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /// Whether a directory holds a path or is it.
  static boolean holds(String directory, String path) {
    var base = directory.endsWith("/") ? directory : directory + "/";
    return (path.endsWith("/") ? path : path + "/").startsWith(base);
  }
}
