package io.breakwater.server.configuration;

import org.jspecify.annotations.Nullable;

/// A configuration that cannot be followed.
///
/// Reads as `<what>: <why>. <what to do next> [code]`; never holds a secret.
///
/// | code | when |
/// |---|---|
/// | `configuration-unreadable` | a file that was named cannot be read |
/// | `configuration-malformed` | the file is no YAML or JSON, or too large |
/// | `configuration-unknown` | a key or variable that there is none of |
/// | `configuration-invalid` | a value that means nothing, or settings at odds |
/// | `insecure-listen` | others would reach the server without TLS |
public final class ConfigurationException extends Exception {
  private final String code;
  private final String what;
  private final String why;
  private final String next;

  /// A problem with its way out.
  ///
  /// @param next what can be done about it, one sentence without the full stop
  public ConfigurationException(
      String code, String what, String why, String next, @Nullable Throwable cause) {
    super(what + ": " + why, cause);
    this.code = code;
    this.what = what;
    this.why = why;
    this.next = next;
  }

  static ConfigurationException invalid(String what, String why, String next) {
    return new ConfigurationException("configuration-invalid", what, why, next, null);
  }

  public String code() {
    return code;
  }

  public String what() {
    return what;
  }

  public String why() {
    return why;
  }

  public String next() {
    return next;
  }
}
