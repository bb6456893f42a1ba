package io.breakwater.reports;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Verdict;
import java.io.IOException;
import java.io.OutputStream;

/// The report as JSON, schema version 1 (`report-v1.schema.json` beside this class).
///
/// The same report gives the same bytes: one line, UTF-8, ended by a newline. Additions to the
/// schema are compatible, removals are not.
public final class JsonReport {
  private static final int SCHEMA_VERSION = 1;

  private JsonReport() {}

  /// Writes the report of one image. The stream is flushed and left open.
  public static void write(ImageReport report, ReportOptions options, OutputStream out)
      throws IOException {
    Json.write(out, json -> image(json, report, options));
  }

  /// Writes the report of an index. The stream is flushed and left open.
  public static void write(IndexReport report, ReportOptions options, OutputStream out)
      throws IOException {
    Json.write(out, json -> index(json, report, options));
  }

  private static void index(Json json, IndexReport report, ReportOptions options) {
    json.object();
    json.number("schemaVersion", SCHEMA_VERSION);
    json.text("image", report.image());
    json.text("digest", report.digest().map(Object::toString).orElse(null));
    timestamp(json, options);
    verdict(json, report.verdict());
    json.array("platforms");
    for (var platform : report.platforms()) {
      image(json, platform, options);
    }
    json.endArray();
    json.endObject();
  }

  private static void image(Json json, ImageReport report, ReportOptions options) {
    var assessment = report.assessment();
    json.object();
    identity(json, report);
    timestamp(json, options);
    operatingSystem(json, assessment);
    verdict(json, assessment.verdict());
    counts(json, assessment);
    advisories(json, assessment);
    var findings = new JsonFindings(json, assessment, options);
    findings.vulnerabilities(assessment.findings());
    findings.configurationIssues(assessment.configurationIssues());
    findings.configurationNotJudged();
    JsonFixPlan.write(json, assessment.fix());
    if (options.packages()) {
      findings.packages();
    }
    findings.notJudged();
    JsonExemptions.uses(json, assessment.exemptions());
    warnings(json, assessment);
    json.endObject();
  }

  /// What tells one report from another.
  static void identity(Json json, ImageReport report) {
    json.number("schemaVersion", SCHEMA_VERSION);
    json.text("image", report.image());
    json.text("digest", report.digest().map(Object::toString).orElse(null));
    json.text("platform", report.platform().map(Object::toString).orElse(null));
  }

  private static void timestamp(Json json, ReportOptions options) {
    var timestamp = options.timestamp();
    if (timestamp != null) {
      json.text("timestamp", timestamp.toString());
    }
  }

  private static void operatingSystem(Json json, Assessment assessment) {
    if (assessment.os().isEmpty()) {
      json.nothing("os");
      return;
    }
    var os = assessment.os().get();
    var release = assessment.release();
    json.object("os");
    json.text("id", os.id());
    json.text("versionId", os.versionId());
    json.text("codename", os.codename());
    json.text("prettyName", os.prettyName());
    json.text("file", os.file());
    json.text("release", release.map(Assessment.Release::key).orElse(null));
    var endOfLife = release.isPresent() ? release.get().endOfLife() : null;
    json.text("endOfLife", endOfLife == null ? null : endOfLife.toString());
    json.flag("supported", release.isPresent() && release.get().supported());
    json.array("extendedSupport");
    release.ifPresent(known -> known.extended().forEach(json::element));
    json.endArray();
    json.endObject();
  }

  static void verdict(Json json, Verdict verdict) {
    json.object("verdict");
    json.text("status", verdict.status().name());
    json.array("reasons");
    for (var reason : verdict.reasons()) {
      json.object();
      json.text("code", reason.code());
      json.text("message", reason.message());
      json.text("next", reason.next().isEmpty() ? null : reason.next());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private static void counts(Json json, Assessment assessment) {
    var counts = assessment.counts();
    json.object("counts");
    json.number("packages", counts.packages());
    json.number("issues", counts.issues());
    json.number("exempt", counts.exempt());
    json.number("vulnerabilities", counts.vulnerabilities());
    json.number("configuration", counts.configuration());
    json.number("unfixed", counts.unfixed());
    json.number("subscription", counts.subscription());
    json.number("kernel", counts.kernel());
    json.number("belowPolicy", counts.belowPolicy());
    json.number("cves", counts.cves());
    json.number("knownExploited", counts.knownExploited());
    json.number("notJudged", counts.notJudged());
    json.endObject();
  }

  private static void advisories(Json json, Assessment assessment) {
    json.object("advisories");
    json.text("version", assessment.advisoriesVersion());
    coverage(json, assessment);
    json.array("feeds");
    for (var feed : assessment.feeds()) {
      var asOf = feed.asOf();
      json.object();
      json.text("name", feed.name());
      json.text("asOf", asOf == null ? null : asOf.toString());
      json.number("records", feed.records());
      json.number("refused", feed.refused());
      json.flag("stale", feed.stale());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private static void coverage(Json json, Assessment assessment) {
    if (assessment.coverage().isEmpty()) {
      json.nothing("coverage");
      return;
    }
    var coverage = assessment.coverage().get();
    json.object("coverage");
    json.text("release", coverage.release());
    json.flag("fixesOnly", coverage.fixesOnly());
    json.endObject();
  }

  private static void warnings(Json json, Assessment assessment) {
    json.array("warnings");
    for (var warning : assessment.warnings()) {
      json.object();
      json.text("code", warning.code());
      json.text("message", warning.message());
      json.endObject();
    }
    json.endArray();
  }
}
