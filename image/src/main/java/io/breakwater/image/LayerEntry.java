package io.breakwater.image;

/// One entry of a layer, in the order of the archive.
///
/// @param path relative to the root, `/`-separated, without leading or trailing `/`, `.` or
///     `..`; the
///     root itself is the empty string. Bytes that are not UTF-8 appear as U+DC80 to U+DCFF
///     (each the
///     byte's value plus 0xDC00), so that no two names become one.
/// @param type what the entry is
/// @param size content length in bytes; 0 for all but files
/// @param mode permission bits, including set-uid, set-gid and sticky
/// @param uid owner, -1 where the archive does not tell
/// @param gid group, -1 where the archive does not tell
/// @param link target of a symbolic link as written, or of a hard link normalised like
///     `path`; else
///     empty
public record LayerEntry(
    String path, Type type, long size, int mode, long uid, long gid, String link) {
  /// What an entry is.
  public enum Type {
    FILE,
    DIRECTORY,
    SYMLINK,
    HARDLINK,
    /// Devices, FIFOs, sockets.
    OTHER
  }
}
