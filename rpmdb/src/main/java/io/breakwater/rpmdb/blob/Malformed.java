package io.breakwater.rpmdb.blob;

import org.jspecify.annotations.Nullable;

/// A place in a store that is not as its format says, or passes a limit. Never leaves the module:
/// it ends as a damage. Has no stack trace, since bytes and not code are at fault.
public final class Malformed extends Exception {
  private final boolean limit;
  private final long offset;

  private Malformed(boolean limit, @Nullable String why, long offset) {
    super(why, null, false, false);
    this.limit = limit;
    this.offset = offset;
  }

  /// Bytes that are wrong.
  ///
  /// @param why what was expected and what was found
  public static Malformed at(long offset, @Nullable String why) {
    return new Malformed(false, why, offset);
  }

  /// A limit that was passed.
  ///
  /// @param why which limit, and what was found
  public static Malformed limit(long offset, @Nullable String why) {
    return new Malformed(true, why, offset);
  }

  /// The same within something bigger.
  public Malformed within(String whole, long wholeOffset) {
    return new Malformed(limit, whole + ": " + getMessage(), wholeOffset);
  }

  public boolean limit() {
    return limit;
  }

  public long offset() {
    return offset;
  }

  public String why() {
    var why = getMessage();
    return why == null ? "" : why;
  }
}
