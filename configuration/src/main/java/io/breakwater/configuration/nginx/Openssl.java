package io.breakwater.configuration.nginx;

import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.ImageInventory;
import java.util.regex.Pattern;

/// Whether the OpenSSL of an image has RC4, DES, 3DES and export suites: since 1.1.0 it is built
/// without them unless asked (`enable-weak-ssl-ciphers`), as RPM distributions may.
enum Openssl {
  OLD,
  CURRENT,
  UNKNOWN;

  private static final Pattern BEFORE_1_1 = Pattern.compile("(?:\\d+:)?(?:0\\.|1\\.0\\.).*");

  static Openssl of(ImageInventory image) {
    var found = UNKNOWN;
    for (var one : image.packages()) {
      if (!isLibrary(one.name())) {
        continue;
      }
      if (BEFORE_1_1.matcher(one.version()).matches()) {
        return OLD;
      }
      if (one.ecosystem() != Ecosystem.RPM) {
        found = CURRENT;
      }
    }
    return found;
  }

  private static boolean isLibrary(String name) {
    return name.startsWith("libssl")
        || name.startsWith("libopenssl")
        || name.equals("openssl-libs")
        || name.equals("openssl");
  }
}
