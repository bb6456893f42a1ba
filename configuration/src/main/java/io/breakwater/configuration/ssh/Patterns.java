package io.breakwater.configuration.ssh;

import java.util.Locale;

/// Patterns of OpenSSH's `match.c`: `*` and `?` for any characters, lists with commas in which `!`
/// excludes.
final class Patterns {
  private static final int MOST = 1023;

  private Patterns() {}

  /// Whether a text matches a pattern.
  static boolean matches(String text, String pattern) {
    var t = 0;
    var p = 0;
    var star = -1;
    var mark = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /// Whether a text matches a list: some of its patterns and none of those excluded.
  static boolean matchesList(String text, String list) {
    var positive = false;
    var at = 0;
    while (at < list.length()) {
      var negated = list.charAt(at) == '!';
      at += negated ? 1 : 0;
      var comma = list.indexOf(',', at);
      var end = comma < 0 ? list.length() : comma;
      if (end - at >= MOST) {
        return false;
      }
      if (matches(text, list.substring(at, end))) {
        if (negated) {
          return false;
        }
        positive = true;
      }
      at = end + 1;
    }
    return positive;
  }

  /// The same for host names, in which case does not count.
  static boolean matchesHost(String host, String list) {
    return matchesList(host.toLowerCase(Locale.ROOT), list.toLowerCase(Locale.ROOT));
  }
}
