package io.breakwater.cli.command;

/// Exit codes of `breakwater`; scripts rely on them.
public final class ExitCode {
  /// Passes policy.
  public static final int PASS = 0;

  /// Fails policy; for `feeds status`: stale.
  public static final int FAIL = 1;

  /// Usage or internal error.
  public static final int ERROR = 2;

  /// Could not be assessed: INCOMPLETE, or UNSUPPORTED without `--allow-unsupported`.
  public static final int NOT_ASSESSED = 3;

  private ExitCode() {}
}
