package io.breakwater.reports.cyclonedx;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.PolicyStatus;
import io.breakwater.advisor.Severity;
import io.breakwater.advisor.Standing;
import io.breakwater.advisor.VexStatus;
import io.breakwater.advisories.Advisory;
import io.breakwater.reports.IssueLinks;
import io.breakwater.reports.Json;
import io.breakwater.reports.VexStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The list `vulnerabilities` of a document: one for each issue and what is said of it, with all
/// packages of which the same is said.
final class Vulnerabilities {
  private final Assessment assessment;
  private final Components components;

  Vulnerabilities(Assessment assessment, Components components) {
    this.assessment = assessment;
    this.components = components;
  }

  /// What findings must share to be one vulnerability of the document.
  private record Shared(
      String cve,
      String feed,
      String recordId,
      String severity,
      List<Advisory.Cvss> cvss,
      Advisory.State state,
      @Nullable String stateDetail,
      @Nullable String fixedVersion,
      Advisory.Availability availability,
      Standing standing,
      PolicyStatus policyStatus,
      VexStatement vex) {
    static Shared of(Finding finding) {
      var row = finding.advisory();
      return new Shared(
          row.cve(),
          row.feed(),
          row.recordId(),
          row.severity(),
          row.cvss(),
          finding.state(),
          finding.stateDetail(),
          finding.fixedVersion(),
          row.availability(),
          finding.standing(),
          finding.policyStatus(),
          VexStatement.of(finding));
    }
  }

  void write(Json json) {
    var groups = new LinkedHashMap<Shared, List<Finding>>();
    for (var finding : assessment.findings()) {
      groups.computeIfAbsent(Shared.of(finding), shared -> new ArrayList<>()).add(finding);
    }
    var seen = new HashMap<String, Integer>();
    json.array("vulnerabilities");
    for (Map.Entry<Shared, List<Finding>> group : groups.entrySet()) {
      var cve = group.getKey().cve();
      var number = seen.merge(cve, 1, Integer::sum);
      vulnerability(json, number == 1 ? cve : cve + "#" + number, group.getKey(), group.getValue());
    }
    json.endArray();
  }

  private void vulnerability(Json json, String reference, Shared shared, List<Finding> findings) {
    var row = findings.getFirst().advisory();
    json.object();
    json.text("bom-ref", reference);
    json.text("id", shared.cve());
    source(json, row);
    references(json, row);
    ratings(json, shared, row);
    json.known("description", row.summary());
    json.text("recommendation", recommendation(findings));
    advisories(json, row);
    date(json, "published", row.published());
    date(json, "updated", row.modified());
    analysis(json, shared);
    affects(json, shared, findings);
    properties(json, shared, row);
    json.endObject();
  }

  private static void source(Json json, Advisory row) {
    json.object("source");
    json.text("name", row.feed());
    json.known("url", IssueLinks.best(row).orElse(""));
    json.endObject();
  }

  private static void references(Json json, Advisory row) {
    if (row.aliases().isEmpty()) {
      return;
    }
    json.array("references");
    for (var alias : new LinkedHashSet<>(row.aliases())) {
      json.object();
      json.text("id", alias);
      json.object("source");
      json.text("name", row.feed());
      json.endObject();
      json.endObject();
    }
    json.endArray();
  }

  /// The distribution's word first, since it decides; then the scores.
  private static void ratings(Json json, Shared shared, Advisory row) {
    json.array("ratings");
    json.object();
    json.object("source");
    json.text("name", row.feed());
    json.endObject();
    json.text("severity", word(Severity.of(shared.severity())));
    json.text("method", "other");
    json.endObject();
    for (var cvss : shared.cvss()) {
      json.object();
      json.object("source");
      json.text("name", cvss.source());
      json.endObject();
      json.number("score", cvss.score());
      json.text("severity", word(cvss));
      json.text("method", method(cvss.version()));
      json.known("vector", cvss.vector());
      json.endObject();
    }
    json.endArray();
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case UNKNOWN -> "unknown";
      case NEGLIGIBLE -> "info";
      case LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH -> "high";
      case CRITICAL -> "critical";
    };
  }

  /// The qualitative scales of CVSS: NVD's for 2.0, the specification's own since 3.0.
  private static String word(Advisory.Cvss cvss) {
    var second = cvss.version().startsWith("2");
    if (cvss.score() >= 9 && !second) {
      return "critical";
    } else if (cvss.score() >= 7) {
      return "high";
    } else if (cvss.score() >= 4) {
      return "medium";
    }
    return cvss.score() > 0 || second ? "low" : "none";
  }

  private static String method(String version) {
    return switch (version) {
      case "2.0" -> "CVSSv2";
      case "3.0" -> "CVSSv3";
      case "3.1" -> "CVSSv31";
      case "4.0" -> "CVSSv4";
      default -> "other";
    };
  }

  private static String recommendation(List<Finding> findings) {
    var actions = new LinkedHashSet<String>();
    findings.forEach(finding -> actions.add(finding.correctiveAction()));
    return String.join("; ", actions);
  }

  private static void advisories(Json json, Advisory row) {
    json.array("advisories");
    for (var notice : row.notices()) {
      IssueLinks.ofNotice(notice).ifPresent(link -> advisory(json, notice.id(), link));
    }
    for (var link : IssueLinks.ofRow(row)) {
      advisory(json, "", link);
    }
    json.endArray();
  }

  private static void advisory(Json json, String title, String link) {
    json.object();
    json.known("title", title);
    json.text("url", link);
    json.endObject();
  }

  private static void date(Json json, String name, @Nullable Instant date) {
    json.known(name, date == null ? null : date.toString());
  }

  private static void analysis(Json json, Shared shared) {
    json.object("analysis");
    json.text(
        "state",
        switch (shared.vex().status()) {
          case AFFECTED -> "exploitable";
          case NOT_AFFECTED -> "not_affected";
          case FIXED -> "resolved";
          case UNDER_INVESTIGATION -> "in_triage";
        });
    shared
        .vex()
        .justification()
        .ifPresent(known -> json.text("justification", known.kind().cycloneDx()));
    var response = shared.vex().status() == VexStatus.AFFECTED ? response(shared) : "";
    if (!response.isEmpty()) {
      json.texts("response", List.of(response));
    }
    json.known("detail", detail(shared));
    json.endObject();
  }

  private static String response(Shared shared) {
    return switch (shared.state()) {
      case FIXED -> "update";
      case WILL_NOT_FIX -> "will_not_fix";
      case END_OF_LIFE -> "can_not_fix";
      case AFFECTED, DEFERRED, NOT_AFFECTED, UNDER_INVESTIGATION -> "";
    };
  }

  private static @Nullable String detail(Shared shared) {
    var note = shared.vex().note();
    return note.isEmpty() ? shared.stateDetail() : note;
  }

  private void affects(Json json, Shared shared, List<Finding> findings) {
    var unknown = shared.vex().status() == VexStatus.UNDER_INVESTIGATION;
    json.array("affects");
    for (var finding : findings) {
      json.object();
      json.text("ref", components.reference(finding.installed()));
      json.array("versions");
      json.object();
      json.text("version", finding.installed().version());
      json.text("status", unknown ? "unknown" : "affected");
      json.endObject();
      json.endArray();
      json.endObject();
    }
    json.endArray();
  }

  private static void properties(Json json, Shared shared, Advisory row) {
    json.array("properties");
    Properties.write(json, "breakwater:state", word(shared.state()));
    Properties.write(json, "breakwater:stateDetail", shared.stateDetail());
    Properties.write(json, "breakwater:severity", shared.severity());
    Properties.write(json, "breakwater:fixedVersion", shared.fixedVersion());
    if (shared.fixedVersion() != null) {
      Properties.write(json, "breakwater:fixAvailability", word(shared.availability()));
    }
    Properties.write(json, "breakwater:standing", shared.standing().word());
    Properties.write(json, "breakwater:policyStatus", shared.policyStatus().word());
    Properties.write(json, "breakwater:knownExploited", row.knownExploited() ? "true" : "");
    json.endArray();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
