package io.breakwater.server.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// Makes a message one line.
interface LineFormat {
  String line(LogRecord entry);

  static String level(Level level) {
    var value = level.intValue();
    return value >= Level.SEVERE.intValue()
        ? "error"
        : value >= Level.WARNING.intValue()
            ? "warning"
            : value >= Level.INFO.intValue() ? "info" : "debug";
  }

  /// The class without its packages.
  static String source(LogRecord entry) {
    var name = entry.getLoggerName() == null ? "" : entry.getLoggerName();
    return name.startsWith("io.breakwater.") ? name.substring(name.lastIndexOf('.') + 1) : name;
  }

  static String message(LogRecord entry) {
    var message = entry.getMessage() == null ? "" : entry.getMessage();
    var given = entry.getParameters();
    if (given == null || given.length == 0) {
      return message;
    }
    try {
      return java.text.MessageFormat.format(message, given);
    } catch (IllegalArgumentException e) {
      return message;
    }
  }

  static String trace(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString().strip();
  }
}
