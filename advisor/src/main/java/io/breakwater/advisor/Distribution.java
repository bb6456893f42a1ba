package io.breakwater.advisor;

import io.breakwater.advisor.version.VersionOrder;
import io.breakwater.advisories.releases.ReleaseFacts;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.OperatingSystem;
import java.util.List;
import java.util.Optional;

/// The distributions that can be judged. Only the exact `ID` of os-release counts: a relative
/// (`ID_LIKE`) has packages and versions of its own.
enum Distribution {
  ALPINE("alpine", "Alpine", Ecosystem.APK, "alpine"),
  DEBIAN("debian", "Debian", Ecosystem.DEB, "debian"),
  UBUNTU("ubuntu", "Ubuntu", Ecosystem.DEB, "ubuntu"),
  RHEL("rhel", "Red Hat Enterprise Linux", Ecosystem.RPM, "redhat"),
  /// Judged by Red Hat's advisories, since CentOS publishes none that a program can read.
  CENTOS("centos", "CentOS", Ecosystem.RPM, "redhat"),
  ALMALINUX("almalinux", "AlmaLinux", Ecosystem.RPM, "almalinux"),
  ROCKY("rocky", "Rocky Linux", Ecosystem.RPM, "rocky");

  /// The first Alpine branch whose package manager is apk-tools 3.
  private static final int APK3_SINCE = 23;

  /// Rows of Red Hat's layered products that name no major release.
  private static final String OF_ANY_RHEL = "rhel:any";

  private final String id;
  private final String title;
  private final Ecosystem ecosystem;
  private final String feed;

  Distribution(String id, String title, Ecosystem ecosystem, String feed) {
    this.id = id;
    this.title = title;
    this.ecosystem = ecosystem;
    this.feed = feed;
  }

  static Optional<Distribution> of(String id) {
    return List.of(values()).stream().filter(d -> d.id.equals(id)).findFirst();
  }

  String title() {
    return title;
  }

  Ecosystem ecosystem() {
    return ecosystem;
  }

  /// Name of the feed whose advisories judge it.
  String feed() {
    return feed;
  }

  /// Whether Red Hat's advisories judge it.
  boolean byRedHat() {
    return this == RHEL || this == CENTOS;
  }

  /// The key of its rows; empty for a release that nothing is known of. Nothing is guessed from
  /// a neighbour.
  Optional<String> key(OperatingSystem os, Optional<ReleaseFacts> facts) {
    if (ecosystem != Ecosystem.RPM) {
      return facts.map(ReleaseFacts::key);
    }
    var major = major(os);
    return major.isEmpty()
        ? Optional.empty()
        : Optional.of((byRedHat() ? RHEL.id : id) + ":" + major);
  }

  /// All keys under which rows may speak of a release.
  List<String> keys(String key) {
    return byRedHat() ? List.of(key, OF_ANY_RHEL) : List.of(key);
  }

  /// The number of the major release: `8` of `8.6`; empty where the version does not begin
  /// with one.
  static String major(OperatingSystem os) {
    var version = os.versionId();
    var end = 0;
    while (end < version.length() && Character.isDigit(version.charAt(end))) {
      end++;
    }
    return end < version.length() && version.charAt(end) != '.' ? "" : version.substring(0, end);
  }

  /// CentOS Stream runs ahead of the releases that the advisories are for.
  boolean stream(OperatingSystem os) {
    return this == CENTOS && "stream".equals(os.codename());
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
