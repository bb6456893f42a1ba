package io.breakwater.assessments.harbor;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.FixPlan;
import io.breakwater.advisor.PolicyStatus;
import io.breakwater.advisor.Severity;
import io.breakwater.advisor.Standing;
import io.breakwater.advisor.Verdict;
import io.breakwater.advisor.version.VersionOrder;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Scope;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.Origin;
import io.breakwater.reports.ImageReport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which findings become lines of Harbor's list, and what these say.
class ListedTest {
  private static final String CVE = "CVE-2026-1001";
  private static final Advisory.Cvss OLD = cvss("2.0", 5.0);
  private static final Advisory.Cvss THREE = cvss("3.0", 7.0);
  private static final Advisory.Cvss NEWER = cvss("3.1", 7.5);
  private static final Advisory.Cvss FOUR = cvss("4.0", 9.0);

  private static Advisory.Cvss cvss(String version, double score) {
    return new Advisory.Cvss("nvd", version, "V" + version, score);
  }

  private static Finding finding(
      Standing standing, PolicyStatus status, @Nullable String fixed, String severity) {
    var installed =
        new InstalledPackage(
            Ecosystem.DEB,
            "libssl3",
            "1-1",
            "amd64",
            "openssl",
            "1-1",
            null,
            null,
            null,
            "/",
            new Origin(0, Optional.empty(), "", false));
    var state = fixed == null ? Advisory.State.AFFECTED : Advisory.State.FIXED;
    return new Finding(
        installed,
        new Advisory(
            "debian:12",
            "openssl",
            Advisory.Kind.SOURCE,
            CVE,
            List.of(),
            List.of(new Advisory.Notice("DSA-1", null, List.of("https://example.com/dsa"))),
            state,
            null,
            fixed,
            Advisory.Availability.PUBLIC,
            severity,
            List.of(OLD, THREE, NEWER, FOUR),
            null,
            null,
            List.of("https://example.com/cve", "no page"),
            "A flaw.",
            true,
            Scope.ANY,
            "debian",
            "openssl"),
        state,
        null,
        VersionOrder.DEB,
        null,
        List.of(),
        standing,
        status,
        List.of());
  }

  private static Finding active(@Nullable String fixed, String severity) {
    return finding(Standing.ISSUE, PolicyStatus.ACTIVE, fixed, severity);
  }

  private static ConfigurationIssue issue(boolean counts) {
    return new ConfigurationIssue(
        ConfigurationIssue.END_OF_LIFE,
        "Support has ended.",
        "Rebuild.",
        Severity.HIGH,
        "/etc/os-release",
        0,
        -1,
        null,
        counts,
        PolicyStatus.ACTIVE,
        List.of());
  }

  private static Assessment assessment(List<Finding> findings, List<ConfigurationIssue> issues) {
    var reason = new Verdict.Reason("some", "some", "");
    return new Assessment(
        Optional.empty(),
        Optional.empty(),
        new Verdict(Verdict.Status.FAIL, List.of(reason)),
        List.of(),
        List.of(),
        List.of(),
        findings,
        issues,
        List.of(),
        FixPlan.NONE,
        Optional.empty(),
        "none",
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<Listed> listed(Finding... findings) {
    return Listed.of(assessment(List.of(findings), List.of()));
  }

  @ParameterizedTest
  @EnumSource(Standing.class)
  void whatCountsAndWhatHasNoFixIsListed(Standing standing) {
    var expected =
        switch (standing) {
          case ISSUE, UNFIXED, SUBSCRIPTION -> 1;
          case KERNEL, BELOW_POLICY -> 0;
        };
    assertThat(listed(finding(standing, PolicyStatus.ACTIVE, null, "high"))).hasSize(expected);
    assertThat(listed(finding(standing, PolicyStatus.PARTIALLY_EXEMPT, null, "high")))
        .hasSize(expected);
    assertThat(listed(finding(standing, PolicyStatus.EXEMPT, null, "high"))).isEmpty();
  }

  @Test
  void ofTwoRowsOfAPackageTheWorseIsListed() {
    assertThat(listed(active("1-2", "low"), active("1-2", "high")))
        .extracting(Listed::severity)
        .containsExactly(Severity.HIGH);
    assertThat(listed(active("1-2", "high"), active("1-2", "low")))
        .extracting(Listed::severity)
        .containsExactly(Severity.HIGH);
    assertThat(listed(active("1-2", "high"), active(null, "high")))
        .extracting(Listed::fixed)
        .containsExactly("");
  }

  /// An image that fails for another reason than vulnerabilities must not look clean.
  @Test
  void issuesOfTheConfigurationThatFailTheImageAreListed() {
    var all = Listed.of(assessment(List.of(), List.of(issue(true), issue(false))));

    assertThat(all).hasSize(1);
    assertThat(all.getFirst().id()).isEqualTo(ConfigurationIssue.END_OF_LIFE);
    assertThat(all.getFirst().name()).isEqualTo("/etc/os-release");
    assertThat(all.getFirst().standing()).isEqualTo("configuration");
    assertThat(Listed.worst(all)).isEqualTo(Severity.HIGH);
  }

  @Test
  void withoutALineTheSeverityIsUnknown() {
    assertThat(Listed.worst(List.of())).isEqualTo(Severity.UNKNOWN);
  }

  @Test
  void severitiesAreHarborsWords() {
    assertThat(Severity.values())
        .extracting(HarborJson::word)
        .containsExactly("Unknown", "Negligible", "Low", "Medium", "High", "Critical");
  }

  @Test
  void aLineSaysFixLinksAndScores() throws Exception {
    var report =
        new ImageReport(
            "a/b",
            Optional.empty(),
            Optional.empty(),
            assessment(List.of(active("1-2", "important")), List.of()));
    var artifact = new ScannedArtifact("a/b", "sha256:1", "", "");
    var image = new ScannedImage(artifact, report, Instant.EPOCH, "1.2.3");
    var bytes = new ByteArrayOutputStream();
    Outcome.of(ReportKind.VULNERABILITIES, image).writeTo(bytes);

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith(
            "{\"generated_at\":\"1970-01-01T00:00:00Z\",\"artifact\":{\"repository\":\"a/b\","
                + "\"digest\":\"sha256:1\"},\"scanner\":{\"name\":\"Breakwater\","
                + "\"vendor\":\"Breakwater\",\"version\":\"1.2.3\"},\"severity\":\"High\","
                + "\"vulnerabilities\":[{\"id\":\"CVE-2026-1001\",\"package\":\"libssl3\","
                + "\"version\":\"1-1\",\"fix_version\":\"1-2\",\"severity\":\"High\","
                + "\"description\":\"A flaw.\",\"links\":[\"https://example.com/cve\","
                + "\"https://example.com/dsa\"],\"preferred_cvss\":{\"score_v3\":7.5,"
                + "\"vector_v3\":\"V3.1\",\"score_v2\":5.0,\"vector_v2\":\"V2.0\"},"
                + "\"vendor_attributes\":{\"standing\":\"issue\",")
        .endsWith("\"known_exploited\":true}}]}");
  }
}
