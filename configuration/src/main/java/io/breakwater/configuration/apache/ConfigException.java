package io.breakwater.configuration.apache;

import java.io.Serial;

/// A configuration that cannot be followed to its end.
final class ConfigException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final boolean refused;

  private ConfigException(boolean refused, String message) {
    super(message, null, false, false);
    this.refused = refused;
  }

  /// What httpd refuses to start with.
  static ConfigException refused(Place place, String why) {
    return new ConfigException(true, "httpd refuses " + place + ": " + why);
  }

  /// What httpd may do something with that cannot be known from here.
  static ConfigException unknown(Place place, String why) {
    return new ConfigException(false, place + ": " + why);
  }

  /// Whether httpd would not start.
  boolean refused() {
    return refused;
  }

  /// What is wrong, with file and line.
  String why() {
    var message = getMessage();
    return message == null ? "" : message;
  }
}
