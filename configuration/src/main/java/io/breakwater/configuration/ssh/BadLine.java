package io.breakwater.configuration.ssh;

/// A line that the server refuses; the message says why, for people.
final class BadLine extends Exception {
  private static final long serialVersionUID = 1;

  BadLine(String why) {
    super(why, null, false, false);
  }

  String why() {
    var message = getMessage();
    return message == null ? "" : message;
  }
}
