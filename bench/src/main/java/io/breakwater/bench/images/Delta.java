package io.breakwater.bench.images;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.advisories.folder.FeedBuild;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.feeds.Packing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Advisories before and after a feed brought something new: of 400 packages of Debian 12 (100 of
/// them in each of its images) and 400 of Alpine 3.20 one issue more each, fixed in a version that
/// no image has.
final class Delta {
  private static final int NAMES = 2_500;
  private static final int NEW = 400;
  private static final String FIXED = "1.2.4-2";

  private Delta() {}

  static AdvisoryDatabase before() throws FeedException, IOException {
    return build(base());
  }

  static AdvisoryDatabase after() throws FeedException, IOException {
    var feeds = base();
    for (var i = 0; i < NEW; i++) {
      feeds.debianFixed("D-package-" + i, "CVE-2026-" + (50_000 + i), "bookworm", FIXED);
      feeds.alpine("v3.20", "main", "A-package-" + i, "1.2.4-r2", "CVE-2026-" + (60_000 + i));
    }
    return build(feeds);
  }

  private static FeedFolderBuilder base() {
    var feeds = new FeedFolderBuilder();
    for (var i = 0; i < NAMES; i++) {
      for (var issue = 0; issue < 5; issue++) {
        var cve = "CVE-202" + issue + "-" + (10_000 + i);
        feeds.debianFixed("D-package-" + i, cve, "bookworm", "1.2.3-2");
        feeds.alpine("v3.20", "main", "A-package-" + i, "1.2.3-r" + issue, cve);
      }
    }
    return feeds;
  }

  private static AdvisoryDatabase build(FeedFolderBuilder feeds) throws FeedException, IOException {
    var folder = Files.createTempDirectory("advisories");
    feeds.writeTo(folder.resolve("feeds"), Packing.NONE);
    var target = folder.resolve("advisories.db");
    var built = FeedBuild.build(folder.resolve("feeds"), target, FeedBuild.Options.plain());
    delete(folder);
    return built.database();
  }

  /// The database is mapped, and stays readable.
  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
