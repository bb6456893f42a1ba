package io.breakwater.inventory.release;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an image's packages tell about who made it.
///
/// @param debPackages dpkg's packages
/// @param ubuntuVersions those of them whose version contains `ubuntu`
/// @param builder maintainer of `base-files`, null where it is unknown
/// @param apkPackages apk's packages
/// @param rpmReleases distributions whose release package is among rpm's packages
///     ([ReleasePackages])
/// @param suites what apt's sources name as suite: `bookworm`, `sid`, `jammy-updates`
public record Evidence(
    int debPackages,
    int ubuntuVersions,
    @Nullable String builder,
    int apkPackages,
    Set<String> rpmReleases,
    Set<String> suites) {
  public Evidence {
    rpmReleases = Set.copyOf(rpmReleases);
    suites = Set.copyOf(suites);
  }

  /// The distribution whose release package is installed, where it is another than the one named;
  /// null where none or the named one's is. Oracle Linux installs a `redhat-release` of its own
  /// beside its own release package.
  @Nullable String otherThan(String id) {
    for (var other : rpmReleases) {
      if (!other.equals(id) && (!rpmReleases.contains(id) || id.equals("rhel"))) {
        return other;
      }
    }
    return null;
  }

  /// Ubuntu changes a third to a half of the packages that it takes from Debian, and says so in
  /// their versions; Debian and its own derivatives never do.
  boolean ofUbuntu() {
    return (builder != null && builder.contains("@lists.ubuntu.com"))
        || (ubuntuVersions > 0 && ubuntuVersions * 20 >= debPackages);
  }

  boolean ofDebian() {
    return !ofUbuntu()
        && builder != null
        && (builder.contains("@debian.org") || builder.contains(".debian.org"));
  }
}
