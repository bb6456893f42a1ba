package io.breakwater.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextReportTest {
  @Test
  void verdictFixAndIssuesComeInOrder() throws IOException {
    assertThat(lines(SampleReports.failing(), ReportOptions.PLAIN))
        .containsExactly(
            "sample:1  linux/amd64  " + SampleReports.DIGEST,
            "Debian 12 (bookworm), supported until 2028-06-30, 3 packages",
            "",
            "FAIL  2 vulnerabilities in 1 package.",
            "",
            "Fix: this upgrade clears 2 of 2 issues",
            "  apt-get update && apt-get install -y --only-upgrade libssl3",
            "  or in the Dockerfile",
            "  RUN apt-get update && apt-get install -y --only-upgrade libssl3"
                + " && rm -rf /var/lib/apt/lists/*",
            "  All of these packages are the base image's: building on a newer one may do the"
                + " same.",
            "",
            "  openssl  to 3.0.15-1  clears 2  known exploited  DSA-1-1",
            "",
            "Upgrading does not help with",
            "  1  the distribution will not fix it  remove what is not used, or build on another"
                + " release  bash",
            "",
            "Vulnerable packages",
            "  openssl  3.0.11-1  in libssl3  layer 1 (base image)",
            "    CVE-2024-3  low   known exploited  fixed in 3.0.13-1  DSA-1-1",
            "    CVE-2024-4  high                   fixed in 3.0.15-1  DSA-1-1",
            "",
            "Not shown",
            "  1 without a published fix                             --show unfixed",
            "  1 in kernel packages, which a container does not run  --show kernel",
            "",
            "Advisories",
            "  debian  2026-11-01  20 days old  stale",
            "  kev     2026-11-21  0 days old");
  }

  @Test
  void sectionsAreShownOnRequest() throws IOException {
    var options = ReportOptions.PLAIN.withSections(ReportOptions.Section.all());
    assertThat(lines(SampleReports.failing(), options))
        .contains(
            "Without a published fix",
            "    CVE-2024-1  low  will not fix (ignored: minor)  DSA-1-1",
            "In kernel packages")
        .doesNotContain("Not shown");
  }

  @Test
  void openIssuesOfRedHatStandByWhatItSaysOfThem() throws IOException {
    var options = ReportOptions.PLAIN.withSections(ReportOptions.Section.all());
    assertThat(lines(SampleReports.redHat(), options))
        .containsSubsequence(
            "Without a published fix",
            "  Out of support scope: 1 issue in 1 source package",
            "    glibc  2.28-251.el8  in glibc, glibc-common",
            "      low        CVE-2023-4",
            "  Will not fix: 3 issues in 1 source package",
            "    glibc  2.28-251.el8  in glibc, glibc-common",
            "      moderate   CVE-2023-2",
            "      low        CVE-2023-3, CVE-2023-1");
    assertThat(lines(SampleReports.redHat(), options.withExplain(true)))
        .contains(
            "    CVE-2023-4  low       out of support scope",
            "      speaks of cpe:/o:redhat:enterprise_linux:8",
            "      speaks of module nodejs:16, cpe:/a:redhat:enterprise_linux:8::appstream");
  }

  @Test
  void packagesThatAreNotJudgedAreNamedWithTheOptionThatAcceptsThem() throws IOException {
    assertThat(lines(SampleReports.redHat(), ReportOptions.PLAIN))
        .containsSubsequence(
            "  nodejs  to 1:16.14.0-5.module+el8.6.0+1+b  clears 1  stays in module nodejs:16"
                + "  RHSA-2023:0001",
            "Not judged: no advisories at hand speak of them",
            "  1 package of Fedora Project (EPEL)  --accept-vendor 'Fedora Project'",
            "    htop");
  }

  @Test
  void noticesOfCentosStandBesideRedHats() throws IOException {
    assertThat(lines(SampleReports.centos(), ReportOptions.PLAIN))
        .contains("    CVE-2023-6  low  fixed in 4.2-35.el7_9  RHSA-2023:0001 (CESA-2023:0001)");
  }

  @Test
  void endOfLifeSaysWhatCoverageIsLeft() throws IOException {
    assertThat(lines(SampleReports.endOfLife(), ReportOptions.PLAIN))
        .contains(
            "Debian 11 (bullseye), end of life since 2026-08-31, 1 package",
            "FAIL  A release past its end of life.",
            "      Rebuild the image on a supported release. Fixes for this one: Debian ELTS until"
                + " 2031-06-30, for subscribers.",
            "  system_configuration:os.end_of_life  high",
            "    /etc/os-release");
  }

  @Test
  void exemptionsThatTakeIssuesOutAreToldOnRequest() throws IOException {
    assertThat(lines(SampleReports.exempt(), ReportOptions.PLAIN))
        .noneMatch(line -> line.contains("accepted until spring"));
    assertThat(
            lines(
                SampleReports.exempt(),
                ReportOptions.PLAIN.withSections(Set.of(ReportOptions.Section.EXEMPT))))
        .containsSubsequence(
            "Exemptions", "  cve CVE-2024-4; accepted until spring; matches 2 issues");
  }

  @Test
  void explanationsNameEvidenceRowAndComparison() throws IOException {
    assertThat(lines(SampleReports.failing(), ReportOptions.PLAIN.withExplain(true)))
        .contains(
            "      evidence  /var/lib/dpkg/status, layer 1: RUN apt-get install openssl",
            "      advisory  debian of 2026-11-01, record openssl/CVE-2024-3, debian:12",
            "      compared  3.0.11-1 < 3.0.13-1 (deb order)",
            "      counts    yes, no exemption applies");
  }

  @Test
  void linesFitTheWidth() throws IOException {
    var options =
        ReportOptions.PLAIN
            .withSections(ReportOptions.Section.all())
            .withExplain(true)
            .withTerminal(72, false);
    assertThat(lines(SampleReports.failing(), options))
        .filteredOn(line -> !line.contains("sha256:"))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72))
        .noneMatch(line -> line.endsWith(" "));
  }

  @Test
  void nothingIsCutWhereTheWidthIsNotKnown() throws IOException {
    var history = "RUN " + "long ".repeat(100);
    assertThat(
            lines(
                SampleReports.failing("libssl3", history.strip()),
                ReportOptions.PLAIN.withExplain(true)))
        .anyMatch(line -> line.endsWith(history.strip()));
  }

  @Test
  void hostileTextDoesNotReachTheTerminal() throws IOException {
    var hostile = "\u001b]0;x\u0007\u202e\n\r\udc9b31m\u009b";
    var options = ReportOptions.PLAIN.withSections(ReportOptions.Section.all()).withExplain(true);
    var text = String.join("\n", lines(SampleReports.failing(hostile, hostile), options));
    assertThat(text).doesNotContain("\u001b", "\u0007", "\u202e", "\r", "\udc9b", "\u009b");
    assertThat(text).contains("\\x1b]0;x\\x07\\u{202e} \\x0d\\x9b31m\\x9b");
  }

  @Test
  void coloursAppearOnlyWhereAskedFor() throws IOException {
    var plain = String.join("\n", lines(SampleReports.failing(), ReportOptions.PLAIN));
    var coloured =
        String.join(
            "\n", lines(SampleReports.failing(), ReportOptions.PLAIN.withTerminal(0, true)));
    assertThat(plain).doesNotContain("\u001b");
    assertThat(coloured).contains("\u001b[1;31mFAIL\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @Test
  void anIndexListsItsPlatformsFirst() throws IOException {
    var out = new StringBuilder();
    var index =
        new IndexReport(
            "sample", Optional.empty(), List.of(SampleReports.clean(), SampleReports.failing()));
    TextReport.write(index, ReportOptions.PLAIN, out);
    assertThat(out.toString().lines())
        .startsWith(
            "sample  2 platforms",
            "  linux/amd64     OK           No known vulnerabilities.",
            "  linux/amd64     FAIL         2 vulnerabilities in 1 package.");
  }

  @Test
  void everyOtherVerdictHasItsReasonOnTop() throws IOException {
    assertThat(lines(SampleReports.clean(), ReportOptions.PLAIN))
        .contains("OK  No known vulnerabilities.");
    assertThat(lines(SampleReports.unsupported(), ReportOptions.PLAIN))
        .anyMatch(line -> line.startsWith("UNSUPPORTED  Acme is not a distribution"));
    assertThat(lines(SampleReports.scratch(), ReportOptions.PLAIN))
        .contains("root file system", "No known release, 0 packages")
        .anyMatch(line -> line.startsWith("UNSUPPORTED  No operating system in the image"));
  }

  @Test
  void aReleaseWithoutItsOpenIssuesIsNamed() throws IOException {
    assertThat(lines(SampleReports.fixesOnly(), ReportOptions.PLAIN))
        .contains(
            "FAIL  A release past its end of life.",
            "  For Debian 10 (buster) only fixes are published: issues without a fix are unknown.");
    assertThat(lines(SampleReports.clean(), ReportOptions.PLAIN))
        .noneMatch(line -> line.contains("only fixes are published"));
  }

  private static List<String> lines(ImageReport report, ReportOptions options) throws IOException {
    var out = new StringBuilder();
    TextReport.write(report, options, out);
    assertThat(out.toString()).endsWith("\n");
    return out.toString().lines().toList();
  }
}
