package io.breakwater.configuration.sudo;

/// A line that sudo does not accept; the message says why, for people.
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;

  Refused(int line, String why) {
    super(why, null, false, false);
    this.line = line;
  }

  int line() {
    return line;
  }

  String why() {
    var message = getMessage();
    return message == null ? "" : message;
  }
}
