package io.breakwater.image.source;

import io.breakwater.image.Platform;
import java.util.Locale;

/// Which images of an index to open.
public sealed interface PlatformChoice {
  /// The host's architecture on Linux; or the only platform that there is.
  record Default() implements PlatformChoice {}

  /// One platform. Without a variant the best one that there is.
  record Only(Platform platform) implements PlatformChoice {}

  /// Every platform.
  record All() implements PlatformChoice {}

  /// Linux on this machine's architecture, in Go's words.
  static Platform host() {
    var arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return switch (arch) {
      case "x86_64", "amd64" -> new Platform("linux", "amd64", null);
      case "aarch64", "arm64" -> new Platform("linux", "arm64", null);
      case "arm" -> new Platform("linux", "arm", "v7");
      case "x86", "i386", "i686" -> new Platform("linux", "386", null);
      default -> new Platform("linux", arch, null);
    };
  }
}
