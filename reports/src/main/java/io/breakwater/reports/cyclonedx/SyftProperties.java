package io.breakwater.reports.cyclonedx;

import io.breakwater.inventory.InstalledPackage;
import io.breakwater.reports.Json;

/// The properties by which Syft and Grype know a package's source. They do not take it from the
/// package URL (Syft: `syft/format/internal/backfill.go`), and without it Grype finds no advisory
/// that names source packages, as all of Debian and Ubuntu do.
final class SyftProperties {
  private SyftProperties() {}

  static void write(Json json, InstalledPackage installed) {
    switch (installed.ecosystem()) {
      case DEB -> {
        Properties.write(json, "syft:package:metadataType", "dpkg-db-entry");
        var otherVersion = !installed.sourceVersion().equals(installed.version());
        // A source of the same name and another version, of a rebuild, is named as dpkg does.
        if (otherVersion || !installed.source().equals(installed.name())) {
          Properties.write(json, "syft:metadata:source", installed.source());
        }
        if (otherVersion) {
          Properties.write(json, "syft:metadata:sourceVersion", installed.sourceVersion());
        }
      }
      case APK -> {
        Properties.write(json, "syft:package:metadataType", "apk-db-entry");
        Properties.write(json, "syft:metadata:originPackage", installed.source());
      }
      case RPM -> {
        var colon = installed.version().indexOf(':');
        Properties.write(json, "syft:package:metadataType", "rpm-db-entry");
        Properties.write(
            json, "syft:metadata:epoch", installed.version().substring(0, Math.max(colon, 0)));
        Properties.write(json, "syft:metadata:sourceRpm", installed.sourceRpm());
        Properties.write(json, "syft:metadata:modularityLabel", installed.module());
      }
    }
  }
}
