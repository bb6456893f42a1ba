package io.breakwater.reports.sarif;

import io.breakwater.advisor.Verdict;
import io.breakwater.reports.ImageIdentity;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.IndexReport;
import io.breakwater.reports.Json;
import io.breakwater.reports.ReportOptions;
import io.breakwater.reports.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// The report as a SARIF 2.1.0 log: one run for an image, and one for each platform of an index.
///
/// - Rules are the issues (a CVE, a check of the configuration), results the places: a package in
///   its database, a line of a configuration file, relative to the image's root (`IMAGE`).
/// - What does not count by the policy is of level `note` and its rule has no `security-severity`;
///   what is exempt is suppressed, with who did so and why.
/// - Where the image could not be judged, the run says so thrice, since readers look at different
///   places: `executionSuccessful` is false, a notification has the reason, and so has a result.
///   An empty list of results would close every alert.
/// - Fingerprints hold what stays when an image is built anew: the issue, the package's name, the
///   file. Versions and lines may change without a new alert.
///
/// Limits of GitHub code scanning ("SARIF support for code scanning"): 25,000 results and as many
/// rules a run; the least important are cut, and a notification and the run's properties say how
/// many. Of 20 tags a rule none uses more than six. 20 runs a file are more platforms than an
/// index has; a longer one is written whole, and GitHub refuses it with its own message.
///
/// The same report gives the same bytes; a time is written only where the options have one.
public final class SarifReport {
  /// As many results as GitHub takes of one run.
  static final int MOST_RESULTS = 25_000;

  private SarifReport() {}

  /// Writes the report of one image. The stream is flushed and left open.
  public static void write(ImageReport report, ReportOptions options, OutputStream out)
      throws IOException {
    write(List.of(report), options, out);
  }

  /// Writes the report of an index. The stream is flushed and left open.
  public static void write(IndexReport report, ReportOptions options, OutputStream out)
      throws IOException {
    write(report.platforms(), options, out);
  }

  private static void write(List<ImageReport> reports, ReportOptions options, OutputStream out)
      throws IOException {
    Json.write(
        out,
        json -> {
          json.object();
          json.text("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
          json.text("version", "2.1.0");
          json.array("runs");
          for (var report : reports) {
            new Run(report, options, Entry.of(report)).write(json);
          }
          json.endArray();
          json.endObject();
        });
  }

  /// The report of one image.
  ///
  /// @param all every result that there would be
  private record Run(ImageReport report, ReportOptions options, List<Entry> all) {
    void write(Json json) {
      var kept = all.subList(0, Math.min(all.size(), MOST_RESULTS));
      var rules = new Rules(report.assessment(), kept);
      json.object();
      tool(json, rules);
      json.object("automationDetails");
      // What stands before the last slash is the category; the empty rest is the run's own name.
      json.text("id", Tool.NAME + "/" + ImageIdentity.of(report).series() + "/");
      json.endObject();
      invocation(json, all.size() - kept.size());
      bases(json);
      json.text("columnKind", "utf16CodeUnits");
      new Results(report, rules, kept).write(json);
      properties(json, all.size() - kept.size());
      json.endObject();
    }

    private static void tool(Json json, Rules rules) {
      json.object("tool");
      json.object("driver");
      json.text("name", "Breakwater");
      json.text("version", Tool.version());
      rules.write(json);
      json.endObject();
      json.endObject();
    }

    private void invocation(Json json, int cut) {
      var verdict = report.assessment().verdict();
      var unknowns = Entry.unknowns(verdict);
      var timestamp = options.timestamp();
      json.array("invocations");
      json.object();
      json.flag("executionSuccessful", unknowns.isEmpty());
      json.known("endTimeUtc", timestamp == null ? null : timestamp.toString());
      json.array("toolExecutionNotifications");
      for (var reason : unknowns) {
        notification(json, reason.code(), "error", Messages.of(verdict.status(), reason));
      }
      for (var warning : report.assessment().warnings()) {
        notification(json, warning.code(), "warning", warning.message());
      }
      if (cut > 0) {
        notification(json, "results-cut", "warning", cutMessage(cut));
      }
      json.endArray();
      json.endObject();
      json.endArray();
    }

    private static String cutMessage(int cut) {
      return cut
          + " results of the least importance were left out: GitHub code scanning refuses a run of"
          + " more than "
          + MOST_RESULTS
          + ". The JSON report has all of them.";
    }

    private static void notification(Json json, String code, String level, String text) {
      json.object();
      json.object("descriptor");
      json.text("id", code);
      json.endObject();
      json.text("level", level);
      Messages.write(json, "message", text);
      json.endObject();
    }

    private static void bases(Json json) {
      json.object("originalUriBaseIds");
      json.object(Results.BASE);
      json.text("uri", "file:///");
      Messages.write(json, "description", "The root of the image's file system.");
      json.endObject();
      json.endObject();
    }

    private void properties(Json json, int cut) {
      Verdict verdict = report.assessment().verdict();
      json.object("properties");
      json.text("image", report.title());
      json.known("imageDigest", report.digest().map(Object::toString).orElse(""));
      json.known("platform", report.platform().map(Object::toString).orElse(""));
      json.text("verdict", verdict.status().name());
      json.known("advisories", report.assessment().advisoriesVersion());
      if (cut > 0) {
        json.number("resultsLeftOut", cut);
      }
      json.endObject();
    }
  }
}
