package io.breakwater.advisories.redhat;

import io.breakwater.advisories.Advisory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Red Hat says of a CVE as a whole, and of single advisories where that differs.
///
/// @param severity lower case: `low`, `moderate`, `important`, `critical`; `unknown`
/// @param impacts where an advisory's severity for a product is another
record Issue(
    String cve,
    String severity,
    List<Advisory.Cvss> cvss,
    String summary,
    @Nullable Instant published,
    List<Impact> impacts) {
  Issue {
    cvss = List.copyOf(cvss);
    impacts = List.copyOf(impacts);
  }

  /// A severity of its own.
  ///
  /// @param cpe of the product; covers the more specific ones that begin with it
  record Impact(String advisory, String cpe, String severity) {}

  /// The severity of the issue as an advisory fixes it in a product.
  String severityIn(String advisory, Cpe product, String ofAdvisory) {
    for (var impact : impacts) {
      if (impact.advisory().equals(advisory) && covers(impact.cpe(), product.uri())) {
        return impact.severity();
      }
    }
    return severity.equals("unknown") ? ofAdvisory : severity;
  }

  boolean hasImpactsOf(String advisory) {
    for (var impact : impacts) {
      if (impact.advisory().equals(advisory)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a CPE names another one or what contains it, parts (`a`, `o`) left aside.
  static boolean covers(String wide, String narrow) {
    var from = wide.indexOf(':', 5);
    var at = narrow.indexOf(':', 5);
    var length = wide.length() - from;
    if (from < 0 || at < 0 || !narrow.regionMatches(at, wide, from, length)) {
      return false;
    }
    var end = at + length;
    return end == narrow.length() || narrow.charAt(end) == ':' || narrow.charAt(end) == '.';
  }

  /// Red Hat's severities, lower case; `unknown` for anything else.
  static String severity(@Nullable String text) {
    if (text == null) {
      return "unknown";
    }
    return switch (text) {
      case "Low", "low" -> "low";
      case "Moderate", "moderate" -> "moderate";
      case "Important", "important" -> "important";
      case "Critical", "critical" -> "critical";
      default -> "unknown";
    };
  }
}
