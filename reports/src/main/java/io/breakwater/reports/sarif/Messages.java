package io.breakwater.reports.sarif;

import io.breakwater.advisor.Finding;
import io.breakwater.advisor.Severity;
import io.breakwater.advisor.Verdict;
import io.breakwater.reports.Json;
import io.breakwater.reports.Printable;

/// The sentences of a log, and how SARIF writes them (3.11).
final class Messages {
  private Messages() {}

  /// A message; braces are doubled, since alone they are placeholders (3.11.5).
  static void write(Json json, String name, String text) {
    json.object(name);
    json.text("text", escape(text));
    json.endObject();
  }

  static String escape(String text) {
    return text.indexOf('{') < 0 && text.indexOf('}') < 0
        ? text
        : text.replace("{", "{{").replace("}", "}}");
  }

  /// A text of at most `most` characters, as GitHub limits some.
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    var end = most - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  static String of(Entry entry, Verdict.Status status) {
    return switch (entry) {
      case Entry.Unknown(var reason) -> of(status, reason);
      case Entry.Setting(var issue) -> Printable.sentence(issue.correctiveAction());
      case Entry.Vulnerability(var finding) -> of(finding);
    };
  }

  static String of(Verdict.Status status, Verdict.Reason reason) {
    var text = status + ": " + Printable.sentence(reason.message());
    return reason.next().isEmpty() ? text : text + " " + Printable.sentence(reason.next());
  }

  private static String of(Finding finding) {
    var installed = finding.installed();
    var row = finding.advisory();
    var text = new StringBuilder(160);
    text.append(installed.name()).append(' ').append(installed.version());
    text.append(" has ").append(row.cve());
    if (finding.severity() != Severity.UNKNOWN) {
      text.append(", severity ").append(row.severity());
    }
    if (row.knownExploited()) {
      text.append(", known to be exploited");
    }
    text.append(". ").append(Printable.sentence(finding.correctiveAction()));
    if (!row.notices().isEmpty()) {
      text.append(" See ");
      for (var i = 0; i < row.notices().size(); i++) {
        text.append(i == 0 ? "" : ", ").append(row.notices().get(i).id());
      }
      text.append('.');
    }
    return text.toString();
  }
}
