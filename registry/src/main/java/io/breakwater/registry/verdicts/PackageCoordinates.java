package io.breakwater.registry.verdicts;

import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a package is known by among all images: the same text for the same package.
///
/// Ten parts with tabs between them: ecosystem, `ID` of the release, its version as far as
/// advisories tell releases apart, its codename, name, version, arch, source, source version,
/// module. A tab, line feed, NUL or backslash in a part stands behind a backslash as `t`, `n`, `0`
/// or `\`.
///
/// @param releaseId empty where the image names no release
/// @param releaseVersion `12`, `3.20`, `22.04`; may be empty
/// @param codename null where there is none
/// @param module rpm modularity label, null where there is none
public record PackageCoordinates(
    Ecosystem ecosystem,
    String releaseId,
    String releaseVersion,
    @Nullable String codename,
    String name,
    String version,
    String arch,
    String source,
    String sourceVersion,
    @Nullable String module) {
  private static final int PARTS = 10;

  static PackageCoordinates of(Optional<OperatingSystem> os, InstalledPackage installed) {
    return new PackageCoordinates(
        installed.ecosystem(),
        os.map(OperatingSystem::id).orElse(""),
        os.map(PackageCoordinates::release).orElse(""),
        os.map(OperatingSystem::codename).orElse(null),
        installed.name(),
        installed.version(),
        installed.arch(),
        installed.source(),
        installed.sourceVersion(),
        installed.module());
  }

  /// Alpine's `3.20.3` and Red Hat's `8.6` are of the releases `3.20` and `8`.
  private static String release(OperatingSystem os) {
    var parts = os.versionId().split("\\.", 4);
    return switch (os.id()) {
      case "alpine", "ubuntu" -> parts.length > 1 ? parts[0] + "." + parts[1] : os.versionId();
      default -> parts[0];
    };
  }

  /// The text.
  public String text() {
    var parts =
        List.of(
            ecosystem.name().toLowerCase(Locale.ROOT),
            releaseId,
            releaseVersion,
            codename == null ? "" : codename,
            name,
            version,
            arch,
            source,
            sourceVersion,
            module == null ? "" : module);
    return String.join("\t", parts.stream().map(PackageCoordinates::escaped).toList());
  }

  private static String escaped(String part) {
    if (part.chars().noneMatch(c -> c == '\t' || c == '\n' || c == 0 || c == '\\')) {
      return part;
    }
    return part.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\0", "\\0");
  }

  /// Reads a text of [#text()].
  ///
  /// @throws IllegalArgumentException it is none
  public static PackageCoordinates parse(String text) {
    var parts = new ArrayList<String>();
    for (var part : text.split("\t", -1)) {
      parts.add(plain(part));
    }
    if (parts.size() != PARTS) {
      throw new IllegalArgumentException("no coordinates of a package: " + text);
    }
    return new PackageCoordinates(
        Ecosystem.valueOf(parts.get(0).toUpperCase(Locale.ROOT)),
        parts.get(1),
        parts.get(2),
        parts.get(3).isEmpty() ? null : parts.get(3),
        parts.get(4),
        parts.get(5),
        parts.get(6),
        parts.get(7),
        parts.get(8),
        parts.get(9).isEmpty() ? null : parts.get(9));
  }

  private static String plain(String part) {
    if (part.indexOf('\\') < 0) {
      return part;
    }
    var plain = new StringBuilder(part.length());
    for (var i = 0; i < part.length(); i++) {
      var c = part.charAt(i);
      if (c == '\\' && i + 1 < part.length()) {
        c = part.charAt(++i);
        plain.append(
            switch (c) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case '0' -> '\0';
              default -> c;
            });
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
