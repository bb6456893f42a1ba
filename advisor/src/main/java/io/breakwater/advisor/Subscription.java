package io.breakwater.advisor;

import io.breakwater.advisories.Advisory;
import io.breakwater.inventory.ImageInventory;

/// Which fixes for subscribers are meant for an image.
///
/// @param ubuntuPro the image names Ubuntu Pro's archives or has a package from them
/// @param extended the image names Red Hat's extended life-cycle support
record Subscription(boolean ubuntuPro, boolean extended) {
  static final Subscription NONE = new Subscription(false, false);

  static Subscription ofUbuntu(ImageInventory inventory) {
    return new Subscription(pro(inventory), false);
  }

  private static boolean pro(ImageInventory inventory) {
    if (inventory.subscriptions().contains("ubuntu-pro")) {
      return true;
    }
    for (var installed : inventory.packages()) {
      var version = installed.version();
      if (version.contains("+esm") || version.contains("~esm")) {
        return true;
      }
    }
    return false;
  }

  /// Whether the image can install a fix.
  boolean attains(Advisory.Availability availability) {
    return switch (availability) {
      case PUBLIC -> true;
      case UBUNTU_PRO -> ubuntuPro;
      case EXTENDED_SUPPORT -> extended;
    };
  }

  /// Whether there is any.
  boolean any() {
    return ubuntuPro || extended;
  }
}
