package io.breakwater.advisor;

import io.breakwater.advisor.version.VersionOrder;
import io.breakwater.inventory.Ecosystem;
import java.util.List;
import java.util.Optional;

/// The distributions that can be judged. Only the exact `ID` of os-release counts: a relative
/// (`ID_LIKE`) has packages and versions of its own.
enum Distribution {
  ALPINE("alpine", "Alpine", Ecosystem.APK),
  DEBIAN("debian", "Debian", Ecosystem.DEB),
  UBUNTU("ubuntu", "Ubuntu", Ecosystem.DEB);

  /// The first Alpine branch whose package manager is apk-tools 3.
  private static final int APK3_SINCE = 23;

  private final String id;
  private final String title;
  private final Ecosystem ecosystem;

  Distribution(String id, String title, Ecosystem ecosystem) {
    this.id = id;
    this.title = title;
    this.ecosystem = ecosystem;
  }

  static Optional<Distribution> of(String id) {
    return List.of(values()).stream().filter(d -> d.id.equals(id)).findFirst();
  }

  String id() {
    return id;
  }

  String title() {
    return title;
  }

  Ecosystem ecosystem() {
    return ecosystem;
  }

  /// The order that the release's own package manager uses.
  VersionOrder order(String releaseKey) {
    return this == ALPINE && alpineBranch(releaseKey) >= APK3_SINCE
        ? VersionOrder.APK3
        : VersionOrder.of(ecosystem);
  }

  /// The number behind `alpine:3.`, a large one for edge.
  static int alpineBranch(String releaseKey) {
    var prefix = "alpine:3.";
    if (!releaseKey.startsWith(prefix)) {
      return Integer.MAX_VALUE;
    }
    try {
      return Integer.parseInt(releaseKey, prefix.length(), releaseKey.length(), 10);
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }
}
