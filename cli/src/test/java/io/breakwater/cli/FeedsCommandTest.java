package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.images.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// `feeds import`, `feeds status` and `feeds show`; what is in use stays where something else
/// cannot be believed.
class FeedsCommandTest {
  @TempDir private Path folder = Path.of("");
  private CommandRun.Runner breakwater = new CommandRun.Runner(folder);

  @BeforeEach
  void timeIsThatOfTheFeeds() {
    breakwater = new CommandRun.Runner(folder).at(SampleFeeds.NOW);
  }

  @ParameterizedTest
  @EnumSource
  void foldersOfEveryPackingAreImported(Packing packing) {
    var run = imported(SampleFeeds.all(), packing);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("alpine", "debian", "ubuntu", "kev", "debian:12");
    assertThat(scan().out()).contains("CVE-2024-0001", "CVE-2024-0003");
  }

  @Test
  void statusSaysHowOldTheFeedsAre() {
    imported(datedFeeds(), Packing.GZIP);
    var fresh = breakwater.run("feeds", "status");
    assertThat(fresh.exitCode()).as(fresh.out()).isZero();
    assertThat(fresh.out()).contains("debian", "2025-01-10", "5 days").doesNotContain("stale");
    var later = breakwater.at("2025-02-15T00:00:00Z").run("feeds", "status");
    assertThat(later.exitCode()).isEqualTo(1);
    assertThat(later.out()).contains("36 days", "stale", "feeds update");
    assertThat(breakwater.run("feeds", "status", "--releases").out()).contains("debian:12");
  }

  @Test
  void statusOfAFeedWithoutDateIsStale() {
    imported(SampleFeeds.all(), Packing.NONE);
    var run = breakwater.run("feeds", "status");
    assertThat(run.out()).contains("alpine     unknown");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void statusWithoutAnyAdvisoriesSaysWhatToDo() {
    var run = breakwater.run("feeds", "status");
    Scans.assertRefused(run, 2, "database-[a-z-]+|no-[a-z-]+");
    assertThat(run.err()).contains("feeds update");
    assertThat(folder.resolve("data/breakwater/advisories.db")).doesNotExist();
  }

  @Test
  void statusOfADamagedDatabaseSaysWhatToDo() throws IOException {
    imported(SampleFeeds.all(), Packing.GZIP);
    var database = database();
    var whole = Files.readAllBytes(database);
    for (var length : new int[] {0, 3, 100, whole.length / 2, whole.length - 1}) {
      Files.write(database, Arrays.copyOf(whole, length));
      var run = breakwater.run("feeds", "status");
      Scans.assertRefused(run, 2, "database-[a-z-]+");
      assertThat(run.err()).contains("feeds update");
      Scans.assertRefused(scan(), 3, "database-[a-z-]+");
    }
  }

  @Test
  void aDamagedDatabaseIsReplacedByAnImport() throws IOException {
    imported(SampleFeeds.all(), Packing.GZIP);
    Files.writeString(database(), "damaged");
    assertThat(imported(SampleFeeds.all(), Packing.XZ).exitCode()).isZero();
    assertThat(scan().exitCode()).isEqualTo(1);
  }

  @Test
  void showTellsOfAnIssueAndOfAPackage() {
    imported(SampleFeeds.all(), Packing.GZIP);
    var issue = breakwater.run("feeds", "show", "cve-2024-0001");
    assertThat(issue.exitCode()).isZero();
    assertThat(issue.out())
        .contains("debian:12", "openssl", "fixed in 3.0.13-1~deb12u1", "DSA-5701-1");
    var name = breakwater.run("feeds", "show", "--package", "bash", "--release", "debian:12");
    assertThat(name.out()).contains("CVE-2024-0003", "known exploited", "CVE-2024-0004");
    var pro = breakwater.run("feeds", "show", "CVE-2024-0102");
    assertThat(pro.out()).contains("Ubuntu Pro");
  }

  @Test
  void showOfTheUnknownSaysThatNothingIsKnown() {
    imported(SampleFeeds.all(), Packing.GZIP);
    assertThat(breakwater.run("feeds", "show", "CVE-1999-0001").out()).contains("No row");
    var release = breakwater.run("feeds", "show", "--package", "bash", "--release", "debian:99");
    Scans.assertRefused(release, 2, "usage");
    assertThat(release.err()).contains("debian:12");
    Scans.assertRefused(breakwater.run("feeds", "show"), 2, "usage");
  }

  @ParameterizedTest
  @CsvSource({
    "debian/tracker.json, debian", "debian/DSA.list, debian",
    "ubuntu/osv-all.tar, ubuntu", "kev/known_exploited_vulnerabilities.json, kev",
    "alpine/v3.20/main.json, alpine"
  })
  void aFeedCutInTheMiddleKeepsWhatItSaidBefore(String file, String feed) throws IOException {
    imported(SampleFeeds.all(), Packing.GZIP);
    var before = scan();
    var rows = breakwater.run("feeds", "status").out();
    for (var packing : new Packing[] {Packing.GZIP, Packing.NONE}) {
      if (packing == Packing.NONE && file.endsWith(".list")) {
        continue; // a list of lines has no end that could be missed
      }
      var cut = folder.resolve("cut-" + packing);
      SampleFeeds.all().writeTo(cut, packing);
      halve(cut, file);
      var run = breakwater.run("feeds", "import", cut.toString());
      assertThat(run.exitCode()).as(packing + run.err()).isEqualTo(1);
      Scans.assertLine(run, "feed-[a-z-]+");
      assertThat(run.err()).contains("feed " + feed);
      assertThat(scan()).as(packing.toString()).isEqualTo(before);
      var status = breakwater.run("feeds", "status").out();
      assertThat(status).contains("last error", "[feed-");
      assertThat(rows(status)).isEqualTo(rows(rows));
    }
  }

  @ParameterizedTest
  @CsvSource({"debian/tracker.json", "debian/DSA.list"})
  void aScanWithACutFeedIsNeverClean(String file) throws IOException {
    var cut = SampleFeeds.all().writeTo(folder.resolve("cut"), Packing.GZIP);
    halve(cut, file);
    new ImageBuilder()
        .layer(SampleImages.cleanDebian())
        .writeOciLayout(folder.resolve("image"), "latest");
    var run = breakwater.run("scan", "oci:" + folder.resolve("image"), "--feeds", cut.toString());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("INCOMPLETE").doesNotContain("OK");
    Scans.assertLine(run, "feed-[a-z-]+");
    var again = breakwater.run("scan", "oci:" + folder.resolve("image"), "--feeds", cut.toString());
    assertThat(again).as("the second time").isEqualTo(run);
  }

  @Test
  void aFeedThatLostAFifthIsRefusedUntilItIsAccepted() {
    var many = SampleFeeds.all();
    for (var i = 100; i < 200; i++) {
      many.debianFixed("bash", "CVE-2023-0" + i, "bookworm", "1");
    }
    imported(many, Packing.GZIP);
    var run = imported(SampleFeeds.all(), Packing.ZSTD);
    assertThat(run.exitCode()).isEqualTo(1);
    Scans.assertLine(run, "feed-shrank");
    assertThat(run.err()).contains("--accept");
    assertThat(breakwater.run("feeds", "show", "CVE-2023-0150").out()).contains("bash");
    var accepted = breakwater.run("feeds", "import", folder.resolve("ZSTD").toString(), "--accept");
    assertThat(accepted.exitCode()).as(accepted.err()).isZero();
    assertThat(breakwater.run("feeds", "show", "CVE-2023-0150").out()).contains("No row");
  }

  @Test
  void importOfNothingSaysWhatIsExpected() throws IOException {
    imported(SampleFeeds.all(), Packing.GZIP);
    var before = scan();
    var empty = Files.createDirectory(folder.resolve("empty"));
    Scans.assertRefused(breakwater.run("feeds", "import", empty.toString()), 2, "no-feeds");
    Scans.assertRefused(
        breakwater.run("feeds", "import", folder.resolve("none").toString()), 2, "no-feeds");
    var text = Files.writeString(folder.resolve("text"), "hello");
    Scans.assertRefused(breakwater.run("feeds", "import", text.toString()), 2, "[a-z-]+");
    assertThat(scan()).isEqualTo(before);
  }

  private static FeedFolderBuilder datedFeeds() {
    return new FeedFolderBuilder()
        .debianFixed("openssl", "CVE-2024-0001", "bookworm", "3.0.13-1~deb12u1")
        .dsa(
            "DSA-5701-1",
            java.time.LocalDate.of(2025, 1, 10),
            "openssl",
            "bookworm",
            "3.0.13-1~deb12u1",
            "CVE-2024-0001");
  }

  private CommandRun imported(FeedFolderBuilder feeds, Packing packing) {
    var from = feeds.writeTo(folder.resolve(packing.toString()), packing);
    return breakwater.run("feeds", "import", from.toString());
  }

  private CommandRun scan() {
    new ImageBuilder()
        .layer(SampleImages.vulnerableDebian())
        .writeOciLayout(folder.resolve("image"), "latest");
    return breakwater.run("scan", "oci:" + folder.resolve("image"));
  }

  private Path database() {
    return folder.resolve("data/breakwater/advisories.db");
  }

  /// The numbers of a status, without what failed last.
  private static java.util.List<String> rows(String status) {
    return status.lines().filter(line -> line.matches("[a-z]+ .*[0-9]")).toList();
  }

  private static void halve(Path feeds, String file) throws IOException {
    for (var packing : Packing.values()) {
      var path = feeds.resolve(file + packing.suffix());
      if (Files.exists(path)) {
        var bytes = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(bytes, bytes.length / 2));
      }
    }
  }
}
