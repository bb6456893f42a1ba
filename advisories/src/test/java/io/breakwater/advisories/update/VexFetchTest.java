package io.breakwater.advisories.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.folder.FeedBuild;
import io.breakwater.advisories.update.Download.Outcome;
import io.breakwater.testkit.feeds.CsafVex;
import io.breakwater.testkit.feeds.FakeVexServer;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VexFetchTest {
  private static final Instant BEFORE = Instant.parse("2024-04-01T10:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2024, 5, 1);
  private static final Instant AFTER = Instant.parse("2024-05-03T10:00:00Z");

  @TempDir Path data;
  private final FakeVexServer server = FakeVexServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private static CsafVex open(String cve, String words) {
    return CsafVex.of(cve).rhel(8).affected("red_hat_enterprise_linux_8", "curl", words);
  }

  private Outcome fetch() throws FeedException {
    var limits =
        new FeedUpdater.Limits(1_000_000, 3, Duration.ofSeconds(9), Duration.ofSeconds(10));
    var clock = Clock.fixed(Instant.parse("2024-05-04T00:00:00Z"), ZoneOffset.UTC);
    var request =
        new FeedUpdater.Request(data, null, Set.of(), false, limits, clock, Map.of(), _ -> {});
    try (var client = FeedUpdater.client(request)) {
      var download = new Download(client, limits, clock, _ -> {});
      return new VexFetch(request, download, server.uri()).fetch();
    }
  }

  private List<String> rows() throws FeedException {
    var result =
        FeedBuild.build(FeedUpdater.feedsIn(data), data.resolve("db"), FeedBuild.Options.plain());
    return result.database().find("rhel:8", "curl").stream()
        .map(row -> row.cve() + " " + row.state())
        .toList();
  }

  private long documents() {
    return server.fetches().stream().filter(f -> f.path().endsWith(".json")).count();
  }

  @Test
  void archiveComesFirstAndChangesOnTopOfIt() throws Exception {
    server
        .put(open("CVE-2024-0001", "Affected"), BEFORE)
        .put(open("CVE-2024-0002", "Affected"), BEFORE)
        .archive(DAY)
        .put(open("CVE-2024-0002", "Will not fix"), AFTER)
        .put(open("CVE-2024-0003", "Fix deferred"), AFTER);

    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
    assertThat(rows())
        .containsExactly(
            "CVE-2024-0001 " + Advisory.State.AFFECTED,
            "CVE-2024-0002 " + Advisory.State.WILL_NOT_FIX,
            "CVE-2024-0003 " + Advisory.State.DEFERRED);
    assertThat(documents()).isEqualTo(2);
  }

  @Test
  void onlyWhatChangedIsFetchedAgain() throws Exception {
    server
        .put(open("CVE-2024-0001", "Affected"), BEFORE)
        .archive(DAY)
        .put(open("CVE-2024-0002", "Affected"), AFTER);
    fetch();

    assertThat(fetch()).isEqualTo(Outcome.UNCHANGED);
    assertThat(documents()).isEqualTo(1);
    server.put(open("CVE-2024-0001", "Fix deferred"), AFTER.plusSeconds(60));
    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
    assertThat(documents()).isEqualTo(2);
    assertThat(rows()).containsExactly("CVE-2024-0001 DEFERRED", "CVE-2024-0002 AFFECTED");
    assertThat(server.fetches().stream().filter(f -> f.path().endsWith(".zst"))).hasSize(1);
  }

  @Test
  void deletedDocumentsAreRemovedFromArchiveAndChanges() throws Exception {
    server
        .put(open("CVE-2024-0001", "Affected"), BEFORE)
        .put(open("CVE-2024-0002", "Affected"), BEFORE)
        .archive(DAY)
        .put(open("CVE-2024-0003", "Affected"), AFTER);
    fetch();
    server
        .delete("CVE-2024-0001", AFTER.plusSeconds(60))
        .delete("CVE-2024-0003", AFTER.plusSeconds(60));

    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
    assertThat(rows()).containsExactly("CVE-2024-0002 AFFECTED");
    server.put(open("CVE-2024-0001", "Will not fix"), AFTER.plusSeconds(120));
    fetch();
    assertThat(rows()).containsExactly("CVE-2024-0001 WILL_NOT_FIX", "CVE-2024-0002 AFFECTED");
  }

  @Test
  void interruptedUpdateGoesOnWhereItWas() throws Exception {
    server.put(open("CVE-2024-0001", "Affected"), BEFORE).archive(DAY);
    for (var i = 2; i < 30; i++) {
      server.put(open("CVE-2024-00" + (i + 10), "Affected"), AFTER);
    }
    server.fail("2024/cve-2024-0020.json", 500);

    assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(
            FeedException.class, e -> assertThat(e.code()).isEqualTo("feed-not-fetched"));
    var before = documents();
    server.fail("2024/cve-2024-0020.json", 200);
    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
    assertThat(documents() - before).isEqualTo(1);
    assertThat(rows()).hasSize(29);
  }

  @Test
  void cutArchiveIsResumed() throws Exception {
    server.put(open("CVE-2024-0001", "Affected"), BEFORE).archive(DAY);
    server.cut("csaf_vex_2024-05-01.tar.zst", 100);

    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
    assertThat(rows()).hasSize(1);
    assertThat(server.fetches()).anyMatch(f -> f.status() == 206);
  }

  @Test
  void archiveThatLostItsSidecarIsFetchedAgain() throws Exception {
    server.put(open("CVE-2024-0001", "Affected"), BEFORE).archive(DAY);
    fetch();
    var archive = FeedUpdater.feedsIn(data).resolve("redhat/csaf_vex_2024-05-01.tar.zst");
    Files.delete(archive.resolveSibling(archive.getFileName() + ".fetched"));

    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
  }

  @Test
  void listsMayNotNameOtherPlaces() throws Exception {
    server.put(open("CVE-2024-0001", "Affected"), BEFORE).archive(DAY);
    var evil = "\"../../evil.json\",\"2024-06-01T00:00:00+00:00\"\n";
    server.replace("changes.csv", evil.getBytes(StandardCharsets.UTF_8), AFTER);

    assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(
            FeedException.class, e -> assertThat(e.code()).isEqualTo("feed-malformed"));
    assertThat(ChangeList.parse("\"2024/cve-2024-1.json\",\"2024-06-01T00:00:00+00:00\""))
        .isEqualTo(
            new ChangeList.Entry("2024/cve-2024-1.json", Instant.parse("2024-06-01T00:00:00Z")));
    for (var path :
        List.of("2024/../cve-2024-1.json", "2024/cve-2024-1/../x.json", "24/cve-24-1.json", "x")) {
      assertThat(ChangeList.parse(path + ",2024-06-01T00:00:00Z")).isNull();
    }
  }

  @Test
  void aListWithoutEndIsRefusedBeforeItIsRead() throws Exception {
    var list = data.resolve("changes.csv");
    try (var file = new RandomAccessFile(list.toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    assertThatThrownBy(() -> ChangeList.read(list, "changes.csv"))
        .isInstanceOfSatisfying(
            FeedException.class, e -> assertThat(e.code()).isEqualTo("feed-malformed"));
  }

  @Test
  void archiveOfAnotherNameIsRefused() {
    server.replace("archive_latest.txt", "../x.tar.zst".getBytes(StandardCharsets.UTF_8), AFTER);

    assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(
            FeedException.class, e -> assertThat(e.code()).isEqualTo("feed-malformed"));
  }

  @Test
  void folderWithoutArchiveIsAbsent() throws Exception {
    assertThat(fetch()).isEqualTo(Outcome.ABSENT);
  }
}
