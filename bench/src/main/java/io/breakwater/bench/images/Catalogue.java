package io.breakwater.bench.images;

import io.breakwater.inventory.Ecosystem;
import io.breakwater.registry.verdicts.PackageCoordinates;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// 100,000 distinct packages: 20 releases of 2,500 names in two versions. An image has 300 of one
/// release: the 100 that all have, in either version, and 200 of the others.
final class Catalogue {
  static final String OLDER = "1.2.3-1";
  static final String NEWER = "1.2.4-1";

  /// In every image of their release.
  static final int COMMON = 100;

  private static final int NAMES = 2_500;
  private static final int OTHERS = 200;

  private static final List<Release> RELEASES = releases();

  /// By release, name and version: made once, so that the packages cost the store alone.
  private static final String[] COORDINATES = new String[RELEASES.size() * NAMES * 2];

  static {
    for (var release = 0; release < RELEASES.size(); release++) {
      for (var number = 0; number < NAMES; number++) {
        var at = (release * NAMES + number) * 2;
        COORDINATES[at] = coordinates(RELEASES.get(release), number, OLDER);
        COORDINATES[at + 1] = coordinates(RELEASES.get(release), number, NEWER);
      }
    }
  }

  private Catalogue() {}

  /// @param codename null where there is none
  record Release(Ecosystem ecosystem, String id, String version, @Nullable String codename) {
    String arch() {
      return ecosystem == Ecosystem.DEB ? "amd64" : "x86_64";
    }
  }

  private static List<Release> releases() {
    var releases = new ArrayList<Release>();
    releases.add(new Release(Ecosystem.DEB, "debian", "11", "bullseye"));
    releases.add(new Release(Ecosystem.DEB, "debian", "12", "bookworm"));
    releases.add(new Release(Ecosystem.DEB, "debian", "13", "trixie"));
    releases.add(new Release(Ecosystem.DEB, "ubuntu", "20.04", "focal"));
    releases.add(new Release(Ecosystem.DEB, "ubuntu", "22.04", "jammy"));
    releases.add(new Release(Ecosystem.DEB, "ubuntu", "24.04", "noble"));
    for (var minor = 15; minor <= 22; minor++) {
      releases.add(new Release(Ecosystem.APK, "alpine", "3." + minor, null));
    }
    for (var major = 8; major <= 10; major++) {
      releases.add(new Release(Ecosystem.RPM, "rhel", Integer.toString(major), null));
      releases.add(new Release(Ecosystem.RPM, "almalinux", Integer.toString(major), null));
    }
    return List.copyOf(releases);
  }

  static Release release(int image) {
    return RELEASES.get(image % RELEASES.size());
  }

  static String name(Release release, int number) {
    return release.ecosystem().name().charAt(0) + "-package-" + number;
  }

  static String coordinates(Release release, int number, String version) {
    var name = name(release, number);
    return new PackageCoordinates(
            release.ecosystem(),
            release.id(),
            release.version(),
            release.codename(),
            name,
            version,
            release.arch(),
            name,
            version,
            null)
        .text();
  }

  /// The packages of an image.
  static List<String> packages(int image) {
    var release = image % RELEASES.size();
    var random = new Random(image);
    var numbers = new TreeSet<Integer>();
    for (var i = 0; i < COMMON; i++) {
      numbers.add(i);
    }
    while (numbers.size() < COMMON + OTHERS) {
      numbers.add(COMMON + random.nextInt(NAMES - COMMON));
    }
    return numbers.stream()
        .map(number -> COORDINATES[(release * NAMES + number) * 2 + random.nextInt(2)])
        .toList();
  }
}
