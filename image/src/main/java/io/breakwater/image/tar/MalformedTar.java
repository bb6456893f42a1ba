package io.breakwater.image.tar;

/// A part of a tar archive that breaks its format; [TarReader] adds where, and of which layer.
final class MalformedTar extends Exception {
  private final boolean pathTooLong;

  MalformedTar(String message) {
    this(message, false);
  }

  private MalformedTar(String message, boolean pathTooLong) {
    super(message, null, false, false);
    this.pathTooLong = pathTooLong;
  }

  static MalformedTar pathTooLong(long found, int limit) {
    return new MalformedTar(
        "a path or link target of " + found + " bytes passes the limit of " + limit, true);
  }

  /// True when a limit was passed and the archive may be sound.
  boolean isPathTooLong() {
    return pathTooLong;
  }
}
