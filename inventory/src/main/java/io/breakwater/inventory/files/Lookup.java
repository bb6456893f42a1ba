package io.breakwater.inventory.files;

/// What is at a path of an image, for a program that runs in it.
public sealed interface Lookup {
  /// A file whose text is known.
  record Found(ImageFile file) implements Lookup {}

  /// A directory.
  ///
  /// @param path absolute, behind all symbolic links
  record Directory(String path) implements Lookup {}

  /// Something is there, and its content is not known.
  ///
  /// @param why for people: too large, of a kind that is not kept, a device
  record Unread(String why) implements Lookup {}

  /// Nothing is there.
  record Missing() implements Lookup {}

  /// Whether something is there is not known.
  ///
  /// @param why for people: a layer that could not be read, a loop of links
  record Unknown(String why) implements Lookup {}
}
