package io.breakwater.inventory.files;

/// A file or directory whose permissions may matter: set-uid, set-gid, or writable for everybody
/// (a directory only without the sticky bit).
///
/// @param path absolute
/// @param mode permission bits, with set-uid, set-gid and sticky
/// @param layer index of the layer that wrote it, lowest is 0
public record SpecialFile(
    String path, boolean directory, int mode, long uid, long gid, int layer) {}
