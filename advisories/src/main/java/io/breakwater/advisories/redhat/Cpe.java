package io.breakwater.advisories.redhat;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A product as Red Hat's feeds name it.
///
/// CPE 2.2 URIs (NIST IR 7695) such as `cpe:/a:redhat:enterprise_linux:8::appstream`: part,
/// vendor, product, version, update, edition. The OSV feed writes them from the product on and
/// without the part: `enterprise_linux:8::appstream`.
///
/// @param uri the whole URI
/// @param product such as `enterprise_linux`, `rhel_eus`, `openshift`
/// @param major of Red Hat Enterprise Linux, which the builds are for; 0 where it does not say
record Cpe(String uri, String product, int major) {
  private static final String PREFIX = "cpe:/";
  private static final String VENDOR = "redhat:";

  /// Editions of which the product is the operating system itself.
  private static final Set<String> SYSTEM =
      Set.of("", "baseos", "server", "client", "workstation", "computenode");

  /// A URI; null when it is none. The vendor is missing in some (`cpe:/a:rhel_sam:1`).
  static @Nullable Cpe of(String uri) {
    var vendor = uri.indexOf(':', PREFIX.length()) + 1;
    if (!uri.startsWith(PREFIX) || vendor == 0) {
      return null;
    }
    var product = uri.startsWith(VENDOR, vendor) ? vendor + VENDOR.length() : vendor;
    return parse(uri, uri.substring(product));
  }

  /// What stands behind `Red Hat:` in an OSV ecosystem; null when it is no product.
  ///
  /// The part is not said there; it is `o` where product and edition are the operating system's
  /// as in Red Hat's other feeds, else `a`.
  static @Nullable Cpe ofProduct(String text) {
    var fields = text.split(":", -1);
    var edition = fields.length > 3 ? fields[3] : "";
    var system = fields[0].equals("enterprise_linux") || isStream(fields[0]);
    var part = system && SYSTEM.contains(edition) ? 'o' : 'a';
    return parse(PREFIX + part + ":" + VENDOR + text, text);
  }

  private static @Nullable Cpe parse(String uri, String text) {
    var fields = text.split(":", -1);
    if (fields[0].isEmpty() || text.length() > 200 || text.indexOf(' ') >= 0) {
      return null;
    }
    return new Cpe(uri, fields[0], majorOf(fields));
  }

  private static int majorOf(String[] fields) {
    for (var i = fields.length - 1; i > 0; i--) {
      if (fields[i].startsWith("el")) {
        var major = leadingNumber(fields[i], 2);
        if (major > 0) {
          return major;
        }
      }
    }
    return fields.length > 1 && versionIsMajor(fields[0]) ? leadingNumber(fields[1], 0) : 0;
  }

  /// Whether the product's version is that of the operating system. Other products named
  /// `rhel_…` (software collections, .NET, Satellite's tools) have versions of their own.
  private static boolean versionIsMajor(String product) {
    return product.equals("enterprise_linux")
        || isStream(product)
        || product.startsWith("rhel_extras")
        || product.equals("rhel_mission_critical")
        || product.equals("rhel_atomic")
        || product.equals("rhel_common")
        || product.equals("rhel_rhn_tools");
  }

  /// Whether the product is a longer supported minor release, or the extended life cycle.
  private static boolean isStream(String product) {
    return product.startsWith("rhel_eus")
        || product.startsWith("rhel_els")
        || product.equals("rhel_aus")
        || product.equals("rhel_e4s")
        || product.equals("rhel_tus");
  }

  /// Whether fixes of the product need the extended life cycle support.
  boolean extendedLife() {
    return product.startsWith("rhel_els");
  }

  /// Whether the rows of the product are of the operating system, not of one layered on it.
  boolean ofSystem() {
    return product.equals("enterprise_linux") || product.startsWith("rhel_");
  }

  /// The major release that a version's dist tag names (`.el8`, `.el8_6`, `+el8.6.0+`), 0 where
  /// it has none.
  static int majorOfVersion(String version) {
    for (var at = version.indexOf("el"); at >= 0; at = version.indexOf("el", at + 2)) {
      var before = at == 0 ? ' ' : version.charAt(at - 1);
      if (before == '.' || before == '+' || before == '_') {
        var major = leadingNumber(version, at + 2);
        if (major > 0) {
          return major;
        }
      }
    }
    return 0;
  }

  private static int leadingNumber(String text, int from) {
    var number = 0;
    for (var i = from; i < text.length() && i < from + 3; i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
