package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.ApkInstalled;
import io.breakwater.testkit.packages.DpkgStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each case here is one in which some scanner says "no vulnerabilities" and exits 0.
class ScanOfTheUnknownTest {
  @TempDir private Path folder = Path.of("");
  private CommandRun.Runner breakwater = new CommandRun.Runner(folder);

  @BeforeEach
  void feedsAreThere() {
    breakwater = new CommandRun.Runner(folder);
    SmallFeeds.write(folder.resolve("feeds"));
  }

  @Test
  void aCleanImageIsOk() {
    var run = scan(debian("12", "bookworm", openssl("3.0.13-1~deb12u1")));
    assertThat(run.out()).contains("OK");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aVulnerableImageFails() {
    var run = scan(debian("12", "bookworm", openssl("3.0.11-1~deb12u1")));
    assertThat(run.out()).contains("FAIL", "CVE-2024-0001", "3.0.13-1~deb12u1", "apt-get");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void aReleasePastItsEndOfLifeFails() {
    var run = scan(alpine("3.6.5", new ApkInstalled().add("zlib", "1.2.11-r0", "x86_64")));
    assertThat(run.out()).contains("FAIL", "os.end_of_life");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void aReleaseWithoutFeedIsUnsupported() {
    var run = scan(alpine("3.19.1", new ApkInstalled().add("zlib", "1.2.11-r0", "x86_64")));
    assertNotAssessed(run, "UNSUPPORTED", "release-not-covered");
  }

  @Test
  void anImageWithoutPackageDatabaseIsIncomplete() {
    var run = scan(new LayerBuilder().file("etc/os-release", osRelease("debian", "12", "")));
    assertNotAssessed(run, "INCOMPLETE", "package-database-missing");
  }

  @Test
  void aDamagedStatusFileIsIncomplete() {
    var status = openssl("3.0.13-1~deb12u1").add("zlib1g", "1:1.2.13", "amd64").render();
    var cut = status.substring(0, status.lastIndexOf("Version:"));
    var run =
        scan(
            new LayerBuilder()
                .file("etc/os-release", osRelease("debian", "12", ""))
                .file(DpkgStatus.PATH, cut));
    assertNotAssessed(run, "INCOMPLETE", "package-database-damaged");
  }

  @Test
  void anEmptyFeedFolderIsAnError() throws IOException {
    var empty = Files.createDirectory(folder.resolve("empty"));
    image(debian("12", "bookworm", openssl("3.0.13-1~deb12u1")));
    var run = breakwater.run("scan", "oci:" + folder.resolve("image"), "--feeds", empty.toString());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).doesNotContain("OK");
    assertThat(run.err()).contains("[no-feeds]");
  }

  @Test
  void aStaticImageIsUnsupported() {
    assertNotAssessed(
        scan(new LayerBuilder().file("pause", "\u007fELF")), "UNSUPPORTED", "no-operating-system");
  }

  @Test
  void ubuntuWithoutLsbReleaseIsNotTakenForDebian() {
    // As in Ubuntu 16.04: only debian_version speaks, and it speaks of Debian.
    var status =
        new DpkgStatus()
            .add("base-files", "9.4ubuntu4", "amd64")
            .field("Maintainer", "Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>")
            .add("libssl1.0.0", "1.0.2g-1ubuntu4", "amd64")
            .source("openssl")
            .field("Origin", "Ubuntu");
    var run =
        scan(
            new LayerBuilder()
                .file("etc/debian_version", "stretch/sid\n")
                .file(DpkgStatus.PATH, status.render()));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).doesNotContain("Debian 9");
  }

  @Test
  void devuanIsNotJudgedAsDebian() {
    var run =
        scan(
            new LayerBuilder()
                .file(
                    "etc/os-release",
                    "ID=devuan\nID_LIKE=debian\nVERSION_ID=\"5\"\nPRETTY_NAME=\"Devuan 5\"\n")
                .file("etc/debian_version", "12.5\n")
                .file(DpkgStatus.PATH, openssl("3.0.11-1~deb12u1").render()));
    assertNotAssessed(run, "UNSUPPORTED", "distribution-not-supported");
  }

  @Test
  void anUnknownDistributionWithDpkgIsUnsupported() {
    var run =
        scan(
            new LayerBuilder()
                .file("etc/os-release", osRelease("frobnix", "7", ""))
                .file(DpkgStatus.PATH, openssl("1.0").render()));
    assertNotAssessed(run, "UNSUPPORTED", "distribution-not-supported");
  }

  @Test
  void slesWithAnRpmDatabaseIsNotClean() {
    var run =
        scan(
            new LayerBuilder()
                .file("etc/os-release", osRelease("sles", "15.5", ""))
                .file("usr/lib/sysimage/rpm/Packages.db", "RpmP"));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).containsAnyOf("UNSUPPORTED", "INCOMPLETE");
  }

  @Test
  void feedsOfTwoYearsAgoDoNotMakeAnImageOk() {
    breakwater.at("2026-03-01T00:00:00Z");
    var run = scan(debian("12", "bookworm", openssl("3.0.13-1~deb12u1")));
    assertNotAssessed(run, "INCOMPLETE", "advisories-outdated");
  }

  @Test
  void unsupportedPassesOnlyOnRequest() {
    image(new LayerBuilder().file("pause", "\u007fELF"));
    var run =
        breakwater.run(
            "scan",
            "oci:" + folder.resolve("image"),
            "--feeds",
            folder.resolve("feeds").toString(),
            "--allow-unsupported");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("UNSUPPORTED");
  }

  private void assertNotAssessed(CommandRun run, String status, String code) {
    assertThat(run.out()).contains(status);
    assertThat(run.exitCode()).isEqualTo(3);
    var json =
        breakwater.run(
            "scan",
            "oci:" + folder.resolve("image"),
            "--feeds",
            folder.resolve("feeds").toString(),
            "-f",
            "json");
    assertThat(json.out()).contains("\"status\":\"" + status + "\"", "\"code\":\"" + code + "\"");
    assertThat(json.exitCode()).isEqualTo(3);
  }

  private CommandRun scan(LayerBuilder layer) {
    image(layer);
    return breakwater.run(
        "scan", "oci:" + folder.resolve("image"), "--feeds", folder.resolve("feeds").toString());
  }

  private void image(LayerBuilder layer) {
    new ImageBuilder().layer(layer, "base").writeOciLayout(folder.resolve("image"), "latest");
  }

  private static DpkgStatus openssl(String version) {
    return new DpkgStatus().add("libssl3", version, "amd64").source("openssl");
  }

  private static LayerBuilder debian(String versionId, String codename, DpkgStatus status) {
    return new LayerBuilder()
        .file("etc/os-release", osRelease("debian", versionId, codename))
        .file(DpkgStatus.PATH, status.render());
  }

  private static LayerBuilder alpine(String versionId, ApkInstalled installed) {
    return new LayerBuilder()
        .file("etc/os-release", osRelease("alpine", versionId, ""))
        .file(ApkInstalled.PATH, installed.render());
  }

  private static String osRelease(String id, String versionId, String codename) {
    return "ID="
        + id
        + "\nVERSION_ID=\""
        + versionId
        + "\"\nPRETTY_NAME=\""
        + id
        + " "
        + versionId
        + "\"\n"
        + (codename.isEmpty() ? "" : "VERSION_CODENAME=" + codename + "\n");
  }
}
