package io.breakwater.inventory.release;

import java.util.List;

/// The files of an image that tell its release.
public final class ReleaseFiles {
  static final String OS_RELEASE = "etc/os-release";
  static final String OS_RELEASE_OF_USR = "usr/lib/os-release";
  static final String ALPINE = "etc/alpine-release";
  static final String DEBIAN = "etc/debian_version";
  static final String LSB = "etc/lsb-release";

  /// The files of Red Hat's relatives. Each has its own and `redhat-release` beside it, which is a
  /// link to it, or says that it is Red Hat's, so that installers go on (Oracle Linux).
  static final List<String> OF_RED_HAT =
      List.of(
          "etc/oracle-release",
          "etc/rocky-release",
          "etc/almalinux-release",
          "etc/centos-release",
          "etc/fedora-release",
          "etc/redhat-release",
          "etc/system-release");

  static final String ISSUE = "etc/issue";
  static final String DPKG_ORIGIN = "etc/dpkg/origins/default";

  private static final String ORIGINS = "origins/";

  private ReleaseFiles() {}

  /// Whether a file may be one of them, judged by its name: links lead to names such as
  /// `os-release-container` or `centos-release`.
  ///
  /// @param nameStart where the last name of the path begins
  public static boolean mayBe(String path, int nameStart) {
    int length = path.length() - nameStart;
    return switch (length) {
          case 5 -> path.endsWith("issue");
          case 14 -> path.endsWith("debian_version") || isRelease(path, nameStart);
          default -> length > 8 && isRelease(path, nameStart);
        }
        || path.startsWith(ORIGINS, nameStart - ORIGINS.length());
  }

  private static boolean isRelease(String path, int nameStart) {
    return path.endsWith("-release") || path.startsWith("os-release", nameStart);
  }

  /// Finds files of the image.
  public interface Lookup {
    /// The file at a path relative to the root.
    Found find(String path);
  }

  /// What is at a path.
  public sealed interface Found {
    /// Nothing.
    record Absent() implements Found {}

    /// A text.
    ///
    /// @param file absolute path of the file itself, behind all links
    record Text(String text, String file) implements Found {}

    /// Something that cannot be read.
    record Unreadable(String why) implements Found {}
  }
}
