package io.breakwater.advisor;

import java.util.HashSet;
import java.util.Set;

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
/// @param notJudged packages that no advisory at hand speaks of, accepted or not
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
    int knownExploited,
    int notJudged) {

  static Counts of(Assessment assessment) {
    var tally = new Tally();
    assessment.findings().forEach(tally::add);
    assessment.configurationIssues().forEach(tally::add);
    return new Counts(
        assessment.packages().size(),
        tally.vulnerabilities + tally.configuration,
        tally.vulnerabilities,
        tally.configuration,
        tally.exempt,
        tally.unfixed,
        tally.subscription,
        tally.kernel,
        tally.belowPolicy,
        tally.cves.size(),
        tally.knownExploited,
        assessment.notJudged().stream().mapToInt(one -> one.packages().size()).sum());
  }

  private static final class Tally {
    private final Set<String> cves = new HashSet<>();
    private int vulnerabilities;
    private int configuration;
    private int exempt;
    private int unfixed;
    private int subscription;
    private int kernel;
    private int belowPolicy;
    private int knownExploited;

    void add(Finding finding) {
      switch (finding.standing()) {
        case ISSUE -> addIssue(finding);
        case UNFIXED -> unfixed++;
        case SUBSCRIPTION -> subscription++;
        case KERNEL -> kernel++;
        case BELOW_POLICY -> belowPolicy++;
      }
    }

    private void addIssue(Finding finding) {
      if (finding.active()) {
        vulnerabilities++;
        cves.add(finding.cve());
        knownExploited += finding.advisory().knownExploited() ? 1 : 0;
      } else {
        exempt++;
      }
    }

    void add(ConfigurationIssue issue) {
      if (issue.active()) {
        configuration++;
      } else if (issue.counts()) {
        exempt++;
      } else {
        belowPolicy++;
      }
    }
  }
}
