package io.breakwater.store;

import org.jspecify.annotations.Nullable;

/// Something that could not be kept or had: the one checked exception of this module.
///
/// Reads as `<what>: <why>. <what to do next> [code]`. Neither text names a path or host of the
/// server's: both may reach clients; the cause has them, for the log.
///
/// | code | when | may be tried again |
/// |---|---|---|
/// | `storage-full` | no space, no quota of the file system | once there is space |
/// | `storage-unavailable` | the disk, database or object store does not answer | yes |
/// | `storage-corrupt` | content or metadata are not what was written | no |
/// | `storage-version` | written by a newer version | no |
/// | `storage-locked` | another process has the folder open | no |
/// | `storage-unsupported` | this kind of store has other means for it | no |
public final class StoreException extends Exception {
  private final String code;
  private final String what;
  private final String why;
  private final String next;

  /// A problem with its way out.
  ///
  /// @param code one of those above
  /// @param what what was attempted, and on what
  /// @param why what was expected and what was found
  /// @param next what can be done about it, one sentence without the full stop
  public StoreException(
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

  /// Whether the same call may succeed later.
  public boolean temporary() {
    return code.equals("storage-full") || code.equals("storage-unavailable");
  }
}
