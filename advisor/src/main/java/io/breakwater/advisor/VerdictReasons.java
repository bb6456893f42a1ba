package io.breakwater.advisor;

import io.breakwater.advisor.Verdict.Reason;
import java.util.HashSet;
import java.util.List;

/// Words the outcome of matching as reasons of the verdict.
final class VerdictReasons {
  private VerdictReasons() {}

  static void issues(
      List<Finding> findings,
      List<ConfigurationIssue> configurationIssues,
      FixPlan fix,
      Judgement judgement) {
    var packages = new HashSet<String>();
    var active = 0;
    var exempt = 0;
    var below = 0;
    for (var finding : findings) {
      if (finding.active()) {
        active++;
        packages.add(finding.installed().name());
      } else if (finding.standing() == Standing.ISSUE) {
        exempt++;
      } else if (finding.standing() == Standing.BELOW_POLICY) {
        below++;
      }
    }
    var configuration = 0;
    for (var issue : configurationIssues) {
      if (issue.active()) {
        configuration++;
      } else if (issue.counts()) {
        exempt++;
      } else {
        below++;
      }
    }
    if (active + configuration > 0) {
      var message = activeMessage(active, packages.size(), configurationIssues);
      judgement.active("active-issues", message, next(fix, configurationIssues));
    }
    if (exempt > 0) {
      judgement.setAside("issues-exempt", counted(exempt, "issue") + " exempt");
    }
    if (below > 0) {
      judgement.setAside(
          "issues-below-policy", counted(below, "issue") + " that the policy does not count");
    }
  }

  private static String activeMessage(
      int vulnerabilities, int packages, List<ConfigurationIssue> configurationIssues) {
    var active = configurationIssues.stream().filter(ConfigurationIssue::active).toList();
    var configuration = active.size();
    var endOfLife =
        configuration == 1 && active.getFirst().id().equals(ConfigurationIssue.END_OF_LIFE);
    var text = new StringBuilder();
    if (vulnerabilities > 0) {
      text.append(vulnerabilities)
          .append(vulnerabilities == 1 ? " vulnerability" : " vulnerabilities");
      text.append(" in ").append(counted(packages, "package"));
    }
    if (configuration > 0) {
      text.append(text.isEmpty() ? "" : " and ");
      text.append(
          endOfLife
              ? "a release past its end of life"
              : counted(configuration, "configuration issue"));
    }
    return text.toString();
  }

  private static String next(FixPlan fix, List<ConfigurationIssue> configurationIssues) {
    for (var issue : configurationIssues) {
      if (issue.active()) {
        return issue.correctiveAction();
      }
    }
    return fix.commands().isEmpty() ? "" : fix.commands().getFirst();
  }

  static Reason noIssues(List<Finding> findings, boolean fixesOnly) {
    var rest = findings.size();
    var none = fixesOnly ? "no published fix is missing" : "no known vulnerabilities";
    return new Reason(
        "no-issues", rest == 0 ? none : "no issues; " + doNotCount(rest) + ", see below", "");
  }

  private static String doNotCount(int rest) {
    return rest == 1
        ? "1 known vulnerability does not count"
        : rest + " known vulnerabilities do not count";
  }

  private static String counted(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
