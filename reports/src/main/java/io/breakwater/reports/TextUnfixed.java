package io.breakwater.reports;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.Standing;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.reports.Page.Cell;
import io.breakwater.reports.Page.Ink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The vulnerabilities without a fix of an image of the rpm family, which can be hundreds: by
/// what the distribution says of them, then by source package, the identifiers of one severity
/// side by side.
final class TextUnfixed {
  private static final int SEVERITY_WIDTH = 11;

  private final Page page;
  private final Assessment assessment;

  TextUnfixed(Page page, Assessment assessment) {
    this.page = page;
    this.assessment = assessment;
  }

  /// Whether this layout is meant for an assessment.
  static boolean suits(Assessment assessment) {
    return assessment.findings().stream()
        .anyMatch(finding -> finding.installed().ecosystem() == Ecosystem.RPM);
  }

  void write() throws IOException {
    var states = new TreeMap<String, Map<String, List<Finding>>>();
    for (var finding : assessment.findings()) {
      if (finding.standing() == Standing.UNFIXED) {
        var installed = finding.installed();
        states
            .computeIfAbsent(TextFindings.state(finding), word -> new TreeMap<>())
            .computeIfAbsent(
                installed.source() + " " + installed.sourceVersion(), key -> new ArrayList<>())
            .add(finding);
      }
    }
    if (states.isEmpty()) {
      return;
    }
    page.heading("Without a published fix");
    for (var state : states.entrySet()) {
      state(state.getKey(), state.getValue().values());
    }
  }

  private void state(String word, Iterable<List<Finding>> groups) throws IOException {
    var packages = 0;
    var issues = new TreeSet<String>();
    for (var group : groups) {
      packages++;
      group.forEach(finding -> issues.add(finding.cve()));
    }
    page.text(
        2,
        "%s: %s in %s"
            .formatted(
                Character.toUpperCase(word.charAt(0)) + word.substring(1),
                TextReport.counted(issues.size(), "issue"),
                TextReport.counted(packages, "source package")),
        Ink.BOLD);
    for (var group : groups) {
      group(group);
    }
  }

  private void group(List<Finding> group) throws IOException {
    var installed = group.getFirst().installed();
    var names = group.stream().map(f -> f.installed().name()).collect(Collectors.toSet());
    page.row(
        4,
        List.of(
            Cell.of(installed.source()),
            new Cell(installed.sourceVersion(), Ink.DIM),
            new Cell(binaries(installed.source(), names), Ink.DIM)),
        new int[3]);
    var sorted = new ArrayList<>(group);
    sorted.sort(
        Comparator.comparing(Finding::severity, Comparator.reverseOrder())
            .thenComparing(finding -> finding.advisory().severity())
            .thenComparing(Finding::cve, Comparator.reverseOrder()));
    var severities = new LinkedHashMap<String, Set<String>>();
    for (var finding : sorted) {
      var exploited = finding.advisory().knownExploited() ? " (known exploited)" : "";
      severities
          .computeIfAbsent(finding.advisory().severity(), word -> new LinkedHashSet<>())
          .add(finding.cve() + exploited);
    }
    for (var severity : severities.entrySet()) {
      page.labelled(
          6,
          new Cell(severity.getKey(), Ink.DIM),
          SEVERITY_WIDTH,
          String.join(", ", severity.getValue()),
          Ink.PLAIN);
    }
  }

  private static String binaries(String source, Set<String> names) {
    return names.size() == 1 && names.contains(source)
        ? ""
        : "in " + String.join(", ", new TreeSet<>(names));
  }
}
