package io.breakwater.advisories.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.advisories.Advisories.Feed;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.Cvss;
import io.breakwater.advisories.Advisory.Notice;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink.Exploited;
import io.breakwater.advisories.FeedSink.NoticeRow;
import io.breakwater.advisories.Scope;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryDatabaseTest {
  @TempDir Path folder;

  @Test
  void rowComesBackWithEverythingItSaid() throws Exception {
    var row =
        new Advisory(
            "rhel:8",
            "httpd",
            Advisory.Kind.BINARY,
            "CVE-2021-1",
            List.of("GHSA-1", "XSA-2"),
            List.of(
                new Notice("RHSA-2021:2", null, List.of()),
                new Notice(
                    "RHSA-2021:1",
                    Instant.parse("2021-05-06T00:00:00Z"),
                    List.of("https://a/RHSA-2021:1"))),
            State.WILL_NOT_FIX,
            "ignored: häßlich",
            null,
            Availability.EXTENDED_SUPPORT,
            "important",
            List.of(new Cvss("redhat", "3.1", "CVSS:3.1/AV:N", 9.8)),
            Instant.parse("2021-01-02T03:04:05Z"),
            Instant.parse("1969-01-02T03:04:05Z"),
            List.of("https://x/CVE-2021-1/httpd", "https://y"),
            "Zusammenfassung – 漢字.",
            false,
            new Scope(
                List.of("httpd:2.4"),
                List.of("x86_64", "noarch"),
                List.of("cpe:/o:redhat:enterprise_linux:8")),
            "debian",
            "a/httpd/CVE-2021-1");

    assertThat(Rows.build(db(), row).find("rhel:8", "httpd")).containsExactly(row);
  }

  @Test
  void rowsOfAPackageComeByIssueAndNoOtherWithThem() throws Exception {
    var database =
        Rows.build(
            db(),
            Rows.fixed("debian:12", "b", "CVE-2", "2"),
            Rows.fixed("debian:12", "b", "CVE-1", "1"),
            Rows.fixed("debian:12", "a", "CVE-1", "3"),
            Rows.fixed("debian:11", "b", "CVE-1", "4"));

    assertThat(database.find("debian:12", "b"))
        .extracting(Advisory::fixedVersion)
        .containsExactly("1", "2");
    assertThat(database.find("debian:12", "c")).isEmpty();
    assertThat(database.find("debian:13", "b")).isEmpty();
    assertThat(database.covers("debian:12")).isTrue();
    assertThat(database.covers("debian:13")).isFalse();
    assertThat(database.findIssue("CVE-1"))
        .extracting(row -> row.release() + row.packageName())
        .containsExactly("debian:11b", "debian:12a", "debian:12b");
    assertThat(database.findIssue("CVE-9")).isEmpty();
  }

  @Test
  void unwantedRowsAreLeftOut() throws Exception {
    var database =
        Rows.build(
            db(),
            Rows.fixed("debian:12", "b", "CVE-1", "1"),
            Rows.fixed("debian:12", "b", "CVE-2", "2"),
            Rows.row("debian:12", "b", "CVE-3", State.AFFECTED, null, "low"));

    assertThat(database.find("debian:12", "b", row -> !"1".equals(row.fixedVersion())))
        .extracting(Advisory::cve)
        .containsExactly("CVE-2", "CVE-3");
  }

  @Test
  void sameRowsInAnyOrderGiveTheSameBytes() throws Exception {
    var rows = new ArrayList<Advisory>();
    for (var i = 0; i < 500; i++) {
      rows.add(Rows.fixed("debian:" + i % 7, "p" + i % 40, "CVE-" + i % 100, "v" + i));
    }
    rows.addAll(rows.subList(0, 50));
    Rows.build(folder.resolve("1"), rows);
    Collections.shuffle(rows, new Random(1));
    Rows.build(folder.resolve("2"), rows);

    assertThat(folder.resolve("2")).hasSameBinaryContentAs(folder.resolve("1"));
  }

  @Test
  void moreRowsThanMemoryHoldsAreSortedThroughFiles() throws Exception {
    var rows = new ArrayList<Advisory>();
    for (var i = 0; i < 120_000; i++) {
      rows.add(Rows.fixed("debian:12", "p" + i % 1000, "CVE-" + i / 1000, "v" + i % 50));
    }
    var database = Rows.build(db(), rows);

    assertThat(database.find("debian:12", "p7")).hasSize(120_000 / 1000);
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(db()));
    database.verify();
  }

  @Test
  void noticesJoinTheTrackersRows() throws Exception {
    try (var builder = DatabaseBuilder.beside(db())) {
      var feed = builder.collector("debian");
      feed.publishesUnfixed("debian:12");
      feed.row(Rows.fixed("debian:12", "a", "CVE-1", "1-2"));
      feed.row(Rows.fixed("debian:12", "a", "CVE-2", "1-3"));
      feed.notice(notice("DSA-2-1", "2020-02-02T00:00:00Z", "debian:12", "CVE-1", "1-2"));
      feed.notice(notice("DSA-1-1", "2020-01-01T00:00:00Z", "debian:12", "CVE-1", "1-1"));
      feed.notice(notice("DSA-3-1", "2020-03-03T00:00:00Z", "debian:12", "CVE-2", "1-4"));
      feed.notice(notice("DSA-1-1", "2020-01-01T00:00:00Z", "debian:8", "CVE-1", "0-1"));
      feed.notice(notice("DLA-9-1", "2021-01-01T00:00:00Z", "debian:8", "CVE-1", "0-2"));
      builder.take(feed, feed.describe(null, "d"));
      var database = builder.write(db());

      var rows = database.find("debian:12", "a");
      assertThat(rows.getFirst().notices())
          .extracting(Notice::id)
          .containsExactly("DSA-1-1", "DSA-2-1");
      assertThat(rows.getFirst().stateDetail()).isNull();
      assertThat(rows.getLast().fixedVersion()).isEqualTo("1-3");
      assertThat(rows.getLast().stateDetail()).isEqualTo("notice-differs: DSA-3-1 says 1-4");
      assertThat(builder.differingNotices()).isEqualTo(1);
      var old = database.find("debian:8", "a");
      assertThat(old).hasSize(1);
      assertThat(old.getFirst().fixedVersion()).isEqualTo("0-2");
      assertThat(old.getFirst().summary()).isEqualTo("About CVE-1.");
      assertThat(old.getFirst().notices())
          .extracting(Notice::id)
          .containsExactly("DSA-1-1", "DLA-9-1");
      assertThat(database.coverage("debian:8").orElseThrow().fixesOnly()).isTrue();
      assertThat(database.coverage("debian:12").orElseThrow().fixesOnly()).isFalse();
    }
  }

  @Test
  void knownExploitedIssuesAreFlaggedInEveryRow() throws Exception {
    try (var builder = DatabaseBuilder.beside(db())) {
      var feed = builder.collector("debian");
      feed.row(Rows.fixed("debian:12", "a", "CVE-1", "1"));
      feed.row(Rows.fixed("debian:12", "a", "CVE-2", "1"));
      builder.take(feed, feed.describe(null, "d"));
      var kev = builder.collector("kev");
      var entry = new Exploited("CVE-2", LocalDate.of(2024, 1, 2), null);
      kev.exploited(entry);
      builder.take(kev, kev.describe(null, "k"));
      var database = builder.write(db());

      assertThat(database.find("debian:12", "a"))
          .extracting(Advisory::knownExploited)
          .containsExactly(false, true);
      assertThat(database.exploited("CVE-2")).contains(entry);
      assertThat(database.exploited("CVE-1")).isEmpty();
    }
  }

  @Test
  void feedsKeepTheirDatesAndAnUnknownOneStaysUnknown() throws Exception {
    try (var builder = DatabaseBuilder.beside(db())) {
      var feed = builder.collector("alpine");
      feed.covers("alpine:3.22");
      feed.record();
      feed.refused("x", "odd");
      builder.take(feed, feed.describe(null, "d"));
      var database = builder.write(db());

      assertThat(database.feeds()).containsExactly(new Feed("alpine", null, 0, 1));
      assertThat(database.covers("alpine:3.22")).isTrue();
      assertThat(database.feedInfos().getFirst().refusals()).containsExactly("x: odd");
    }
  }

  @Test
  void everyDamagedByteIsNoticed() throws Exception {
    Rows.build(db(), Rows.fixed("debian:12", "a", "CVE-1", "1"));
    var good = Files.readAllBytes(db());

    for (var at = 0; at < good.length; at++) {
      var bad = good.clone();
      bad[at] ^= 0x10;
      assertThatThrownBy(() -> AdvisoryDatabase.of(ByteBuffer.wrap(bad), "db"))
          .as("byte %s", at)
          .isInstanceOf(FeedException.class);
    }
  }

  @Test
  void cutFileIsRefusedWithItsCode() throws Exception {
    Rows.build(db(), Rows.fixed("debian:12", "a", "CVE-1", "1"));
    var good = Files.readAllBytes(db());
    Files.write(db(), java.util.Arrays.copyOf(good, good.length - 1));

    assertCode("database-truncated");
    Files.write(db(), new byte[10]);
    assertCode("database-truncated");
    Files.write(db(), new byte[1000]);
    assertCode("database-not-one");
    good[8]++;
    Files.write(db(), good);
    assertCode("database-format");
    Files.delete(db());
    assertCode("database-missing");
  }

  @Test
  void unfinishedBuildLeavesTheOldDatabase() throws Exception {
    Rows.build(db(), Rows.fixed("debian:12", "a", "CVE-1", "1"));
    var before = Files.readAllBytes(db());
    try (var builder = DatabaseBuilder.beside(db())) {
      builder.collector("debian").row(Rows.fixed("debian:12", "b", "CVE-1", "1"));
    }

    assertThat(db()).hasBinaryContent(before);
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(db()));
  }

  private void assertCode(String code) {
    assertThatThrownBy(() -> AdvisoryDatabase.open(db()))
        .isInstanceOfSatisfying(
            FeedException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.next()).isNotBlank();
            });
  }

  private static NoticeRow notice(
      String id, String day, String release, String cve, String version) {
    return new NoticeRow(
        release,
        "a",
        cve,
        State.FIXED,
        version,
        Availability.PUBLIC,
        new Notice(id, Instant.parse(day), List.of("https://n/" + id)),
        "a - security update",
        "debian");
  }

  private Path db() {
    return folder.resolve("advisories.db");
  }
}
