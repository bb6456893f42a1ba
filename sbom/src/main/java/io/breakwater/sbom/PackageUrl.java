package io.breakwater.sbom;

import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A package URL as the specification (ECMA-427) has it:
/// `pkg:TYPE/NAMESPACE/NAME@VERSION?KEY=VALUE&…#SUBPATH`, for example
/// `pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&distro=debian-12&upstream=openssl` or
/// `pkg:rpm/redhat/openssl-libs@1.1.1k-6.el8_5?arch=x86_64&distro=rhel-8.6&epoch=1`.
///
/// All parts are decoded; [#toString] gives the canonical form. Names and namespaces keep their
/// case: rpm's differ by it.
///
/// @param type lower case: `deb`, `apk`, `rpm`, `npm`, …
/// @param namespace segments with `/` between them, empty where there is none
/// @param name never empty
/// @param version empty where there is none
/// @param qualifiers by lower-case key; none of the values is empty
/// @param subpath segments with `/` between them, empty where there is none
public record PackageUrl(
    String type,
    String namespace,
    String name,
    String version,
    SortedMap<String, String> qualifiers,
    String subpath) {
  public PackageUrl {
    if (!PackageUrlParser.isType(type) || !type.equals(type.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("no type of packages: '" + type + "'");
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("a package needs a name");
    }
    namespace = PackageUrlParser.segments(namespace, false);
    subpath = PackageUrlParser.segments(subpath, true);
    var kept = new TreeMap<>(qualifiers);
    kept.values().removeIf(String::isEmpty);
    qualifiers = Collections.unmodifiableSortedMap(kept);
    for (var key : qualifiers.keySet()) {
      if (!PackageUrlParser.isKey(key)) {
        throw new IllegalArgumentException("no key of a qualifier: '" + key + "'");
      }
    }
  }

  /// Reads a package URL, canonical or not; see [PackageUrlParser].
  ///
  /// @throws IllegalArgumentException when the text is none; the message says why
  public static PackageUrl parse(String text) {
    return PackageUrlParser.parse(text);
  }

  /// Names an installed package. Null where the distribution, a required part, is not known.
  ///
  /// `upstream` names the source package as Syft does: for rpm the source rpm's file name, else
  /// the name where it is another, with its version behind `@` where that is another. An rpm's
  /// epoch and module are qualifiers (`epoch`, `rpmmod`).
  public static @Nullable PackageUrl of(InstalledPackage installed, Optional<OperatingSystem> os) {
    if (os.isEmpty() || os.get().id().isEmpty() || installed.name().isBlank()) {
      return null;
    }
    var qualifiers = new TreeMap<String, String>();
    qualifiers.put("arch", installed.arch());
    qualifiers.put("distro", distro(os.get()));
    qualifiers.put("upstream", upstream(installed));
    var version = installed.version();
    return switch (installed.ecosystem()) {
      case APK -> new PackageUrl("apk", os.get().id(), installed.name(), version, qualifiers, "");
      case DEB -> new PackageUrl("deb", os.get().id(), installed.name(), version, qualifiers, "");
      case RPM -> {
        var colon = Epochs.end(version);
        qualifiers.put("epoch", colon < 0 ? "" : version.substring(0, colon));
        qualifiers.put("rpmmod", installed.module() == null ? "" : installed.module());
        var vendor = os.get().id().equals("rhel") ? "redhat" : os.get().id();
        yield new PackageUrl(
            "rpm", vendor, installed.name(), version.substring(colon + 1), qualifiers, "");
      }
    };
  }

  private static String upstream(InstalledPackage installed) {
    if (installed.sourceRpm() != null) {
      return installed.sourceRpm();
    }
    var sameName = installed.source().equals(installed.name());
    var sameVersion = installed.sourceVersion().equals(installed.version());
    if (sameName && sameVersion) {
      return "";
    }
    return sameVersion ? installed.source() : installed.source() + "@" + installed.sourceVersion();
  }

  private static String distro(OperatingSystem os) {
    var codename = os.codename();
    var version = os.versionId().isEmpty() && codename != null ? codename : os.versionId();
    return version.isEmpty() ? os.id() : os.id() + "-" + version;
  }

  /// A qualifier's value, empty where there is none.
  public String qualifier(String key) {
    return qualifiers.getOrDefault(key, "");
  }

  /// The canonical form.
  @Override
  public String toString() {
    var url = new StringBuilder(96).append("pkg:").append(type).append('/');
    encodeSegments(url, namespace);
    url.append(namespace.isEmpty() ? "" : "/");
    Percent.encode(url, name);
    if (!version.isEmpty()) {
      Percent.encode(url.append('@'), version);
    }
    var separator = '?';
    for (Map.Entry<String, String> qualifier : qualifiers.entrySet()) {
      url.append(separator).append(qualifier.getKey()).append('=');
      Percent.encode(url, qualifier.getValue());
      separator = '&';
    }
    if (!subpath.isEmpty()) {
      encodeSegments(url.append('#'), subpath);
    }
    return url.toString();
  }

  private static void encodeSegments(StringBuilder url, String segments) {
    var start = 0;
    for (var slash = segments.indexOf('/'); slash >= 0; slash = segments.indexOf('/', start)) {
      Percent.encode(url, segments.substring(start, slash));
      url.append('/');
      start = slash + 1;
    }
    Percent.encode(url, segments.substring(start));
  }
}
