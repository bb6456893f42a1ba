package io.breakwater.image.source;

import io.breakwater.image.Platform;
import org.jspecify.annotations.Nullable;

/// Which image runs on which platform, as containerd decides: `arm64` is `arm64/v8`, `arm` is
/// `arm/v7` and runs older variants, `amd64` is `amd64/v1`.
final class Platforms {
  private Platforms() {}

  static boolean matches(Platform wanted, Platform offered) {
    if (!wanted.os().equals(offered.os()) || !architecture(wanted).equals(architecture(offered))) {
      return false;
    }
    var variant = variant(wanted);
    var other = variant(offered);
    return variant.equals(other)
        || (architecture(wanted).equals("arm") && other.compareTo(variant) < 0)
        || (wanted.variant() == null && !architecture(wanted).equals("amd64"));
  }

  /// True when `one` suits better than `other`, both matching.
  static boolean better(Platform one, Platform other) {
    return variant(one).compareTo(variant(other)) > 0;
  }

  private static String architecture(Platform platform) {
    return switch (platform.architecture()) {
      case "x86_64", "x86-64" -> "amd64";
      case "aarch64" -> "arm64";
      case "armhf", "armel" -> "arm";
      case "i386" -> "386";
      default -> platform.architecture();
    };
  }

  private static String variant(Platform platform) {
    return normalised(architecture(platform), platform.variant());
  }

  private static String normalised(String architecture, @Nullable String variant) {
    var given = variant == null ? "" : variant.startsWith("v") ? variant : "v" + variant;
    return switch (architecture) {
      case "amd64" -> given.isEmpty() ? "v1" : given;
      case "arm64" -> given.isEmpty() ? "v8" : given;
      case "arm" -> given.isEmpty() ? "v7" : given;
      default -> given;
    };
  }
}
