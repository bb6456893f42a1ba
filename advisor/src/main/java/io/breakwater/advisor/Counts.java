package io.breakwater.advisor;

import java.util.HashSet;

/// The numbers of an assessment. A vulnerability is one CVE in one installed package.
///
/// @param packages installed
/// @param issues what fails the policy: active vulnerabilities and configuration issues
/// @param vulnerabilities active vulnerabilities
/// @param configuration active configuration issues
/// @param exempt issues of both kinds that an exemption takes out
/// @param unfixed vulnerabilities without a published fix, which do not count
/// @param subscription those whose fix needs a subscription
/// @param kernel those in the kernel's packages
/// @param belowPolicy fixed ones and configuration issues that the policy does not ask for
/// @param cves distinct CVEs among the active vulnerabilities
/// @param knownExploited active vulnerabilities known to be exploited
public record Counts(
    int packages,
    int issues,
    int vulnerabilities,
    int configuration,
    int exempt,
    int unfixed,
    int subscription,
    int kernel,
    int belowPolicy,
    int cves,
    int knownExploited) {

  static Counts of(Assessment assessment) {
    var byStanding = new int[Standing.values().length];
    var vulnerabilities = 0;
    var exempt = 0;
    var exploited = 0;
    var cves = new HashSet<String>();
    for (var finding : assessment.findings()) {
      if (finding.active()) {
        vulnerabilities++;
        cves.add(finding.cve());
        exploited += finding.advisory().knownExploited() ? 1 : 0;
      } else if (finding.standing() == Standing.ISSUE) {
        exempt++;
      } else {
        byStanding[finding.standing().ordinal()]++;
      }
    }
    var configuration = 0;
    var belowPolicy = byStanding[Standing.BELOW_POLICY.ordinal()];
    for (var issue : assessment.configurationIssues()) {
      if (issue.active()) {
        configuration++;
      } else if (issue.counts()) {
        exempt++;
      } else {
        belowPolicy++;
      }
    }
    return new Counts(
        assessment.packages().size(),
        vulnerabilities + configuration,
        vulnerabilities,
        configuration,
        exempt,
        byStanding[Standing.UNFIXED.ordinal()],
        byStanding[Standing.SUBSCRIPTION.ordinal()],
        byStanding[Standing.KERNEL.ordinal()],
        belowPolicy,
        cves.size(),
        exploited);
  }
}
