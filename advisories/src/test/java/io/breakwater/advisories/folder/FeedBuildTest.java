package io.breakwater.advisories.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.testkit.feeds.CsafVex;
import io.breakwater.testkit.feeds.ErrataOsv;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.feeds.RedHatCve;
import io.breakwater.testkit.feeds.RedHatOsv;
import io.breakwater.testkit.feeds.UbuntuRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedBuildTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Packing.class)
  void everyCompressionGivesTheSameRows(Packing packing) throws Exception {
    feeds().writeTo(folder.resolve("feeds"), packing);
    var database = build(null, false).database();

    assertThat(fixed(database, "alpine:3.20", "openssl")).isEqualTo("3.3.1-r0");
    assertThat(fixed(database, "debian:12", "openssl")).isEqualTo("3.0.13-1");
    assertThat(fixed(database, "ubuntu:22.04", "openssl")).isEqualTo("3.0.2-0ubuntu1.14");
    var row = database.find("debian:12", "openssl").getFirst();
    assertThat(row.knownExploited()).isTrue();
    assertThat(row.notices().getFirst().id()).isEqualTo("DSA-5000-1");
    assertThat(database.find("ubuntu:22.04", "openssl").getFirst().notices().getFirst().id())
        .isEqualTo("USN-6622-1");
    database.verify();
  }

  @Test
  void datesComeFromTheContentOrThePublisherNeverFromTheDisk() throws Exception {
    var feeds = feeds().writeTo(folder.resolve("feeds"), Packing.NONE);
    assertThat(asOf(build(null, false).database(), "alpine")).isNull();
    assertThat(asOf(build(null, false).database(), "debian"))
        .isEqualTo(Instant.parse("2023-02-01T00:00:00Z"));

    new Sidecar(null, null, Instant.parse("2025-06-01T00:00:00Z"), null)
        .write(feeds.resolve("alpine/v3.20/main.json"));
    assertThat(asOf(build(null, false).database(), "alpine"))
        .isEqualTo(Instant.parse("2025-06-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 60})
  void feedCutInTheMiddleFallsAlone(int length) throws Exception {
    for (var packing : Packing.values()) {
      var feeds = folder.resolve("feeds-" + packing);
      feeds().cut("debian/tracker.json", length).writeTo(feeds, packing);
      var result = FeedBuild.build(feeds, db(), FeedBuild.Options.plain());

      assertThat(result.refused()).as(packing + " " + length).containsOnlyKeys("debian");
      assertThat(result.refused().get("debian"))
          .isInstanceOfSatisfying(
              FeedException.class, e -> assertThat(e.code()).isEqualTo("feed-truncated"));
      assertThat(result.database().covers("debian:12")).isFalse();
      assertThat(result.database().covers("alpine:3.20")).isTrue();
    }
  }

  @Test
  void archiveCutBetweenItsFilesIsTruncatedToo() throws Exception {
    feeds().cut("ubuntu/osv-all.tar", 2048).writeTo(folder.resolve("feeds"), Packing.NONE);

    assertThat(refusal(build(null, false), "ubuntu").code()).isEqualTo("feed-truncated");
  }

  @Test
  void damagedCompressionIsRefused() throws Exception {
    var feeds = feeds().writeTo(folder.resolve("feeds"), Packing.XZ);
    var file = feeds.resolve("debian/tracker.json.xz");
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(file, bytes);

    assertThat(refusal(build(null, false), "debian").code()).isIn("feed-corrupt", "feed-malformed");
  }

  @Test
  void refusedFeedKeepsTheRowsOfThePreviousDatabase() throws Exception {
    feeds().writeTo(folder.resolve("feeds"), Packing.NONE);
    var previous = build(null, false).database();
    Files.writeString(folder.resolve("feeds/debian/tracker.json"), "{\"openssl\":");
    var result = build(previous, false);

    assertThat(result.refused()).containsOnlyKeys("debian");
    assertThat(result.database().find("debian:12", "openssl"))
        .isEqualTo(previous.find("debian:12", "openssl"));
    assertThat(result.database().feedInfos().get(1).error()).contains("feed-truncated");
    assertThat(asOf(result.database(), "debian")).isEqualTo(asOf(previous, "debian"));
  }

  @Test
  void feedThatIsHardlyUnderstoodIsRefusedUnlessAccepted() throws Exception {
    feeds()
        .alpine("v3.20", "main", "sudo", "1.9.5-2-r0", "CVE-2021-3156")
        .writeTo(folder.resolve("feeds"), Packing.NONE);

    var result = build(null, false);
    assertThat(refusal(result, "alpine").code()).isEqualTo("feed-not-understood");
    assertThat(refusal(result, "alpine").why()).contains("1.9.5-2-r0");
    assertThat(build(null, true).database().covers("alpine:3.20")).isTrue();
  }

  @Test
  void feedThatShrankIsRefusedUnlessAccepted() throws Exception {
    var feeds = folder.resolve("feeds");
    var large = new FeedFolderBuilder();
    for (var i = 0; i < 10; i++) {
      large.debianFixed("p" + i, "CVE-2024-000" + i, "bookworm", "1");
    }
    large.writeTo(feeds, Packing.NONE);
    var previous = build(null, false).database();
    var small = new FeedFolderBuilder();
    for (var i = 0; i < 7; i++) {
      small.debianFixed("p" + i, "CVE-2024-000" + i, "bookworm", "1");
    }
    small.writeTo(feeds, Packing.NONE);

    var result = build(previous, false);
    assertThat(refusal(result, "debian").code()).isEqualTo("feed-shrank");
    assertThat(result.database().find("debian:12", "p9")).hasSize(1);
    assertThat(build(previous, true).database().find("debian:12", "p9")).isEmpty();
  }

  @Test
  void emptyOrMissingFolderHasItsError() throws Exception {
    assertNoFeeds();
    Files.createDirectories(folder.resolve("feeds/suse"));
    Files.writeString(folder.resolve("feeds/suse/x.json"), "{}");
    assertNoFeeds();
  }

  private void assertNoFeeds() {
    assertThatThrownBy(() -> build(null, false))
        .isInstanceOfSatisfying(
            FeedException.class,
            e -> {
              assertThat(e.code()).isEqualTo("no-feeds");
              assertThat(e.next()).contains("breakwater feeds update");
            });
  }

  @Test
  void unknownFilesArePassedOverWithANote() throws Exception {
    var feeds = feeds().writeTo(folder.resolve("feeds"), Packing.NONE);
    Files.createDirectories(feeds.resolve("suse"));
    Files.writeString(feeds.resolve("suse/x.json"), "{}");
    Files.writeString(feeds.resolve("debian/notes.txt"), "hello");

    assertThat(build(null, false).notes())
        .contains(
            "suse/ is not used by this version", "debian/notes.txt is not used by this version");
  }

  @Test
  void damagedRecordInAWholeArchiveIsOneRefusedRecord() throws Exception {
    var builder = new FeedFolderBuilder();
    for (var i = 0; i < 200; i++) {
      builder.ubuntu(
          UbuntuRecord.cve("CVE-2024-" + (1000 + i)).fixed("Ubuntu:22.04:LTS", "p" + i, "1"));
    }
    var feeds = builder.writeTo(folder.resolve("feeds"), Packing.NONE);
    var tar = feeds.resolve("ubuntu/osv-all.tar");
    var text = Files.readString(tar, StandardCharsets.ISO_8859_1);
    Files.writeString(
        tar,
        text.replaceFirst("\"UBUNTU-CVE-2024-1007\"", "\"UBUNTU-CVE-2024-1007x"),
        StandardCharsets.ISO_8859_1);

    var result = build(null, false);
    assertThat(result.refused()).isEmpty();
    assertThat(result.database().feedInfos().getFirst().refused()).isEqualTo(1);
    assertThat(result.database().find("ubuntu:22.04", "p8")).hasSize(1);
  }

  @Test
  void fingerprintFollowsNamesSizesAndTimes() throws Exception {
    var feeds = feeds().writeTo(folder.resolve("feeds"), Packing.NONE);
    var before = FeedFolder.open(feeds).fingerprint();
    assertThat(FeedFolder.open(feeds).fingerprint()).isEqualTo(before);
    Files.setLastModifiedTime(
        feeds.resolve("debian/tracker.json"), java.nio.file.attribute.FileTime.fromMillis(1));
    assertThat(FeedFolder.open(feeds).fingerprint()).isNotEqualTo(before);
  }

  @Test
  void liveNamesAreKnown() throws Exception {
    var feeds = feeds().writeTo(folder.resolve("feeds"), Packing.NONE);
    Files.move(feeds.resolve("debian/tracker.json"), feeds.resolve("debian/json"));
    Files.createDirectories(feeds.resolve("debian/DSA"));
    Files.move(feeds.resolve("debian/DSA.list"), feeds.resolve("debian/DSA/list"));

    var row = build(null, false).database().find("debian:12", "openssl").getFirst();
    assertThat(row.notices()).hasSize(1);
  }

  private static FeedException refusal(FeedBuild.Result result, String feed) {
    return java.util.Objects.requireNonNull(result.refused().get(feed), feed);
  }

  private static FeedFolderBuilder feeds() {
    return new FeedFolderBuilder()
        .alpine("v3.20", "main", "openssl", "3.3.1-r0", "CVE-2024-4741")
        .debianFixed("openssl", "CVE-2024-0001", "bookworm", "3.0.13-1")
        .dsa(
            "DSA-5000-1",
            LocalDate.of(2023, 2, 1),
            "openssl",
            "bookworm",
            "3.0.13-1",
            "CVE-2024-0001")
        .ubuntu(
            UbuntuRecord.cve("CVE-2024-0727")
                .usn("USN-6622-1")
                .fixed("Ubuntu:22.04:LTS", "openssl", "3.0.2-0ubuntu1.14"))
        .kev("CVE-2024-0001", LocalDate.of(2024, 3, 1));
  }

  private FeedBuild.Result build(
      @org.jspecify.annotations.Nullable AdvisoryDatabase previous, boolean accept)
      throws FeedException {
    return FeedBuild.build(
        folder.resolve("feeds"), db(), new FeedBuild.Options(previous, accept, _ -> {}));
  }

  private static @org.jspecify.annotations.Nullable Instant asOf(
      AdvisoryDatabase database, String feed) {
    return database.feeds().stream()
        .filter(f -> f.name().equals(feed))
        .findFirst()
        .orElseThrow()
        .asOf();
  }

  private static @org.jspecify.annotations.Nullable String fixed(
      AdvisoryDatabase database, String release, String name) {
    return database.find(release, name).stream()
        .map(Advisory::fixedVersion)
        .findFirst()
        .orElse(null);
  }

  private Path db() {
    return folder.resolve("out/advisories.db");
  }

  @Test
  void redHatsFilesAreReadInTurnsWhateverTheirNames() throws Exception {
    var files =
        new FeedFolderBuilder()
            .redHat(
                RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001", "CVE-2024-0002")
                    .fixed("enterprise_linux:8::appstream", "nodejs", "1:18-1.module+el8+1+a"))
            .redHat(
                RedHatCve.of("CVE-2024-0001")
                    .severity("Low")
                    .released("RHSA-2024:0001", 8, "nodejs:18-8080020230718122522.63b34585"))
            .redHat(RedHatCve.of("CVE-2024-0002").state("nodejs:16/nodejs", 8, "Affected"))
            .redHat(
                CsafVex.of("CVE-2024-0002")
                    .rhel(8)
                    .affected("red_hat_enterprise_linux_8", "nodejs:18/nodejs", "Will not fix"))
            .repository("appstream-rpms", "cpe:/a:redhat:enterprise_linux:8::appstream")
            .errata(ErrataOsv.almaLinux("ALSA-2024:0001", "CVE-2024-0001").fixed(9, "a", "1-1"))
            .errata(ErrataOsv.rocky("RLSA-2024:0001", "CVE-2024-0001").fixed(9, "a", "0:1-1"))
            .writeTo(folder.resolve("feeds"), Packing.ZSTD);
    // Under another name the archive that must be read last comes first by name.
    Files.move(files.resolve("redhat/osv.tar.zst"), files.resolve("redhat/advisories.tar.zst"));
    var database = build(null, false).database();

    assertThat(database.find("rhel:8", "nodejs"))
        .extracting(r -> r.cve() + " " + r.state() + " " + r.severity() + " " + r.scope().modules())
        .containsExactly(
            "CVE-2024-0001 FIXED low [nodejs:18]",
            "CVE-2024-0002 WILL_NOT_FIX moderate [nodejs:18]");
    assertThat(database.find("rhel:8", "nodejs").getFirst().recordId()).isEqualTo("RHSA-2024:0001");
    assertThat(database.cpesOf("appstream-rpms"))
        .containsExactly("cpe:/a:redhat:enterprise_linux:8::appstream");
    assertThat(database.cpesOf("none")).isEmpty();
    assertThat(database.coverage("rhel:8").orElseThrow().fixesOnly()).isFalse();
    assertThat(database.coverage("almalinux:9").orElseThrow().fixesOnly()).isTrue();
    assertThat(database.feedOf("rhel:8").orElseThrow().name()).isEqualTo("redhat");
    assertThat(database.find("rocky:9", "a")).hasSize(1);
    database.verify();
  }

  @Test
  void damagedDocumentOfManyIsARefusedRecord() throws Exception {
    var files =
        new FeedFolderBuilder()
            .redHat(CsafVex.of("CVE-2024-0001").rhel(8))
            .redHat(
                CsafVex.of("CVE-2024-0002")
                    .rhel(8)
                    .affected("red_hat_enterprise_linux_8", "curl", "Affected"))
            .writeTo(folder.resolve("feeds"), Packing.XZ);
    var damaged = files.resolve("redhat/vex/cve-2024-0001.json.xz");
    Files.write(damaged, java.util.Arrays.copyOf(Files.readAllBytes(damaged), 100));
    var result = build(null, true);

    assertThat(result.refused()).isEmpty();
    assertThat(result.database().find("rhel:8", "curl")).hasSize(1);
    assertThat(result.database().feedInfos().getFirst().refused()).isEqualTo(1);
  }

  @Test
  void keptFeedKeepsScopesAndRepositories() throws Exception {
    var feeds = folder.resolve("feeds");
    new FeedFolderBuilder()
        .redHat(
            RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001")
                .fixed("rhel_eus:8.6::baseos", "curl", "0:1-1.el8_6"))
        .repository("baseos-rpms", "cpe:/o:redhat:rhel_eus:8.6::baseos")
        .writeTo(feeds, Packing.NONE);
    var first = build(null, false).database();
    Files.writeString(feeds.resolve("redhat/repository-to-cpe.json"), "{");
    var second = build(first, false);

    assertThat(second.refused()).containsKey("redhat");
    assertThat(second.database().find("rhel:8", "curl")).isEqualTo(first.find("rhel:8", "curl"));
    assertThat(second.database().cpesOf("baseos-rpms")).hasSize(1);
    assertThat(second.database().covers("rhel:8")).isTrue();
  }
}
