package io.breakwater.bench;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.advisories.folder.FeedBuild;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.inventory.Origin;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.images.LayerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the benchmarks work on: an image of 800 Debian packages, a database of 60,000 rows, a
/// layer of 20,000 entries.
final class Material {
  static final String RELEASE = "debian:12";
  static final int INSTALLED = 800;
  private static final int SOURCES = 3000;
  private static final int ROWS_PER_SOURCE = 20;

  private Material() {}

  static String source(int number) {
    return "source-" + number;
  }

  static String version(int number) {
    return "1:" + number % 7 + "." + number % 13 + ".1-" + number % 5 + "+deb12u1";
  }

  /// Three quarters of the rows are fixed, one quarter is open.
  static AdvisoryDatabase database(Path folder) {
    var feeds = new FeedFolderBuilder();
    feeds.dsa("DSA-1-1", LocalDate.of(2025, 1, 1), source(0), "bookworm", version(0));
    for (var s = 0; s < SOURCES; s++) {
      for (var r = 0; r < ROWS_PER_SOURCE; r++) {
        var cve = "CVE-20" + (10 + r % 15) + "-" + (10_000 + s * ROWS_PER_SOURCE + r);
        if (r % 4 == 0) {
          feeds.debianOpen(source(s), cve, "bookworm");
        } else {
          feeds.debianFixed(source(s), cve, "bookworm", version(s * 31 + r));
        }
      }
    }
    try {
      feeds.writeTo(folder.resolve("feeds"), Packing.NONE);
      var target = folder.resolve("advisories.db");
      return FeedBuild.build(folder.resolve("feeds"), target, FeedBuild.Options.plain()).database();
    } catch (FeedException e) {
      throw new IllegalStateException(e);
    }
  }

  static ImageInventory inventory() {
    var packages = new ArrayList<InstalledPackage>();
    var origin = new Origin(0, Optional.empty(), "", false);
    for (var i = 0; i < INSTALLED; i++) {
      var number = i * 3;
      packages.add(
          new InstalledPackage(
              Ecosystem.DEB,
              "package-" + number,
              version(number),
              "amd64",
              source(number),
              version(number),
              null,
              null,
              null,
              "/var/lib/dpkg/status",
              origin));
    }
    var os =
        new OperatingSystem(
            "debian", List.of(), "12", "bookworm", "Debian GNU/Linux 12", "/etc/os-release");
    return new ImageInventory(
        Optional.of(os), packages, List.of("/var/lib/dpkg/status"), List.of(), Set.of());
  }

  /// 20,000 entries, most of them small files, as in an image's layers.
  static byte[] archive() {
    var layer = new LayerBuilder();
    for (var i = 0; i < 20_000; i++) {
      var folder = "usr/share/folder-" + i / 50;
      if (i % 50 == 0) {
        layer.dir(folder);
      } else if (i % 50 == 1) {
        layer.symlink(folder + "/link", "file-2");
      } else {
        layer.file(folder + "/file-" + i, new byte[i % 4000]);
      }
    }
    return layer.tar();
  }

  static Path folder() {
    try {
      var folder = Files.createTempDirectory("breakwater-bench");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
