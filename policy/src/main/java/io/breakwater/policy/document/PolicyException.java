package io.breakwater.policy.document;

import org.jspecify.annotations.Nullable;

/// A file of the user's that cannot be followed: the one checked exception of this module.
///
/// Reads as `<what>: <why>. <what to do next> [code]`. Codes are stable: `policy-malformed`
/// (no YAML or JSON), `policy-invalid` (a key or value that means nothing),
/// `policy-too-large`, `exemptions-unknown` (no format that is known), `policy-unsupported`
/// (another version).
public final class PolicyException extends Exception {
  private final String code;
  private final String what;
  private final String why;
  private final String next;
  private final int line;

  /// A problem with its way out.
  ///
  /// @param code stable, kebab case
  /// @param what what was attempted, and on what: `reading policy.yaml`
  /// @param why what was expected and what was found, with the line where one is known
  /// @param next what the user can do about it, one sentence without the full stop
  /// @param line from 1, 0 where none is known
  public PolicyException(
      String code, String what, String why, String next, int line, @Nullable Throwable cause) {
    super(what + ": " + why, cause);
    this.code = code;
    this.what = what;
    this.why = why;
    this.next = next;
    this.line = line;
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

  /// From 1, 0 where none is known.
  public int line() {
    return line;
  }
}
