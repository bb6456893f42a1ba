package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the reports of a scan say, field by field.
class ScanReportTest {
  @TempDir private Path folder = Path.of("");
  private Scans scans = new Scans(folder, folder);

  @BeforeEach
  void feedsAreThere() {
    scans = new Scans(folder, SampleFeeds.all().writeTo(folder.resolve("all"), Packing.GZIP));
    scans.breakwater().at(SampleFeeds.NOW);
    SampleFeeds.dated(scans.feeds().resolve("alpine/v3.20/main.json"), "2025-01-13T00:00:00Z");
  }

  @Test
  void debianIsReportedFieldByField() {
    var layer = SampleImages.vulnerableDebian().build(Compression.GZIP);
    var image = new ImageBuilder().layer(layer, "RUN everything");
    var digest = image.writeOciLayout(scans.layout(), "latest");
    var run = scans.scan("oci:" + scans.layout() + ":latest", "-f", "json");
    assertThat(run.exitCode()).isEqualTo(1);
    var report = JsonOf.valid(run.out());
    assertThat(report.number("/schemaVersion")).isEqualTo(1);
    assertThat(report.text("/image")).isEqualTo("oci:" + scans.layout() + ":latest");
    assertThat(report.text("/digest")).isEqualTo(digest);
    assertThat(report.text("/platform")).isEqualTo("linux/amd64");
    assertThat(report.text("/os/id")).isEqualTo("debian");
    assertThat(report.text("/os/versionId")).isEqualTo("12");
    assertThat(report.text("/os/codename")).isEqualTo("bookworm");
    assertThat(report.text("/os/prettyName")).isEqualTo("Debian GNU/Linux 12 (bookworm)");
    assertThat(report.text("/os/endOfLife")).isEqualTo("2028-06-30");
    assertThat(report.at("/os/supported").asBoolean()).isTrue();
    assertThat(report.text("/verdict/status")).isEqualTo("FAIL");
    assertThat(report.text("/verdict/reasons/0/code")).isEqualTo("active-issues");
    assertThat(report.number("/counts/packages")).isEqualTo(4);
    assertThat(report.texts("/advisories/feeds/*/name")).containsExactly("debian", "kev");
    assertThat(report.texts("/advisories/feeds/*/stale")).containsOnly("false");
    assertThat(report.tree().has("packages")).isFalse();
    var origin = report.at("/vulnerabilities/0/origin");
    assertThat(origin.at("/layer").asInt()).isZero();
    assertThat(origin.at("/layerDigest").asText()).isEqualTo(layer.digest());
    assertThat(origin.at("/createdBy").asText()).isEqualTo("RUN everything");
  }

  @Test
  void whatIsKnownToBeExploitedComesFirst() {
    var report = json(SampleImages.vulnerableDebian());
    assertThat(report.text("/vulnerabilities/0/cve")).isEqualTo("CVE-2024-0003");
    assertThat(report.at("/vulnerabilities/0/knownExploited").asBoolean()).isTrue();
    var text = scans.scan(SampleImages.vulnerableDebian()).out();
    assertThat(text.indexOf("CVE-2024-0003"))
        .isPositive()
        .isLessThan(text.indexOf("CVE-2024-0001"));
  }

  @Test
  void debianFindingsAreOnePerIssueAndPackage() {
    var report = json(SampleImages.vulnerableDebian());
    assertThat(findings(report))
        .containsExactlyInAnyOrder(
            "CVE-2024-0001 libssl3 fixed issue",
            "CVE-2024-0001 openssl fixed issue",
            "CVE-2024-0002 libssl3 affected unfixed",
            "CVE-2024-0002 openssl affected unfixed",
            "CVE-2024-0003 bash fixed issue",
            "CVE-2024-0004 bash will-not-fix unfixed");
    assertThat(report.number("/counts/issues")).isEqualTo(3);
    assertThat(report.number("/counts/unfixed")).isEqualTo(3);
    assertThat(report.number("/fix/clears")).isEqualTo(3);
    assertThat(report.text("/fix/commands/0")).contains("--only-upgrade", "bash", "libssl3");
    var openssl = finding(report, "CVE-2024-0001", "libssl3");
    assertThat(openssl.text("/fixedVersion")).isEqualTo("3.0.13-1~deb12u1");
    assertThat(openssl.text("/fixAvailability")).isEqualTo("public");
    assertThat(openssl.text("/notices/0/id")).isEqualTo("DSA-5701-1");
    assertThat(openssl.text("/correctiveAction"))
        .isEqualTo("Upgrade libssl3 to >= 3.0.13-1~deb12u1");
    assertThat(openssl.text("/package/purl"))
        .startsWith("pkg:deb/debian/libssl3@3.0.11-1~deb12u1?")
        .contains("arch=amd64", "distro=debian-12", "upstream=openssl");
  }

  @Test
  void alpineFindingsFollowTheOrigin() {
    var report = json(SampleImages.vulnerableAlpine());
    assertThat(findings(report))
        .containsExactlyInAnyOrder(
            "CVE-2024-0201 busybox fixed issue", "CVE-2024-0201 ssl_client fixed issue");
    assertThat(report.text("/os/endOfLife")).isEqualTo("2026-04-01");
    assertThat(report.text("/fix/commands/0")).contains("apk", "busybox");
    assertThat(finding(report, "CVE-2024-0201", "ssl_client").text("/package/source"))
        .isEqualTo("busybox");
  }

  @Test
  void ubuntuFindingsHaveSeverityScoreAndNotice() {
    var report = json(SampleImages.ubuntu("22.04", "jammy", SampleImages.vulnerableUbuntu()));
    var openssl = finding(report, "CVE-2024-0101", "libssl3");
    assertThat(openssl.text("/severity")).isEqualTo("high");
    assertThat(openssl.at("/cvss/0/score").asDouble()).isEqualTo(7.5);
    assertThat(openssl.text("/notices/0/id")).isEqualTo("USN-6622-1");
    assertThat(report.text("/os/endOfLife")).isNotEmpty();
    assertThat(report.texts("/os/extendedSupport/*")).anyMatch(text -> text.contains("Pro"));
  }

  @Test
  void fixesForSubscribersAreToldApartAndDoNotCount() {
    var image = SampleImages.ubuntu("22.04", "jammy", SampleImages.vulnerableUbuntu());
    var report = json(image);
    assertThat(findings(report))
        .containsExactlyInAnyOrder(
            "CVE-2024-0101 libssl3 fixed issue",
            "CVE-2024-0102 ffmpeg fixed subscription",
            "CVE-2024-0103 libssl3 affected unfixed");
    assertThat(finding(report, "CVE-2024-0102", "ffmpeg").text("/fixAvailability"))
        .isEqualTo("ubuntu-pro");
    assertThat(report.number("/counts/subscription")).isEqualTo(1);
    assertThat(report.number("/counts/issues")).isEqualTo(1);
    var text = scans.scan(image, "--show", "subscription");
    assertThat(text.out()).contains("CVE-2024-0102", "Pro");
  }

  @Test
  void fixesForSubscribersCountInAnImageOfASubscriber() {
    var status = SampleImages.vulnerableUbuntu().add("curl", "7.81.0-1ubuntu1.20+esm1", "amd64");
    var report = json(SampleImages.ubuntu("22.04", "jammy", status));
    assertThat(findings(report)).contains("CVE-2024-0102 ffmpeg fixed issue");
    assertThat(report.number("/counts/issues")).isEqualTo(2);
  }

  @Test
  void unfixedOnesAreCountedAndShownOnRequest() {
    var image = SampleImages.vulnerableDebian();
    assertThat(scans.scan(image).out())
        .doesNotContain("CVE-2024-0002")
        .contains("3 without a published fix", "--show unfixed");
    for (var option : List.of("--show=unfixed", "--unfixed", "--show=all")) {
      assertThat(scans.scan(image, option).out()).contains("CVE-2024-0002", "CVE-2024-0004");
    }
  }

  @Test
  void explanationsNameEvidenceRecordAndComparison() {
    var report = json(SampleImages.vulnerableDebian(), "--explain");
    var openssl = finding(report, "CVE-2024-0001", "libssl3");
    assertThat(openssl.text("/explanation/evidence/file")).isEqualTo("/var/lib/dpkg/status");
    assertThat(openssl.text("/explanation/advisory/feed")).isEqualTo("debian");
    assertThat(openssl.text("/explanation/advisory/release")).isEqualTo("debian:12");
    assertThat(openssl.text("/explanation/comparison/installed")).isEqualTo("3.0.11-1~deb12u1");
    assertThat(openssl.text("/explanation/comparison/fixed")).isEqualTo("3.0.13-1~deb12u1");
    assertThat(openssl.text("/explanation/comparison/result")).isEqualTo("<");
    var text = scans.scan(SampleImages.vulnerableDebian(), "--explain").out();
    assertThat(text).contains("/var/lib/dpkg/status", "3.0.11-1~deb12u1");
  }

  @Test
  void packagesAreListedOnRequest() {
    var report = json(SampleImages.vulnerableDebian(), "--packages");
    assertThat(report.texts("/packages/*/name"))
        .containsExactly("bash", "libssl3", "openssl", "tzdata");
    assertThat(report.texts("/packages/*/sourceVersion")).contains("5.2.15-2");
    assertThat(report.texts("/packages/*/purl")).allMatch(purl -> purl.startsWith("pkg:deb/"));
  }

  @Test
  void theTimeIsInTheReportOnRequest() {
    assertThat(json(SampleImages.cleanDebian()).tree().has("timestamp")).isFalse();
    assertThat(json(SampleImages.cleanDebian(), "--timestamp").text("/timestamp"))
        .isEqualTo(SampleFeeds.NOW);
  }

  @Test
  void anIndexGivesAReportPerPlatform() {
    var digest =
        new IndexBuilder()
            .add(new ImageBuilder().layer(SampleImages.vulnerableDebian()))
            .add(
                new ImageBuilder()
                    .layer(SampleImages.cleanDebian().file("arch", "arm64"))
                    .platform("linux", "arm64"))
            .writeOciLayout(scans.layout(), "multi");
    var all = scans.scan("oci:" + scans.layout(), "--all-platforms", "-f", "json");
    assertThat(all.exitCode()).isEqualTo(1);
    var report = JsonOf.valid(all.out());
    assertThat(report.text("/digest")).isEqualTo(digest);
    assertThat(report.text("/verdict/status")).isEqualTo("FAIL");
    assertThat(report.texts("/platforms/*/platform")).containsExactly("linux/amd64", "linux/arm64");
    assertThat(report.texts("/platforms/*/verdict/status")).containsExactly("FAIL", "OK");
    var one = scans.scan("oci:" + scans.layout(), "--platform", "linux/arm64", "-f", "json");
    assertThat(one.exitCode()).isZero();
    assertThat(JsonOf.valid(one.out()).text("/platform")).isEqualTo("linux/arm64");
  }

  @Test
  void aPlatformThatCannotBeReadMakesTheIndexIncomplete() {
    new IndexBuilder()
        .add(new ImageBuilder().layer(SampleImages.cleanDebian()))
        .add(
            new ImageBuilder()
                .layer(new LayerBuilder().file("x", "y"))
                .damage(0, new io.breakwater.testkit.images.Damage.Missing())
                .platform("linux", "arm64"))
        .writeOciLayout(scans.layout(), "multi");
    var run = scans.scan("oci:" + scans.layout(), "--all-platforms", "-f", "json");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(JsonOf.valid(run.out()).text("/verdict/status")).isEqualTo("INCOMPLETE");
  }

  private JsonOf json(LayerBuilder layer, String... more) {
    var args = new java.util.ArrayList<>(List.of(more));
    args.addAll(List.of("-f", "json"));
    return JsonOf.valid(scans.scan(layer, args.toArray(String[]::new)).out());
  }

  private static List<String> findings(JsonOf report) {
    var found = new java.util.ArrayList<String>();
    for (var one : report.at("/vulnerabilities")) {
      found.add(
          "%s %s %s %s"
              .formatted(
                  one.at("/cve").asText(),
                  one.at("/package/name").asText(),
                  one.at("/state").asText(),
                  one.at("/standing").asText()));
    }
    return found;
  }

  private static JsonOf finding(JsonOf report, String cve, String name) {
    for (var one : report.at("/vulnerabilities")) {
      if (one.at("/cve").asText().equals(cve) && one.at("/package/name").asText().equals(name)) {
        return new JsonOf(one);
      }
    }
    throw new AssertionError(cve + " of " + name + " is not in " + report.tree());
  }
}
