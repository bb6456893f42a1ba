package io.breakwater.configuration.system;

/// Numbers in configuration files of the system.
final class SystemNumbers {
  private static final int MOST_DIGITS = 9;

  private SystemNumbers() {}

  /// A number with an optional sign, or what stands for none.
  static int of(String text, int missing) {
    var digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
      return missing;
    }
    for (var i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return missing;
      }
    }
    return Integer.parseInt(text.startsWith("+") ? digits : text);
  }
}
