package io.breakwater.advisories;

import org.jspecify.annotations.Nullable;

/// A feed or a database that cannot be used: the one checked exception of this module.
///
/// Reads as `<what>: <why>. <what to do next> [code]`. Codes are stable.
public final class FeedException extends Exception {
  private final String code;
  private final String what;
  private final String why;
  private final String next;

  /// A problem with its way out.
  ///
  /// @param code stable, kebab case, for example `feed-truncated`, `database-checksum`
  public FeedException(
      String code, String what, String why, String next, @Nullable Throwable cause) {
    super(what + ": " + why, cause);
    this.code = code;
    this.what = what;
    this.why = why;
    this.next = next;
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
