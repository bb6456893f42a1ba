package io.breakwater.advisories.ubuntu;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.osv.OsvRecord;
import io.breakwater.advisories.reading.CvssScores;
import java.util.ArrayList;
import java.util.List;

/// The severities of a record.
///
/// @param ubuntu Ubuntu's priority: `negligible`, `low`, `medium`, `high`, `critical`;
///     `unknown` where it is untriaged or missing
/// @param cvss scored vectors, each once; a vector that cannot be scored is left out
record Severities(String ubuntu, List<Advisory.Cvss> cvss) {
  static Severities of(List<OsvRecord.Severity> severities) {
    var ubuntu = "unknown";
    var scores = new ArrayList<Advisory.Cvss>();
    for (var severity : severities) {
      if (severity.type().equals("Ubuntu")) {
        ubuntu =
            switch (severity.score()) {
              case "negligible", "low", "medium", "high", "critical" -> severity.score();
              default -> "unknown";
            };
      } else if (severity.type().startsWith("CVSS_")) {
        var scored = CvssScores.score("ubuntu", severity.score());
        if (scored != null && !scores.contains(scored)) {
          scores.add(scored);
        }
      }
    }
    return new Severities(ubuntu, scores);
  }
}
