package io.breakwater.sbom;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A bill of materials that could not be read: the one checked exception of this module.
///
/// Reads as `<what>: <why>. <what to do next> [code]`. Codes are stable:
/// `sbom-not-found`, `sbom-unreadable` (the file), `sbom-malformed` (no JSON, or not of the
/// shape), `sbom-unsupported` (another format or version), `sbom-too-large`, `not-an-sbom`.
public final class SbomException extends Exception {
  private final String code;
  private final String what;
  private final String why;
  private final String next;
  private final long offset;

  /// A problem with its way out.
  ///
  /// @param code stable, kebab case
  /// @param what what was attempted, and on what: `reading the SBOM app.json`
  /// @param why what was expected and what was found
  /// @param next what the user can do about it, one sentence without the full stop
  /// @param offset byte offset in the uncompressed document, -1 where none is known
  SbomException(
      String code, String what, String why, String next, long offset, @Nullable Throwable cause) {
    super(what + ": " + why, cause);
    this.code = code;
    this.what = what;
    this.why = why;
    this.next = next;
    this.offset = offset;
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

  /// Byte offset in the uncompressed document, where one is known.
  public OptionalLong offset() {
    return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
  }
}
