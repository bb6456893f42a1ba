package io.breakwater.reports;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.PolicyStatus;
import io.breakwater.advisor.Severity;
import io.breakwater.advisor.Standing;
import io.breakwater.advisor.version.Comparison;
import io.breakwater.advisories.Advisory;
import io.breakwater.reports.Page.Cell;
import io.breakwater.reports.Page.Ink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The vulnerabilities of a text report, by source package: binaries built from one source share
/// its issues, which are listed once.
final class TextFindings {
  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing((Finding finding) -> !finding.advisory().knownExploited())
          .thenComparing(Finding::severity, Comparator.reverseOrder())
          .thenComparing(Finding::cve, Comparator.reverseOrder());

  private final Page page;
  private final Assessment assessment;
  private final ReportOptions options;

  TextFindings(Page page, Assessment assessment, ReportOptions options) {
    this.page = page;
    this.assessment = assessment;
    this.options = options;
  }

  static boolean exempt(Finding finding) {
    return finding.standing() == Standing.ISSUE && finding.policyStatus() == PolicyStatus.EXEMPT;
  }

  void section(String title, Standing standing) throws IOException {
    for (var section : options.sections()) {
      if (section.word().equals(standing.word())) {
        section(title, finding -> finding.standing() == standing);
      }
    }
  }

  void section(String title, Predicate<Finding> members, ReportOptions.Section section)
      throws IOException {
    if (options.sections().contains(section)) {
      section(title, members);
    }
  }

  void section(String title, Predicate<Finding> members) throws IOException {
    var groups = new LinkedHashMap<String, List<Finding>>();
    for (var finding : assessment.findings()) {
      if (members.test(finding)) {
        var installed = finding.installed();
        groups
            .computeIfAbsent(
                installed.source() + " " + installed.sourceVersion(), key -> new ArrayList<>())
            .add(finding);
      }
    }
    if (groups.isEmpty()) {
      return;
    }
    page.heading(title);
    var sorted =
        groups.values().stream()
            .map(all -> Group.of(all, assessment))
            .sorted(Group.WORST_FIRST)
            .toList();
    var widths = widths(sorted.stream().flatMap(group -> group.rows().stream()).toList());
    for (var group : sorted) {
      write(group, widths);
    }
  }

  private void write(Group group, int[] widths) throws IOException {
    var installed = group.issues().getFirst().installed();
    page.row(
        2,
        List.of(
            new Cell(installed.source(), Ink.BOLD),
            Cell.of(installed.sourceVersion()),
            new Cell(group.binaries(), Ink.DIM),
            new Cell(group.layers(), Ink.DIM)),
        new int[4]);
    for (var i = 0; i < group.issues().size(); i++) {
      page.row(4, group.rows().get(i), widths);
      if (options.explain()) {
        explain(group.issues().get(i));
      }
    }
  }

  private void explain(Finding finding) throws IOException {
    var installed = finding.installed();
    var row = finding.advisory();
    var origin = installed.origin();
    var evidence = new StringBuilder();
    evidence.append(installed.file()).append(", layer ").append(origin.layer());
    if (!origin.createdBy().isEmpty()) {
      evidence.append(": ").append(origin.createdBy());
    }
    var date =
        assessment
            .feedOf(row)
            .map(Assessment.FeedState::asOf)
            .map(asOf -> " of " + asOf.toString().substring(0, 10))
            .orElse("");
    explain("evidence", evidence.toString());
    explain("advisory", row.feed() + date + ", record " + row.recordId() + ", " + row.release());
    explain("compared", compared(finding));
    var fits = fits(finding);
    if (!fits.isEmpty()) {
      explain("speaks of", fits);
    }
    explain("counts", counts(finding));
    if (!row.summary().isEmpty()) {
      explain("summary", row.summary());
    }
  }

  private void explain(String label, String text) throws IOException {
    page.labelled(6, new Cell(label, Ink.DIM), 10, text, Ink.DIM);
  }

  private static String compared(Finding finding) {
    var installed = finding.installedVersion();
    var order = " (" + finding.order().label() + " order)";
    return switch (finding.comparison()) {
      case null -> installed + ", no fixed version to compare with";
      case Comparison.Order sign ->
          installed + " " + sign.sign() + " " + finding.fixedVersion() + order;
      case Comparison.Incomparable(var reason) -> reason + order;
    };
  }

  private static String fits(Finding finding) {
    var words = new ArrayList<String>();
    finding.moduleStream().ifPresent(module -> words.add("module " + module));
    words.addAll(finding.products());
    return String.join(", ", words);
  }

  private static String counts(Finding finding) {
    var exemptions =
        finding.exemptions().stream()
            .map(exemption -> exemption.type().word() + " " + exemption.id() + reason(exemption))
            .collect(Collectors.joining("; "));
    var answer = finding.active() ? "yes" : "no, " + finding.standing().word();
    if (exempt(finding)) {
      answer = "no";
    }
    return exemptions.isEmpty()
        ? answer + ", no exemption applies"
        : answer + ", " + finding.policyStatus().word() + " by " + exemptions;
  }

  private static String reason(Exemption exemption) {
    var reason = exemption.reason();
    return reason == null ? "" : " (" + reason + ")";
  }

  static int[] widths(List<List<Cell>> rows) {
    var columns = rows.stream().mapToInt(List::size).max().orElse(0);
    var widths = new int[columns];
    for (var row : rows) {
      for (var i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).text().length());
      }
    }
    return widths;
  }

  /// The issues of one source package at one version.
  ///
  /// @param issues one for each CVE, worst first
  /// @param rows a line for each of them
  private record Group(
      List<Finding> issues, List<List<Cell>> rows, String binaries, String layers) {
    private static final Comparator<Group> WORST_FIRST =
        Comparator.comparing((Group group) -> group.issues.getFirst(), worstIgnoringCve())
            .thenComparingInt(group -> -group.issues.size())
            .thenComparing(group -> group.issues.getFirst().installed().source())
            .thenComparing(group -> group.issues.getFirst().installed().sourceVersion());

    static Group of(List<Finding> findings, Assessment assessment) {
      var byCve = new LinkedHashMap<String, Finding>();
      var names = new TreeSet<String>();
      var layers = new TreeSet<String>();
      for (var finding : findings) {
        byCve.putIfAbsent(finding.cve(), finding);
        names.add(finding.installed().name());
        var origin = finding.installed().origin();
        layers.add("layer " + origin.layer() + (origin.base() ? " (base image)" : ""));
      }
      var issues = byCve.values().stream().sorted(TextFindings.WORST_FIRST).toList();
      var source = findings.getFirst().installed().source();
      var same = names.size() == 1 && names.contains(source);
      return new Group(
          issues,
          issues.stream().map(issue -> cells(issue, assessment)).toList(),
          same ? "" : "in " + String.join(", ", names),
          String.join(", ", layers));
    }

    private static Comparator<Finding> worstIgnoringCve() {
      return Comparator.comparing((Finding finding) -> !finding.advisory().knownExploited())
          .thenComparing(Finding::severity, Comparator.reverseOrder());
    }
  }

  private static String twin(Advisory.Notice notice, Assessment assessment) {
    return assessment.twinOf(notice).map(twin -> " (" + twin + ")").orElse("");
  }

  private static List<Cell> cells(Finding finding, Assessment assessment) {
    var row = finding.advisory();
    var notices =
        row.notices().stream()
            .map(notice -> notice.id() + twin(notice, assessment))
            .collect(Collectors.joining(", "));
    return List.of(
        Cell.of(finding.cve()),
        severity(finding),
        new Cell(row.knownExploited() ? "known exploited" : "", Ink.BAD),
        Cell.of(remedy(finding)),
        new Cell(notices, Ink.DIM));
  }

  private static Cell severity(Finding finding) {
    var word = finding.severity() == Severity.UNKNOWN ? "" : finding.advisory().severity();
    return new Cell(word, ink(finding.severity()));
  }

  static Ink ink(Severity severity) {
    return switch (severity) {
      case CRITICAL -> Ink.BAD;
      case HIGH -> Ink.RED;
      case MEDIUM -> Ink.YELLOW;
      case LOW, NEGLIGIBLE, UNKNOWN -> Ink.DIM;
    };
  }

  private static String remedy(Finding finding) {
    var fixed = finding.fixedVersion();
    if (finding.state() == Advisory.State.FIXED && fixed != null) {
      return switch (finding.advisory().availability()) {
        case PUBLIC -> "fixed in " + fixed;
        case UBUNTU_PRO -> "fixed in " + fixed + " with Ubuntu Pro";
        case EXTENDED_SUPPORT -> "fixed in " + fixed + " with extended support";
      };
    }
    return state(finding);
  }

  /// What the distribution says of an issue without a fix; Red Hat in its own words.
  static String state(Finding finding) {
    var detail = finding.stateDetail();
    var state = finding.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (detail == null || detail.equals(state)) {
      return state;
    }
    return finding.advisory().feed().equals("redhat")
            && finding.state() != Advisory.State.AFFECTED
            && !detail.contains(":")
        ? detail
        : state + " (" + detail + ")";
  }
}
