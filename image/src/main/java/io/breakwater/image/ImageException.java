package io.breakwater.image;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Something about an image that could not be read: the one checked exception of this module.
///
/// Reads as `<what>: <why>. <what to do next> [code]`. Codes are stable; people's scripts
/// test them.
public final class ImageException extends Exception {
  private final String code;
  private final String what;
  private final String why;
  private final String next;
  private final long offset;

  /// A problem with its way out.
  ///
  /// @param code stable, kebab case, for example `layer-truncated`
  /// @param what what was attempted, and on what: `reading layer sha256:…`
  /// @param why what was expected and what was found
  /// @param next what the user can do about it, one sentence without the full stop
  public ImageException(
      String code, String what, String why, String next, long offset, @Nullable Throwable cause) {
    super(what + ": " + why, cause);
    this.code = code;
    this.what = what;
    this.why = why;
    this.next = next;
    this.offset = offset;
  }

  public ImageException(String code, String what, String why, String next) {
    this(code, what, why, next, -1, null);
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

  /// Byte offset in the uncompressed layer or the file, where one is known.
  public OptionalLong offset() {
    return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
  }
}
