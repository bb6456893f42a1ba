package io.breakwater.cli;

import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.feeds.UbuntuRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/// Feeds of every publisher, as of [#NOW], that fit the [SampleImages].
final class SampleFeeds {
  /// The time of the tests that use these feeds.
  static final String NOW = "2025-01-15T00:00:00Z";

  private static final LocalDate NOTICE_DAY = LocalDate.of(2025, 1, 10);

  private SampleFeeds() {}

  static FeedFolderBuilder all() {
    var feeds = new FeedFolderBuilder();
    debian(feeds);
    ubuntu(feeds);
    return feeds
        .alpine("v3.20", "main", "busybox", "1.36.1-r29", "CVE-2024-0201")
        .alpine("v3.20", "main", "openssl", "3.3.2-r1", "CVE-2024-0202 GHSA-aaaa-bbbb-cccc")
        .alpine("v3.20", "main", "zlib", "0", "CVE-2024-0203")
        .kev("CVE-2024-0003", LocalDate.of(2024, 12, 1))
        .kevReleased("2025-01-14T00:00:00.0000Z");
  }

  /// Gives a plain file of a feed the date that its server would have told.
  static void dated(Path file, String instant) {
    try {
      Files.writeString(
          file.resolveSibling(file.getFileName() + ".fetched"), "last-modified: " + instant + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void debian(FeedFolderBuilder feeds) {
    feeds
        .debianFixed("openssl", "CVE-2024-0001", "bookworm", "3.0.13-1~deb12u1")
        .debianDescription("openssl", "CVE-2024-0001", "A flaw that is fixed.")
        .debianOpen("openssl", "CVE-2024-0002", "bookworm")
        .debianFixed("bash", "CVE-2024-0003", "bookworm", "5.2.15-2+deb12u1")
        .debianNoDsa("bash", "CVE-2024-0004", "bookworm", "Minor issue", "ignored")
        .debianFixed("bash", "CVE-2024-0005", "bookworm", "0")
        .dsa("DSA-5701-1", NOTICE_DAY, "openssl", "bookworm", "3.0.13-1~deb12u1", "CVE-2024-0001");
  }

  private static void ubuntu(FeedFolderBuilder feeds) {
    feeds
        .ubuntu(
            UbuntuRecord.cve("CVE-2024-0101")
                .fixed("Ubuntu:22.04:LTS", "openssl", "3.0.2-0ubuntu1.15")
                .priority("high")
                .cvss("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N")
                .usn("USN-6622-1")
                .details("A flaw that everybody can fix.")
                .dates("2024-12-01T00:00:00Z", "2025-01-12T00:00:00Z"))
        .ubuntu(
            UbuntuRecord.cve("CVE-2024-0102")
                .fixed("Ubuntu:Pro:22.04:LTS", "ffmpeg", "7:4.4.2-0ubuntu0.22.04.1+esm1")
                .priority("medium")
                .dates("2024-12-01T00:00:00Z", "2025-01-12T00:00:00Z"))
        .ubuntu(
            UbuntuRecord.cve("CVE-2024-0103")
                .unfixed("Ubuntu:22.04:LTS", "openssl")
                .priority("low")
                .dates("2024-12-01T00:00:00Z", "2025-01-12T00:00:00Z"));
  }
}
