package io.breakwater.reports;

import io.breakwater.advisor.FixPlan;
import java.io.IOException;
import java.io.OutputStream;

/// What to do about an image, as JSON: `schemaVersion` 1, `image`, `digest`, `platform`,
/// `verdict` and `fix` as in the report (`report-v1.schema.json`).
public final class JsonFixPlan {
  private JsonFixPlan() {}

  /// Writes the plan. The stream is flushed and left open.
  public static void write(ImageReport report, OutputStream out) throws IOException {
    Json.write(
        out,
        json -> {
          json.object();
          JsonReport.identity(json, report);
          JsonReport.verdict(json, report.assessment().verdict());
          write(json, report.assessment().fix());
          json.endObject();
        });
  }

  static void write(Json json, FixPlan fix) {
    json.object("fix");
    json.array("commands");
    fix.commands().forEach(json::element);
    json.endArray();
    json.array("dockerfile");
    fix.dockerfile().forEach(json::element);
    json.endArray();
    json.number("clears", fix.clears());
    json.flag("inBase", fix.inBase());
    json.array("upgrades");
    for (var upgrade : fix.upgrades()) {
      json.object();
      json.text("source", upgrade.source());
      json.text("version", upgrade.version());
      json.array("packages");
      upgrade.packages().forEach(json::element);
      json.endArray();
      json.number("clears", upgrade.clears());
      json.flag("knownExploited", upgrade.knownExploited());
      json.array("notices");
      upgrade.notices().forEach(json::element);
      json.endArray();
      json.text("module", upgrade.module().isEmpty() ? null : upgrade.module());
      json.endObject();
    }
    json.endArray();
    remaining(json, fix);
    json.endObject();
  }

  private static void remaining(Json json, FixPlan fix) {
    json.array("remaining");
    for (var remainder : fix.remaining()) {
      json.object();
      json.text("kind", remainder.kind().word());
      json.text("reason", remainder.kind().why());
      json.text("advice", remainder.kind().advice());
      json.number("issues", remainder.issues());
      json.number("active", remainder.active());
      json.array("sources");
      remainder.sources().forEach(json::element);
      json.endArray();
      json.endObject();
    }
    json.endArray();
  }
}
