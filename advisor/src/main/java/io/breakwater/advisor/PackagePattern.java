package io.breakwater.advisor;

import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which installed packages are meant; what is empty, null or [NamePattern#ANY] limits
/// nothing.
///
/// @param ecosystem the package manager
/// @param distribution `ID` of os-release: `debian`, `rhel`
/// @param distro a release as package URLs name it: `debian-12`, `debian-12.5`, `bookworm`,
///     `alpine-3.20`; a version means those that begin with it and the one that it begins with
/// @param name of the binary package
/// @param source name of the source package
/// @param version exactly the binary package's version; the source's where only a source is
///     named
/// @param arch as the package manager says it
/// @param database which package database lists it
public record PackagePattern(
    @Nullable Ecosystem ecosystem,
    String distribution,
    String distro,
    NamePattern name,
    NamePattern source,
    String version,
    String arch,
    @Nullable PathPattern database) {

  /// Packages by their name.
  public static PackagePattern named(NamePattern name, String version) {
    return new PackagePattern(null, "", "", name, NamePattern.ANY, version, "", null);
  }

  /// Packages by the name of their source.
  public static PackagePattern ofSource(NamePattern source, String version) {
    return new PackagePattern(null, "", "", NamePattern.ANY, source, version, "", null);
  }

  /// Whether a package in an image of that release is meant.
  public boolean matches(InstalledPackage installed, Optional<OperatingSystem> os) {
    return (ecosystem == null || ecosystem == installed.ecosystem())
        && (distribution.isEmpty() || (os.isPresent() && os.get().id().equals(distribution)))
        && (distro.isEmpty() || (os.isPresent() && isRelease(os.get())))
        && name.matches(installed.name())
        && source.matches(installed.source())
        && (version.isEmpty() || isVersion(installed))
        && (arch.isEmpty() || arch.equals(installed.arch()))
        && (database == null || database.matches(installed.file()));
  }

  private boolean isVersion(InstalledPackage installed) {
    var wanted = withoutEpoch0(version);
    var bySource = name.equals(NamePattern.ANY) && !source.equals(NamePattern.ANY);
    return wanted.equals(withoutEpoch0(bySource ? installed.sourceVersion() : installed.version()));
  }

  private static String withoutEpoch0(String version) {
    return version.startsWith("0:") ? version.substring(2) : version;
  }

  private boolean isRelease(OperatingSystem os) {
    var codename = os.codename();
    if (codename != null && (distro.equals(codename) || distro.equals(os.id() + "-" + codename))) {
      return true;
    }
    if (!distro.startsWith(os.id() + "-") || os.versionId().isEmpty()) {
      return false;
    }
    var wanted = distro.substring(os.id().length() + 1);
    return wanted.equals(os.versionId())
        || wanted.startsWith(os.versionId() + ".")
        || os.versionId().startsWith(wanted + ".");
  }

  @Override
  public String toString() {
    var text = new StringBuilder(name.equals(NamePattern.ANY) ? "" : name.toString());
    if (!source.equals(NamePattern.ANY)) {
      text.append(text.isEmpty() ? "" : " ").append("of source ").append(source);
    }
    text.append(text.isEmpty() ? "any package" : "");
    text.append(version.isEmpty() ? "" : " " + version);
    return text.toString();
  }
}
