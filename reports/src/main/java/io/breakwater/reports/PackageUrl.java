package io.breakwater.reports;

import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Names a package as the package URL specification (ECMA-427) does, types `deb` and `apk`:
/// `pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&distro=debian-12&upstream=openssl`.
///
/// Letters, digits and `.-_~:` stand as they are, everything else is percent-encoded as UTF-8.
/// `upstream` names the source package where it is another, with its version behind `@` where
/// that is another, as Syft writes it.
final class PackageUrl {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PackageUrl() {}

  /// Null where the distribution, a required part, is not known.
  static @Nullable String of(InstalledPackage installed, Optional<OperatingSystem> os) {
    if (os.isEmpty()) {
      return null;
    }
    var url = new StringBuilder(96);
    url.append(
        switch (installed.ecosystem()) {
          case APK -> "pkg:apk/";
          case DEB -> "pkg:deb/";
          case RPM -> "pkg:rpm/";
        });
    encode(url, os.get().id());
    url.append('/');
    encode(url, installed.name());
    url.append('@');
    encode(url, installed.version());
    var separator = '?';
    if (!installed.arch().isEmpty()) {
      encode(url.append(separator).append("arch="), installed.arch());
      separator = '&';
    }
    encode(url.append(separator).append("distro="), distro(os.get()));
    upstream(url, installed);
    return url.toString();
  }

  private static void upstream(StringBuilder url, InstalledPackage installed) {
    var sameName = installed.source().equals(installed.name());
    var sameVersion = installed.sourceVersion().equals(installed.version());
    if (sameName && sameVersion) {
      return;
    }
    encode(url.append("&upstream="), installed.source());
    if (!sameVersion) {
      encode(url.append("%40"), installed.sourceVersion());
    }
  }

  private static String distro(OperatingSystem os) {
    var codename = os.codename();
    var version = os.versionId().isEmpty() && codename != null ? codename : os.versionId();
    return version.isEmpty() ? os.id() : os.id() + "-" + version;
  }

  private static void encode(StringBuilder url, String text) {
    for (var b : Printable.wellFormed(text).getBytes(StandardCharsets.UTF_8)) {
      if (plain(b)) {
        url.append((char) b);
      } else {
        url.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
      }
    }
  }

  private static boolean plain(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '.'
        || b == '-'
        || b == '_'
        || b == '~'
        || b == ':';
  }
}
