package io.breakwater.inventory.release;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an image's packages tell about who made it.
///
/// @param debPackages dpkg's packages
/// @param ubuntuVersions those of them whose version contains `ubuntu`
/// @param builder maintainer of `base-files`, null where it is unknown
/// @param apkPackages apk's packages
/// @param suites what apt's sources name as suite: `bookworm`, `sid`, `jammy-updates`
public record Evidence(
    int debPackages,
    int ubuntuVersions,
    @Nullable String builder,
    int apkPackages,
    Set<String> suites) {
  public Evidence {
    suites = Set.copyOf(suites);
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
