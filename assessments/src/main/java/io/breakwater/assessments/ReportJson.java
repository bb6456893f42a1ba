package io.breakwater.assessments;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.PolicyStatus;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.registry.verdicts.ImageVerdict;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Reports and summaries in the words of the Vulnerability Advisor API (its versions 3 and 4:
/// `ScanReport`, `ScanreportSummary`). Every member of the original is there in every answer:
/// its clients expect them.
final class ReportJson {
  private ReportJson() {}

  /// `{"id","scan_time","status","os_distribution","configuration_issues","vulnerabilities"}`.
  static void report(JsonGenerator json, AdvisorVersion version, ImageReport report) {
    json.writeStartObject();
    json.writeStringProperty("id", report.id());
    json.writeNumberProperty("scan_time", report.scanned().getEpochSecond());
    json.writeStringProperty("status", report.status().name());
    if (version.distribution()) {
      distribution(json, report.assessment().flatMap(Assessment::os));
    }
    json.writeArrayPropertyStart("configuration_issues");
    if (report.assessment().isPresent()) {
      for (var issue : report.assessment().get().configurationIssues()) {
        // What the policy does not count is no issue; of vulnerabilities neither.
        if (issue.counts()) {
          configuration(json, issue);
        }
      }
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("vulnerabilities");
    for (var vulnerability : report.vulnerabilities()) {
      vulnerability(json, vulnerability);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void distribution(JsonGenerator json, Optional<OperatingSystem> found) {
    json.writeObjectPropertyStart("os_distribution");
    json.writeStringProperty("distribution_id", found.map(OperatingSystem::id).orElse(""));
    json.writeStringProperty("version_id", found.map(OperatingSystem::versionId).orElse(""));
    json.writeStringProperty("version_code_name", found.map(ReportJson::codename).orElse(""));
    json.writeEndObject();
  }

  private static String codename(OperatingSystem os) {
    return os.codename() == null ? "" : os.codename();
  }

  /// `meta` has texts only, as clients of the third version read it.
  private static void configuration(JsonGenerator json, ConfigurationIssue issue) {
    json.writeStartObject();
    json.writeStringProperty("type", issue.id());
    json.writeStringProperty("description", issue.description());
    json.writeStringProperty("corrective_action", issue.correctiveAction());
    json.writeBooleanProperty("exempt", issue.policyStatus() == PolicyStatus.EXEMPT);
    json.writeObjectPropertyStart("meta");
    json.writeStringProperty("file", issue.file());
    if (issue.line() > 0) {
      json.writeStringProperty("line", Integer.toString(issue.line()));
    }
    json.writeStringProperty("severity", issue.severity().name().toLowerCase(Locale.ROOT));
    if (issue.reference() != null) {
      json.writeStringProperty("reference", issue.reference());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void vulnerability(JsonGenerator json, ReportedVulnerability one) {
    json.writeStartObject();
    json.writeStringProperty("cve_id", one.id());
    json.writeStringProperty("summary", one.summary());
    json.writeBooleanProperty("cve_exempt", one.exempt());
    json.writeStringProperty("exempt_status", one.status().word());
    json.writeNumberProperty("security_notice_count", one.notices().size() - one.exemptNotices());
    json.writeNumberProperty("exempt_security_notice_count", one.exemptNotices());
    json.writeNumberProperty("total_security_notice_count", one.notices().size());
    json.writeArrayPropertyStart("security_notices");
    for (var notice : one.notices()) {
      notice(json, notice);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void notice(JsonGenerator json, ReportedNotice notice) {
    json.writeStartObject();
    json.writeStringProperty("notice_id", notice.id());
    json.writeStringProperty("notice", notice.link());
    json.writeStringProperty("summary", notice.summary());
    json.writeBooleanProperty("notice_exempt", notice.exempt());
    json.writeArrayPropertyStart("references");
    notice.references().forEach(json::writeString);
    json.writeEndArray();
    json.writeArrayPropertyStart("vulnerable_packages");
    for (var one : notice.packages()) {
      json.writeStartObject();
      json.writeStringProperty("package_name", one.name());
      json.writeStringProperty("installed_version", one.installed());
      json.writeStringProperty("fix_version", one.fixed());
      json.writeStringProperty("description", one.description());
      json.writeStringProperty("corrective_action", one.action());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// The members of a summary, without braces.
  static void summary(JsonGenerator json, ImageVerdict verdict) {
    var counts = verdict.counts();
    json.writeStringProperty("status", verdict.verdict().status().name());
    json.writeNumberProperty("scan_time", verdict.scanned().getEpochSecond());
    json.writeNumberProperty("issue_count", counts.issues());
    json.writeNumberProperty("exempt_issue_count", counts.exempt());
    json.writeNumberProperty("vulnerability_count", counts.vulnerabilities());
    json.writeNumberProperty("exempt_vulnerability_count", counts.exemptVulnerabilities());
    json.writeNumberProperty("configuration_issue_count", counts.configuration());
    json.writeNumberProperty("exempt_configuration_issue_count", counts.exemptConfiguration());
  }
}
