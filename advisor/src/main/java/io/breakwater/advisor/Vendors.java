package io.breakwater.advisor;

import io.breakwater.inventory.InstalledPackage;
import java.util.List;
import java.util.Locale;

/// Whose packages a distribution's advisories speak of.
///
/// A package that somebody else built is not theirs, even where the name is the same: EPEL
/// (`Fedora Project`), third parties, another distribution. One whose database says no vendor
/// is judged.
final class Vendors {
  private Vendors() {}

  /// Whether the distribution's advisories speak of a package.
  static boolean own(InstalledPackage installed, Distribution distribution) {
    var vendor = installed.vendor();
    if (vendor == null || vendor.isBlank() || vendor.equals("(none)")) {
      return true;
    }
    var lower = vendor.strip().toLowerCase(Locale.ROOT);
    for (var name : names(distribution)) {
      if (lower.startsWith(name) && ends(lower, name.length())) {
        return true;
      }
    }
    return false;
  }

  /// Lower case; what follows must not go on as a word.
  private static List<String> names(Distribution distribution) {
    return switch (distribution) {
      case ALPINE -> List.of("alpine");
      case DEBIAN -> List.of("debian");
      // Its archive also carries what Debian built.
      case UBUNTU -> List.of("ubuntu", "ubuntuesm", "debian");
      case RHEL, CENTOS -> List.of("red hat, inc", "red hat inc", "centos");
      // Its first releases were built under the name of the company that began it.
      case ALMALINUX -> List.of("almalinux", "cloudlinux");
      case ROCKY -> List.of("rocky");
    };
  }

  private static boolean ends(String text, int at) {
    return at == text.length() || !Character.isLetterOrDigit(text.charAt(at));
  }
}
