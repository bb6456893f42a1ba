package io.breakwater.configuration.nginx;

/// A configuration with which the server would not start, or that cannot be followed to the end.
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean read;

  /// What the server would not start with.
  Refused(String file, int line, String why) {
    this(true, file, line, why);
  }

  private Refused(boolean read, String file, int line, String why) {
    super(why + " in " + file + (line > 0 ? ":" + line : ""), null, false, false);
    this.read = read;
  }

  /// What the server reads and is not known here; it may well start.
  static Refused unread(String file, int line, String why) {
    return new Refused(false, file, line, why);
  }

  /// What is wrong, with file and line.
  String why() {
    return String.valueOf(getMessage());
  }

  /// The whole reason, for people.
  String reason() {
    return read
        ? "nginx would not start with this configuration: " + why()
        : "the configuration of nginx could not be read to its end: " + why();
  }
}
