package io.breakwater.inventory.files;

import java.util.List;
import java.util.Optional;

/// The files of an image, as far as checks of its configuration need them.
///
/// Paths are absolute and followed through symbolic links as a program in the container would,
/// its last name included.
public interface ImageFiles {
  /// Knows no file and says so: what bills of materials have.
  ImageFiles UNKNOWN =
      new ImageFiles() {
        @Override
        public Lookup find(String path) {
          return new Lookup.Unknown("the files of the image are not known");
        }

        @Override
        public Optional<List<String>> list(String directory) {
          return Optional.empty();
        }

        @Override
        public List<String> programs(String name) {
          return List.of();
        }

        @Override
        public List<SpecialFile> special() {
          return List.of();
        }

        @Override
        public boolean known() {
          return false;
        }
      };

  /// What is at a path.
  Lookup find(String path);

  /// The names in a directory, in the order of their bytes; empty where there is no such directory
  /// or what is in it is not known ([#find] tells which).
  Optional<List<String>> list(String directory);

  /// Paths of the files of a name that are where programs are (`bin`, `sbin`, `libexec`), sorted.
  ///
  /// @param name one of those the inventory takes note of, see `ProgramNames`
  List<String> programs(String name);

  /// Files and directories with special permissions, by path.
  List<SpecialFile> special();

  /// Whether files are known at all.
  boolean known();
}
