package io.breakwater.configuration.nginx;

/// A configuration with which the server would not start, or that cannot be followed to the end.
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  Refused(String file, int line, String why) {
    super(why + " in " + file + (line > 0 ? ":" + line : ""), null, false, false);
  }

  /// What is wrong, with file and line.
  String why() {
    return String.valueOf(getMessage());
  }
}
