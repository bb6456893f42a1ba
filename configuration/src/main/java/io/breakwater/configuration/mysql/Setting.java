package io.breakwater.configuration.mysql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An option that an option file sets.
///
/// @param option its name in full, with `-`
/// @param value null where it stands without one
/// @param at how many lines of option files come before it
record Setting(String option, @Nullable String value, Place place, int at) {
  /// The value, empty where there is none.
  String text() {
    return value == null ? "" : value;
  }

  /// Whether a boolean is on by it (`get_bool_argument`): every word that means nothing is off.
  boolean on() {
    if (value == null) {
      return true;
    }
    var word = value.toLowerCase(Locale.ROOT);
    return word.equals("1") || word.equals("on") || word.equals("true");
  }
}
