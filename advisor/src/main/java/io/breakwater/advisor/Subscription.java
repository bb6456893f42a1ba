package io.breakwater.advisor;

import io.breakwater.inventory.ImageInventory;

/// Whether fixes for subscribers are meant for an image.
final class Subscription {
  private Subscription() {}

  /// The image names Ubuntu Pro's archives or has a package from them.
  static boolean ubuntuPro(ImageInventory inventory) {
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
}
