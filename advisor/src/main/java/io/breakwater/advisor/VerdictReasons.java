package io.breakwater.advisor;

import io.breakwater.advisor.Verdict.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Words the outcome of matching as reasons of the verdict.
final class VerdictReasons {
  private VerdictReasons() {}

  static void issues(
      List<Finding> findings,
      List<ConfigurationIssue> configurationIssues,
      Policy policy,
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
      } else if (!advice(issue, policy)) {
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

  /// The worst configuration issue's action; the command for vulnerabilities stands by itself.
  private static String next(FixPlan fix, List<ConfigurationIssue> configurationIssues) {
    @Nullable ConfigurationIssue worst = null;
    for (var issue : configurationIssues) {
      if (issue.active() && (worst == null || issue.severity().compareTo(worst.severity()) > 0)) {
        worst = issue;
      }
    }
    if (worst != null) {
      return worst.correctiveAction();
    }
    return fix.commands().isEmpty() ? "" : fix.commands().getFirst();
  }

  /// Whether a configuration issue is too light to be one: nobody set it aside. Advice such as
  /// an image that names no user fits nearly every base image, and would leave none that is OK.
  private static boolean advice(ConfigurationIssue issue, Policy policy) {
    return issue.severity().compareTo(policy.configurationFrom()) < 0;
  }

  static Reason noIssues(
      List<Finding> findings, List<ConfigurationIssue> configurationIssues, boolean fixesOnly) {
    var rest = new ArrayList<String>();
    if (!findings.isEmpty()) {
      rest.add(
          findings.size() == 1
              ? "1 known vulnerability"
              : findings.size() + " known vulnerabilities");
    }
    if (!configurationIssues.isEmpty()) {
      rest.add(counted(configurationIssues.size(), "piece") + " of advice on the configuration");
    }
    var none = fixesOnly ? "no published fix is missing" : "no known vulnerabilities";
    var count = findings.size() + configurationIssues.size();
    var message =
        rest.isEmpty()
            ? none
            : "no issues; "
                + String.join(" and ", rest)
                + (count == 1 ? " does" : " do")
                + " not count, see below";
    return new Reason("no-issues", message, "");
  }

  private static String counted(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
