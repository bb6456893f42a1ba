package io.breakwater.cli;

/// Exit codes of `breakwater`; scripts rely on them.
final class ExitCode {
  /// Passes policy.
  static final int PASS = 0;

  /// Fails policy; for `feeds status`: stale.
  static final int FAIL = 1;

  /// Usage or internal error.
  static final int ERROR = 2;

  /// Could not be assessed: INCOMPLETE, or UNSUPPORTED without `--allow-unsupported`.
  static final int NOT_ASSESSED = 3;

  private ExitCode() {}
}
