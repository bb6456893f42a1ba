package io.breakwater.inventory;

import io.breakwater.inventory.apk.ApkDatabase;
import io.breakwater.inventory.database.PackageDatabase;
import io.breakwater.inventory.dpkg.DpkgDatabase;
import io.breakwater.inventory.layer.Capture;
import io.breakwater.inventory.layer.TextCapture;
import io.breakwater.inventory.redhat.ContentManifests;
import io.breakwater.inventory.redhat.ModuleStreams;
import io.breakwater.inventory.release.AptSources;
import io.breakwater.inventory.release.ReleaseFiles;
import io.breakwater.inventory.rpm.RpmDatabase;
import java.util.List;

/// The kinds of package databases: a new one is registered here and nowhere else.
final class PackageDatabases {
  static final List<PackageDatabase> ALL =
      List.of(new DpkgDatabase(), new ApkDatabase(), new RpmDatabase());

  private PackageDatabases() {}

  static Ecosystem ecosystem(PackageDatabase database) {
    return switch (database) {
      case DpkgDatabase dpkg -> Ecosystem.DEB;
      case ApkDatabase apk -> Ecosystem.APK;
      case RpmDatabase rpm -> Ecosystem.RPM;
      default -> throw new IllegalArgumentException(database.name() + " is not registered");
    };
  }

  /// What else is kept of layers.
  static final List<Capture> CAPTURES =
      List.of(new TextCapture(PackageDatabases::isText), new ContentManifests());

  /// Whether a file is a text that is kept as it is.
  static boolean isText(String path, int nameStart) {
    return ReleaseFiles.mayBe(path, nameStart)
        || AptSources.mayBe(path, nameStart)
        || ModuleStreams.mayBe(path, nameStart);
  }

  /// Names of the directories of which every file matters.
  static List<String> directoriesThatMatter() {
    return ALL.stream()
        .flatMap(database -> database.directories().stream())
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .toList();
  }
}
