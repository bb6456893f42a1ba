package io.breakwater.reports.sarif;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.Finding;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.Json;
import io.breakwater.reports.Printable;
import io.breakwater.reports.VexStatement;
import io.breakwater.sbom.PackageUrl;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The results of a run (3.27).
final class Results {
  /// What locations are relative to.
  static final String BASE = "IMAGE";

  private final ImageReport report;
  private final Assessment assessment;
  private final Rules rules;
  private final List<Entry> entries;
  private final Map<String, Integer> seen = new HashMap<>();

  Results(ImageReport report, Rules rules, List<Entry> entries) {
    this.report = report;
    this.assessment = report.assessment();
    this.rules = rules;
    this.entries = entries;
  }

  void write(Json json) {
    json.array("results");
    for (var entry : entries) {
      write(json, entry);
    }
    json.endArray();
  }

  private void write(Json json, Entry entry) {
    json.object();
    json.text("ruleId", entry.rule());
    json.number("ruleIndex", rules.index(entry));
    json.text("level", Level.of(entry));
    Messages.write(json, "message", Messages.of(entry, assessment.verdict().status()));
    location(json, entry);
    fingerprints(json, entry);
    suppressions(json, entry);
    properties(json, entry);
    json.endObject();
  }

  private void location(Json json, Entry entry) {
    json.array("locations");
    json.object();
    json.object("physicalLocation");
    json.object("artifactLocation");
    json.text("uri", relative(file(entry)));
    json.text("uriBaseId", BASE);
    json.endObject();
    // GitHub wants a line; what is about the whole file is shown at its top.
    json.object("region");
    json.number(
        "startLine", entry instanceof Entry.Setting(var issue) ? Math.max(issue.line(), 1) : 1);
    json.endObject();
    json.endObject();
    if (entry instanceof Entry.Vulnerability(var finding)) {
      logical(json, finding.installed());
    }
    json.endObject();
    json.endArray();
  }

  private void logical(Json json, InstalledPackage installed) {
    var url = PackageUrl.of(installed, assessment.os());
    json.array("logicalLocations");
    json.object();
    json.text("name", installed.name());
    json.known("fullyQualifiedName", url == null ? null : url.toString());
    json.text("kind", "package");
    json.endObject();
    json.endArray();
  }

  private String file(Entry entry) {
    return switch (entry) {
      case Entry.Vulnerability(var finding) -> finding.installed().file();
      case Entry.Setting(var issue) -> issue.file();
      case Entry.Unknown _ ->
          assessment
              .os()
              .map(OperatingSystem::file)
              .orElse(
                  assessment.databases().isEmpty()
                      ? "/etc/os-release"
                      : assessment.databases().getFirst());
    };
  }

  /// A path as a relative reference (RFC 3986, 4.2): what is no unreserved character is encoded.
  private static String relative(String path) {
    var uri = new StringBuilder(path.length());
    var start = 0;
    while (start < path.length() && path.charAt(start) == '/') {
      start++;
    }
    for (var b : Printable.wellFormed(path.substring(start)).getBytes(StandardCharsets.UTF_8)) {
      var c = (char) (b & 0xFF);
      var plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "/._-~+@".indexOf(c) >= 0;
      if (plain) {
        uri.append(c);
      } else {
        uri.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return uri.isEmpty() ? "." : uri.toString();
  }

  /// GitHub goes by `primaryLocationLineHash` alone, which it would else take from source files
  /// that are not there. Whatever has the same parts is told apart by a number.
  private void fingerprints(Json json, Entry entry) {
    var parts =
        switch (entry) {
          case Entry.Unknown _ -> entry.rule();
          case Entry.Setting(var issue) -> entry.rule() + "\n" + issue.file();
          case Entry.Vulnerability(var finding) -> parts(finding.installed(), entry.rule());
        };
    var number = seen.merge(parts, 1, Integer::sum);
    var hash = hash(parts);
    json.object("partialFingerprints");
    json.text("primaryLocationLineHash", hash.substring(0, 16) + ":" + number);
    json.text("breakwaterIssue/v1", hash + ":" + number);
    json.endObject();
  }

  private static String parts(InstalledPackage installed, String rule) {
    return rule + "\n" + installed.ecosystem() + "\n" + installed.name() + "\n" + installed.arch();
  }

  private static String hash(String text) {
    try {
      var bytes = Printable.wellFormed(text).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// In all results or in none (3.27.23), so in all.
  private static void suppressions(Json json, Entry entry) {
    json.array("suppressions");
    if (entry.exempt()) {
      for (var exemption : entry.exemptions()) {
        suppression(json, exemption);
      }
    }
    json.endArray();
  }

  private static void suppression(Json json, Exemption exemption) {
    var expires = exemption.expires();
    json.object();
    json.text("kind", "external");
    json.text("status", "accepted");
    json.text("justification", VexStatement.note(List.of(exemption)));
    json.object("properties");
    json.text("type", exemption.type().word());
    json.text("id", exemption.id());
    json.known("expires", expires == null ? null : expires.toString());
    json.endObject();
    json.endObject();
  }

  private void properties(Json json, Entry entry) {
    json.object("properties");
    switch (entry) {
      case Entry.Unknown(var reason) -> json.text("code", reason.code());
      case Entry.Setting(var issue) -> setting(json, issue);
      case Entry.Vulnerability(var finding) -> vulnerability(json, finding);
    }
    json.known("image", report.image());
    json.endObject();
  }

  private static void setting(Json json, ConfigurationIssue issue) {
    json.text("severity", issue.severity().word());
    json.text("policyStatus", issue.policyStatus().word());
    json.flag("counts", issue.counts());
    if (issue.layer() >= 0) {
      json.number("layer", issue.layer());
    }
    json.known("reference", issue.reference());
  }

  private static void vulnerability(Json json, Finding finding) {
    var installed = finding.installed();
    json.text("package", installed.name());
    json.text("installedVersion", installed.version());
    json.known("fixedVersion", finding.fixedVersion());
    json.text("state", finding.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.text("standing", finding.standing().word());
    json.text("policyStatus", finding.policyStatus().word());
    json.text("severity", finding.advisory().severity());
    json.number("layer", installed.origin().layer());
    json.known("createdBy", installed.origin().createdBy());
  }
}
