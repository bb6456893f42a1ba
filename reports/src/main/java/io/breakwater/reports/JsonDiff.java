package io.breakwater.reports;

import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Difference.Change;
import io.breakwater.advisor.Finding;
import java.io.IOException;
import java.io.OutputStream;

/// What changed between two images, as JSON: `schemaVersion` 1, `from` and `to` (image, digest,
/// verdict, counts), `vulnerabilities` and `configurationIssues` with their `change` (`new`,
/// `fixed`, `unchanged`), `packages` that differ.
public final class JsonDiff {
  private JsonDiff() {}

  /// Writes the report, all issues of both images. The stream is flushed and left open.
  public static void write(DiffReport report, OutputStream out) throws IOException {
    Json.write(
        out,
        json -> {
          json.object();
          json.number("schemaVersion", 1);
          image(json, "from", report.before());
          image(json, "to", report.after());
          json.flag("worse", report.difference().worse());
          json.array("vulnerabilities");
          report.difference().vulnerabilities().forEach(change -> vulnerability(json, change));
          json.endArray();
          json.array("configurationIssues");
          report.difference().configuration().forEach(change -> setting(json, change));
          json.endArray();
          packages(json, report);
          json.endObject();
        });
  }

  private static void image(Json json, String name, ImageReport report) {
    var assessment = report.assessment();
    var counts = assessment.counts();
    json.object(name);
    json.text("image", report.image());
    json.text("title", report.title());
    json.text("digest", report.digest().map(Object::toString).orElse(null));
    json.text("platform", report.platform().map(Object::toString).orElse(null));
    json.text("verdict", assessment.verdict().status().name());
    json.number("issues", counts.issues());
    json.number("packages", counts.packages());
    json.endObject();
  }

  private static void vulnerability(Json json, Change<Finding> change) {
    var finding = change.latest();
    var before = change.before();
    var after = change.after();
    json.object();
    json.text("change", change.kind().word());
    json.text("cve", finding.cve());
    json.text("package", finding.installed().name());
    json.text("source", finding.installed().source());
    json.text("installedBefore", before == null ? null : before.installed().version());
    json.text("installedAfter", after == null ? null : after.installed().version());
    json.text("fixedVersion", finding.fixedVersion());
    json.text("severity", finding.advisory().severity());
    json.flag("knownExploited", finding.advisory().knownExploited());
    json.flag("activeBefore", before != null && before.active());
    json.flag("activeAfter", after != null && after.active());
    json.endObject();
  }

  private static void setting(Json json, Change<ConfigurationIssue> change) {
    var issue = change.latest();
    var before = change.before();
    var after = change.after();
    json.object();
    json.text("change", change.kind().word());
    json.text("id", issue.id());
    json.text("file", issue.file());
    if (issue.line() > 0) {
      json.number("line", issue.line());
    } else {
      json.nothing("line");
    }
    json.text("severity", issue.severity().word());
    json.flag("activeBefore", before != null && before.active());
    json.flag("activeAfter", after != null && after.active());
    json.endObject();
  }

  private static void packages(Json json, DiffReport report) {
    json.array("packages");
    for (var change : report.difference().packages()) {
      json.object();
      json.text("name", change.name());
      json.array("before");
      change.before().forEach(json::element);
      json.endArray();
      json.array("after");
      change.after().forEach(json::element);
      json.endArray();
      json.endObject();
    }
    json.endArray();
  }
}
