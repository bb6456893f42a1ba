package io.breakwater.inventory.files;

/// A configuration file of an image.
///
/// @param path absolute, behind all symbolic links
/// @param text the content; bytes that are not UTF-8 are U+FFFD
/// @param mode permission bits, with set-uid, set-gid and sticky
/// @param uid owner
/// @param gid group
/// @param layer index of the layer that wrote it, lowest is 0
public record ImageFile(String path, String text, int mode, long uid, long gid, int layer) {}
