package io.breakwater.inventory.layer;

/// Mode and owner of a file or directory, as the layer has them that wrote it.
///
/// @param mode permission bits, with set-uid, set-gid and sticky
/// @param uid owner, -1 where the layer does not tell
/// @param gid group, -1 where the layer does not tell
/// @param layer index of that layer
public record Attributes(int mode, long uid, long gid, int layer) {
  private static final int SET_ID = 06000;
  private static final int STICKY = 01000;
  private static final int WRITABLE = 0002;

  /// Whether a file or directory of a mode has permissions that may matter: set-uid, set-gid, or
  /// writable for everybody, of directories only without the sticky bit.
  public static boolean isSpecial(int mode, boolean directory) {
    return (mode & SET_ID) != 0 || ((mode & WRITABLE) != 0 && !(directory && (mode & STICKY) != 0));
  }

  static boolean isExecutable(int mode) {
    return (mode & 0111) != 0;
  }
}
