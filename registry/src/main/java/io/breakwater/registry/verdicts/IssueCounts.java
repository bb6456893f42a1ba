package io.breakwater.registry.verdicts;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.Standing;
import java.util.HashSet;

/// How many issues an image has, counted as the entries of a Vulnerability Advisor report are: a
/// CVE once, however many of the image's packages have it, and each configuration issue.
///
/// What counts and what is exempt are told apart: the original's `issue_count` is [#issues()],
/// its `exempt_issue_count` is [#exempt()], and nothing is in both. (Of security notices the
/// original gives a count, an exempt count and a total, which is the sum of the two.) An image
/// with exempt issues alone thus has no issue, which is what WARN says.
///
/// @param vulnerabilities CVEs that count in at least one package; those that are exempt in part
///     are among them
/// @param exemptVulnerabilities CVEs that would count, and are exempt wherever they are
/// @param configuration configuration issues that count
/// @param exemptConfiguration those that would, and are exempt
/// @param findings what counts as `breakwater scan` and the header `Breakwater-Verdict` count it:
///     a CVE once for each package that has it, and each configuration issue
public record IssueCounts(
    int vulnerabilities,
    int exemptVulnerabilities,
    int configuration,
    int exemptConfiguration,
    int findings) {
  /// No issue of any kind; also where nothing is known.
  public static final IssueCounts NONE = new IssueCounts(0, 0, 0, 0);

  public IssueCounts {
    if (vulnerabilities < 0
        || exemptVulnerabilities < 0
        || configuration < 0
        || exemptConfiguration < 0
        || findings < 0) {
      throw new IllegalArgumentException("a number of issues is not negative");
    }
  }

  /// Where each CVE is in one package.
  public IssueCounts(
      int vulnerabilities, int exemptVulnerabilities, int configuration, int exemptConfiguration) {
    this(
        vulnerabilities,
        exemptVulnerabilities,
        configuration,
        exemptConfiguration,
        vulnerabilities + configuration);
  }

  /// What counts.
  public int issues() {
    return vulnerabilities + configuration;
  }

  /// What would count and is exempt.
  public int exempt() {
    return exemptVulnerabilities + exemptConfiguration;
  }

  static IssueCounts of(Assessment assessment) {
    var active = new HashSet<String>();
    var all = new HashSet<String>();
    for (Finding finding : assessment.findings()) {
      if (finding.standing() == Standing.ISSUE) {
        all.add(finding.cve());
        if (finding.active()) {
          active.add(finding.cve());
        }
      }
    }
    var configuration = 0;
    var exempt = 0;
    for (var issue : assessment.configurationIssues()) {
      configuration += issue.active() ? 1 : 0;
      exempt += issue.counts() && !issue.active() ? 1 : 0;
    }
    return new IssueCounts(
        active.size(),
        all.size() - active.size(),
        configuration,
        exempt,
        assessment.counts().issues());
  }
}
