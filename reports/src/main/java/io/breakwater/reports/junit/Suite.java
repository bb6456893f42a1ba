package io.breakwater.reports.junit;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.PolicyStatus;
import io.breakwater.advisor.Standing;
import io.breakwater.advisor.Verdict;
import io.breakwater.configuration.Outcome;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.Printable;
import io.breakwater.reports.ReportOptions;
import io.breakwater.reports.VexStatement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The test suite of one image.
record Suite(ImageReport report, List<Case> cases) {
  private static final String SYSTEM = "system_configuration:";

  static Suite of(ImageReport report) {
    var cases = new ArrayList<Case>();
    cases.add(assessment(report.assessment().verdict()));
    packages(report.assessment(), cases);
    configuration(report.assessment(), cases);
    return new Suite(report, cases);
  }

  private static Case assessment(Verdict verdict) {
    var result =
        switch (verdict.status()) {
          case OK, WARN, FAIL -> Case.PASSED;
          case UNSUPPORTED, UNSCANNED, INCOMPLETE ->
              new Case.Result.Undecided(verdict.status().name(), reasons(verdict));
        };
    return new Case("assessment", "complete", result);
  }

  private static String reasons(Verdict verdict) {
    var text = new StringBuilder(verdict.status().name());
    for (var reason : verdict.reasons()) {
      text.append("\n").append(Printable.sentence(reason.message()));
      if (!reason.next().isEmpty()) {
        text.append(' ').append(Printable.sentence(reason.next()));
      }
    }
    return text.toString();
  }

  /// By name: a package of several architectures is one group, with a case an issue.
  private static void packages(Assessment assessment, List<Case> cases) {
    var groups = new LinkedHashMap<String, List<Finding>>();
    for (var installed : assessment.packages()) {
      groups.computeIfAbsent(installed.name(), name -> new ArrayList<>());
    }
    for (var finding : assessment.findings()) {
      if (finding.standing() == Standing.ISSUE) {
        groups.computeIfAbsent(finding.installed().name(), name -> new ArrayList<>()).add(finding);
      }
    }
    for (Map.Entry<String, List<Finding>> group : groups.entrySet()) {
      if (group.getValue().isEmpty()) {
        cases.add(new Case(group.getKey(), "no issue that counts", Case.PASSED));
      }
      var seen = new HashMap<String, Integer>();
      for (var finding : group.getValue()) {
        var number = seen.merge(finding.cve(), 1, Integer::sum);
        cases.add(
            new Case(group.getKey(), numbered(finding.cve(), number), result(finding, assessment)));
      }
    }
  }

  private static String numbered(String name, int number) {
    return number == 1 ? name : name + " #" + number;
  }

  private static Case.Result result(Finding finding, Assessment assessment) {
    if (finding.policyStatus() == PolicyStatus.EXEMPT) {
      return new Case.Result.Skipped(VexStatement.note(finding.exemptions()));
    }
    return new Case.Result.Failed(
        finding.advisory().severity(),
        Printable.sentence(finding.correctiveAction()),
        details(finding, assessment));
  }

  private static String details(Finding finding, Assessment assessment) {
    var installed = finding.installed();
    var row = finding.advisory();
    var text = new StringBuilder("\n");
    line(text, "issue", finding.cve() + (row.knownExploited() ? " (known to be exploited)" : ""));
    line(text, "summary", row.summary());
    line(text, "installed", installed.name() + " " + installed.version() + " " + installed.arch());
    line(text, "fixed in", finding.fixedVersion() == null ? "" : finding.fixedVersion());
    for (var notice : row.notices()) {
      line(text, "notice", notice.id() + assessment.twinOf(notice).map(t -> ", " + t).orElse(""));
    }
    line(text, "layer", layer(installed));
    row.links().stream().limit(5).forEach(link -> line(text, "see", link));
    return text.toString();
  }

  private static String layer(InstalledPackage installed) {
    var origin = installed.origin();
    return origin.layer()
        + (origin.base() ? " (base image)" : "")
        + (origin.createdBy().isEmpty() ? "" : ": " + origin.createdBy());
  }

  private static void line(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(name).append(": ").append(value).append('\n');
    }
  }

  private static void configuration(Assessment assessment, List<Case> cases) {
    for (var issue : assessment.configurationIssues()) {
      if (issue.id().equals(ConfigurationIssue.END_OF_LIFE)) {
        cases.add(new Case(subject(issue.id()), issue.id(), result(issue)));
      }
    }
    var seen = new HashMap<String, Integer>();
    for (var issue : assessment.configurationIssues()) {
      if (!issue.id().equals(ConfigurationIssue.END_OF_LIFE)) {
        var place = issue.id() + " in " + issue.file();
        var name = numbered(place, seen.merge(place, 1, Integer::sum));
        cases.add(new Case(subject(issue.id()), name, result(issue)));
      }
    }
    for (var checked : assessment.checks()) {
      var id = checked.check().id();
      switch (checked.outcome()) {
        case Outcome.Pass _ -> cases.add(new Case(subject(id), id, Case.PASSED));
        case Outcome.CannotTell(var why) ->
            cases.add(
                new Case(subject(id), id, new Case.Result.Skipped("it cannot be told: " + why)));
        case Outcome.Fail _, Outcome.NotApplicable _ -> {
          // The failures are issues already; what does not apply is no case.
        }
      }
    }
  }

  /// `nginx` of `application_configuration:nginx.ssl_protocols`, `system` for the system.
  private static String subject(String id) {
    var colon = id.indexOf(':');
    var dot = id.indexOf('.', colon);
    return id.startsWith(SYSTEM) || dot < 0 ? "system" : id.substring(colon + 1, dot);
  }

  private static Case.Result result(ConfigurationIssue issue) {
    if (issue.policyStatus() == PolicyStatus.EXEMPT) {
      return new Case.Result.Skipped(VexStatement.note(issue.exemptions()));
    }
    if (!issue.counts()) {
      return new Case.Result.Skipped("The policy does not count it: " + issue.correctiveAction());
    }
    var text = new StringBuilder("\n");
    line(text, "practice", issue.description());
    line(text, "file", issue.file() + (issue.line() > 0 ? ":" + issue.line() : ""));
    line(text, "see", issue.reference() == null ? "" : issue.reference());
    return new Case.Result.Failed(
        issue.severity().word(), Printable.sentence(issue.correctiveAction()), text.toString());
  }

  int tests() {
    return cases.size();
  }

  int failures() {
    return count(Case.Result.Failed.class);
  }

  int errors() {
    return count(Case.Result.Undecided.class);
  }

  private int count(Class<? extends Case.Result> kind) {
    return (int) cases.stream().filter(one -> kind.isInstance(one.result())).count();
  }

  void write(Xml xml, ReportOptions options) throws IOException {
    var timestamp = options.timestamp();
    xml.raw("  <testsuite");
    xml.attribute(
        "name", report.title() + report.platform().map(platform -> " " + platform).orElse(""));
    xml.attribute("tests", tests());
    xml.attribute("failures", failures());
    xml.attribute("errors", errors());
    xml.attribute("skipped", count(Case.Result.Skipped.class));
    xml.attribute("time", "0");
    if (timestamp != null) {
      xml.attribute("timestamp", timestamp.toString());
    }
    xml.raw(">\n");
    properties(xml);
    for (var one : cases) {
      one.write(xml);
    }
    systemOut(xml);
    xml.raw("  </testsuite>\n");
  }

  private void properties(Xml xml) throws IOException {
    xml.raw("    <properties>\n");
    property(xml, "image", report.title());
    property(xml, "digest", report.digest().map(Object::toString).orElse(""));
    property(xml, "verdict", report.assessment().verdict().status().name());
    property(xml, "advisories", report.assessment().advisoriesVersion());
    xml.raw("    </properties>\n");
  }

  private static void property(Xml xml, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      xml.raw("      <property");
      xml.attribute("name", name);
      xml.attribute("value", value);
      xml.raw("/>\n");
    }
  }

  private void systemOut(Xml xml) throws IOException {
    var assessment = report.assessment();
    xml.raw("    <system-out>");
    xml.text("\n" + reasons(assessment.verdict()) + "\n");
    for (var command : assessment.fix().commands()) {
      xml.text("fix: " + command + "\n");
    }
    var counts = assessment.counts();
    xml.text(
        "not counted: "
            + counts.unfixed()
            + " without a published fix, "
            + counts.subscription()
            + " whose fix needs a subscription, "
            + counts.kernel()
            + " in kernel packages, "
            + counts.belowPolicy()
            + " below the policy\n");
    for (var warning : assessment.warnings()) {
      xml.text("warning: " + warning.message() + "\n");
    }
    xml.raw("</system-out>\n");
  }
}
