package io.breakwater.cli.cr;

import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.tables.Table;
import io.breakwater.cli.cr.tables.Words;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A report of Vulnerability Advisor (`GET /va/api/v4/report/image/{name}`) in words.
final class SecurityReport {
  private static final int PROSE = 50;

  private final String image;
  private final JsonValue report;
  private final List<String> reasons;
  private final Parts parts;

  /// What is to be shown.
  ///
  /// @param extended each package, with versions and notices
  record Parts(boolean vulnerabilities, boolean configuration, boolean extended) {}

  /// @param reasons why not all of the image could be assessed; empty where the server does not
  ///     say
  SecurityReport(String image, JsonValue report, List<String> reasons, Parts parts) {
    this.image = image;
    this.report = report;
    this.reasons = List.copyOf(reasons);
    this.parts = parts;
  }

  void print(Lines out) {
    var scanned = report.at("scan_time").number(0);
    if (scanned > 0) {
      out.say(
          "Image '"
              + image
              + "' was last scanned on "
              + Words.date(Instant.ofEpochSecond(scanned)));
    }
    out.say(sentence());
    if (parts.vulnerabilities() && !vulnerabilities().isEmpty()) {
      section(out, "Vulnerable Packages Found");
      out.table(parts.extended() ? packages() : overview());
      if (!parts.extended()) {
        out.blank();
        out.say("For versions and notices run the command again with --extended.");
      }
    }
    if (parts.configuration() && !configuration().isEmpty()) {
      section(out, "Configuration Issues Found");
      out.table(configurationIssues());
    }
    out.blank();
  }

  private static void section(Lines out, String title) {
    out.blank();
    out.say(title);
    out.say("=".repeat(title.length()));
    out.blank();
  }

  private List<JsonValue> vulnerabilities() {
    return report.at("vulnerabilities").elements();
  }

  private List<JsonValue> configuration() {
    return report.at("configuration_issues").elements();
  }

  private String sentence() {
    var exempt =
        vulnerabilities().stream().filter(SecurityReport::isExempt).count()
            + configuration().stream().filter(issue -> issue.at("exempt").isTrue()).count();
    var active = vulnerabilities().size() + configuration().size() - exempt;
    var found =
        switch (report.at("status").text().toUpperCase(Locale.ROOT)) {
          case "OK", "WARN", "FAIL" -> found(active);
          case "UNSUPPORTED" ->
              "The operating system of the image is not supported, so that nothing can be said of"
                  + " its packages.";
          case "INCOMPLETE" ->
              (reasons.isEmpty()
                      ? "Parts of the image could not be assessed. "
                      : "The image could not be assessed completely: "
                          + String.join(" ", reasons)
                          + " ")
                  + (active > 0 ? found(active) : "What is said here is not all.");
          default -> "The image has not been scanned yet; try again in a moment.";
        };
    return exempt == 0
        ? found
        : found + " " + Words.count(exempt, "issue") + (exempt == 1 ? " is" : " are") + " exempt.";
  }

  private static String found(long active) {
    return switch ((int) Math.min(active, 2)) {
      case 0 -> "The scan results show that NO ISSUES were found for the image.";
      case 1 -> "The scan results show that 1 ISSUE was found for the image.";
      default -> "The scan results show that " + active + " ISSUES were found for the image.";
    };
  }

  private static boolean isExempt(JsonValue vulnerability) {
    return vulnerability.at("exempt_status").text().equals("exempt")
        || vulnerability.at("cve_exempt").isTrue();
  }

  private static String policy(JsonValue vulnerability) {
    if (isExempt(vulnerability)) {
      return "Exempt";
    }
    return vulnerability.at("exempt_status").text().equals("partial") ? "Partial" : "Active";
  }

  private Table overview() {
    var table =
        Table.withProse(
            2, PROSE, "Vulnerability ID", "Policy Status", "Affected Packages", "How to Resolve");
    for (var each : vulnerabilities()) {
      Set<String> names = new LinkedHashSet<>();
      Set<String> actions = new LinkedHashSet<>();
      for (var affected : affected(each)) {
        names.add(affected.at("package_name").text());
        actions.add(action(affected));
      }
      table.row(
          each.at("cve_id").text(),
          policy(each),
          String.join(", ", names),
          actions.stream().collect(Collectors.joining("; ")));
    }
    return table;
  }

  private Table packages() {
    var table =
        Table.withProse(
            1,
            PROSE,
            "Vulnerability ID",
            "Policy Status",
            "Security Notice",
            "Package",
            "Installed",
            "Fixed in",
            "How to Resolve");
    for (var each : vulnerabilities()) {
      for (var notice : each.at("security_notices").elements()) {
        for (var affected : notice.at("vulnerable_packages").elements()) {
          table.row(
              each.at("cve_id").text(),
              notice.at("notice_exempt").isTrue() ? "Exempt" : policy(each),
              notice.at("notice_id").text(),
              affected.at("package_name").text(),
              affected.at("installed_version").text(),
              or(affected.at("fix_version").text()),
              action(affected));
        }
      }
    }
    return table;
  }

  private static List<JsonValue> affected(JsonValue vulnerability) {
    return vulnerability.at("security_notices").elements().stream()
        .flatMap(notice -> notice.at("vulnerable_packages").elements().stream())
        .toList();
  }

  private static String action(JsonValue affected) {
    var action = affected.at("corrective_action").text();
    if (!action.isEmpty()) {
      return action;
    }
    var fixed = affected.at("fix_version").text();
    return fixed.isEmpty()
        ? "No fix is known yet"
        : "Upgrade " + affected.at("package_name").text() + " to " + fixed;
  }

  private static String or(String text) {
    return text.isEmpty() ? Words.NONE : text;
  }

  private Table configurationIssues() {
    var table =
        Table.withProse(
            2,
            PROSE,
            "Configuration Issue ID",
            "Policy Status",
            "Security Practice",
            "How to Resolve");
    for (var issue : configuration()) {
      table.row(
          issue.at("type").text(),
          issue.at("exempt").isTrue() ? "Exempt" : "Active",
          issue.at("description").text(),
          issue.at("corrective_action").text());
    }
    return table;
  }
}
