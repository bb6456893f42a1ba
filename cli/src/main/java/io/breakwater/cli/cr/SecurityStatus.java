package io.breakwater.cli.cr;

import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.tables.Words;
import java.util.LinkedHashMap;
import java.util.Locale;

/// What is said of an image's security in one cell: `No Issues`, `1 Issue`, `3 Issues`, `Scanning`,
/// `Unsupported OS`, `Incomplete`. Only an image that was judged has no issues.
///
/// @param status the words
/// @param issues that count; 0 where nothing is known
/// @param exempt that would count and are exempt
record SecurityStatus(String status, long issues, long exempt) {
  private static final String SCANNING = "Scanning";

  /// Of an image that is none: an index without a verdict of its own, an artifact.
  static final SecurityStatus NONE = new SecurityStatus(Words.NONE, 0, 0);

  /// Reads what a list says.
  ///
  /// @param verdict `true` or `false` for vulnerable or not, a status of Vulnerability Advisor, or
  ///     why there is none
  /// @param count how many issues count, nothing where that is not known
  static SecurityStatus of(JsonValue verdict, JsonValue count, JsonValue exempt) {
    var issues = Math.max(0, count.number(0));
    var exemptions = Math.max(0, exempt.number(0));
    return switch (verdict.text().toLowerCase(Locale.ROOT)) {
      case "true", "false", "ok", "warn", "fail" ->
          new SecurityStatus(counted(verdict, count, issues), issues, exemptions);
      case "unsupported", "unsupported os" ->
          new SecurityStatus("Unsupported OS", issues, exemptions);
      case "incomplete" -> new SecurityStatus("Incomplete", issues, exemptions);
      default -> new SecurityStatus(SCANNING, issues, exemptions);
    };
  }

  private static String counted(JsonValue verdict, JsonValue count, long issues) {
    if (issues > 0) {
      return issues == 1 ? "1 Issue" : issues + " Issues";
    }
    var bad = verdict.text().equalsIgnoreCase("true") || verdict.text().equalsIgnoreCase("fail");
    // Called bad and without issues: something that could not be looked at.
    return bad ? "Incomplete" : count.isThere() ? "No Issues" : SCANNING;
  }

  /// Whether a manifest's type, as lists name it, is that of several images: "Docker Image
  /// Manifest List", "OCI Image Index v1".
  static boolean isIndex(String type) {
    return type.contains("List") || type.contains("Index");
  }

  /// For templates.
  JsonValue json() {
    var members = new LinkedHashMap<String, JsonValue>();
    members.put("Status", JsonValue.of(status));
    members.put("IssueCount", JsonValue.of(issues));
    members.put("ExemptionCount", JsonValue.of(exempt));
    return new JsonValue.Members(members);
  }
}
