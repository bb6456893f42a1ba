package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What fails an image, and with which exit code.
class ScanPolicyTest {
  @TempDir private Path folder = Path.of("");
  private Scans scans = new Scans(folder, folder);

  @BeforeEach
  void feedsAreThere() {
    scans = new Scans(folder, SampleFeeds.all().writeTo(folder.resolve("all"), Packing.NONE));
    scans.breakwater().at(SampleFeeds.NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "none, 0, WARN",
    "issues, 1, FAIL",
    "severity=critical, 1, FAIL", // nobody has stated a severity, so it may be this one
    "known-exploited, 1, FAIL",
    "unfixed, 1, FAIL"
  })
  void anImageWithIssuesFailsAsThePolicySays(String failOn, int exitCode, String status) {
    assertVerdict(SampleImages.vulnerableDebian(), failOn, exitCode, status);
  }

  @ParameterizedTest
  @CsvSource({
    "severity=high, 1, FAIL",
    "severity=low, 1, FAIL",
    "severity=critical, 0, WARN",
    "known-exploited, 0, WARN"
  })
  void statedSeveritiesAreObeyed(String failOn, int exitCode, String status) {
    var image = SampleImages.ubuntu("22.04", "jammy", SampleImages.vulnerableUbuntu());
    assertVerdict(image, failOn, exitCode, status);
  }

  @ParameterizedTest
  @CsvSource({"issues, 0, OK", "unfixed, 1, FAIL", "none, 0, OK"})
  void anImageWithUnfixedOnesOnlyFailsOnRequest(String failOn, int exitCode, String status) {
    var fixed = new DpkgStatus().add("libssl3", "3.0.13-1~deb12u1", "amd64").source("openssl");
    var run = scans.scan(SampleImages.debian(fixed), "--fail-on", failOn, "-f", "json");
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(JsonOf.valid(run.out()).text("/verdict/status")).isIn(status, "WARN");
  }

  @Test
  void nothingOfThePolicyMakesTheUnknownPass() {
    for (var failOn : new String[] {"none", "issues", "known-exploited", "severity=critical"}) {
      var run = scans.scan(SampleImages.debian(), "--fail-on", failOn);
      assertThat(run.exitCode()).as(failOn).isEqualTo(3);
      assertThat(run.out()).contains("INCOMPLETE");
      var allowed = scans.scan(SampleImages.debian(), "--allow-unsupported");
      assertThat(allowed.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void kernelPackagesCountOnRequest() {
    var feeds =
        SampleFeeds.all()
            .debianFixed("linux", "CVE-2024-0009", "bookworm", "6.1.90-1")
            .writeTo(folder.resolve("kernel"), Packing.NONE);
    var image =
        SampleImages.debian(
            new DpkgStatus().add("linux-libc-dev", "6.1.76-1", "amd64").source("linux"));
    var other = new Scans(folder, feeds);
    other.breakwater().at(SampleFeeds.NOW);
    var run = other.scan(image);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("--show kernel");
    assertThat(other.scan(image, "--show", "kernel").out()).contains("CVE-2024-0009");
    assertThat(other.scan(image, "--count-kernel").exitCode()).isEqualTo(1);
  }

  @Test
  void theAgeOfFeedsIsBoundedByTheUser() {
    scans.breakwater().at("2025-02-20T00:00:00Z");
    var image = SampleImages.cleanDebian();
    assertThat(scans.scan(image).exitCode()).isZero();
    var strict = scans.scan(image, "--max-feed-age", "30");
    assertThat(strict.exitCode()).isEqualTo(3);
    assertThat(strict.out()).contains("INCOMPLETE", "feeds update");
  }

  @Test
  void feedsOlderThanAWeekAreWarnedAbout() {
    scans.breakwater().at("2025-02-20T00:00:00Z");
    var json = scans.scan(SampleImages.cleanDebian(), "-f", "json");
    assertThat(JsonOf.valid(json.out()).texts("/warnings/*/code")).contains("stale-feed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sometimes", "severity=", "severity=awful", ""})
  void anUnknownPolicyIsAUsageError(String failOn) {
    var run = scans.scan(SampleImages.cleanDebian(), "--fail-on", failOn);
    Scans.assertRefused(run, 2, "usage");
    assertThat(run.err()).contains("known-exploited");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--max-feed-age=0",
        "--show=everything",
        "--format=xml",
        "--format=json=",
        "--limit=bytes=1",
        "--limit=entries=0",
        "--mirror=nothing",
        "--platform=linux",
        "--platform=a/b/c/d"
      })
  void aValueThatMeansNothingIsAUsageError(String option) {
    Scans.assertRefused(scans.scan(SampleImages.cleanDebian(), option), 2, "usage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--max-feed-age=many", "--limit=entries=many", "--limit=entries"})
  void aValueThatIsNoNumberIsAUsageError(String option) {
    Scans.assertRefused(scans.scan(SampleImages.cleanDebian(), option), 2, "usage");
  }

  @Test
  void onePlatformAndAllOfThemIsAUsageError() {
    var run =
        scans.scan(SampleImages.cleanDebian(), "--platform", "linux/amd64", "--all-platforms");
    Scans.assertRefused(run, 2, "usage");
  }

  private void assertVerdict(LayerBuilder image, String failOn, int exitCode, String status) {
    var run = scans.scan(image, "--fail-on", failOn, "-f", "json");
    assertThat(run.err()).isEmpty();
    assertThat(JsonOf.valid(run.out()).text("/verdict/status")).isEqualTo(status);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(scans.scan(image, "--fail-on", failOn).out()).contains(status);
  }
}
