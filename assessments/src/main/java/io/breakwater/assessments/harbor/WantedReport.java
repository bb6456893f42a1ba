package io.breakwater.assessments.harbor;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import java.util.Arrays;
import java.util.List;

/// Which report `Accept` asks for. The first that is known decides; weights are not looked at,
/// as Harbor names one type.
final class WantedReport {
  private static final List<String> ANY = List.of("*/*", "application/*", "application/json");

  private WantedReport() {}

  /// The report; that of vulnerabilities where anything will do.
  ///
  /// @throws Refusal 501 for media types that this scanner does not make, 400 for a bill of
  ///     materials of no format
  static ReportKind of(Request request) throws Refusal {
    var types =
        request.headers("Accept").stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .map(String::strip)
            .filter(type -> !type.isEmpty())
            .toList();
    for (var type : types) {
      if (ReportKind.same(type, ReportKind.BILL)) {
        return bill(request);
      }
      for (var kind : ReportKind.reports()) {
        if (ReportKind.same(type, kind.mediaType())) {
          return kind;
        }
      }
      if (ANY.contains(type.split(";", 2)[0].strip())) {
        return ReportKind.VULNERABILITIES;
      }
    }
    if (types.isEmpty()) {
      return ReportKind.VULNERABILITIES;
    }
    throw Refusal.of(
        501,
        "UNSUPPORTED",
        "no such report is made; accept "
            + ReportKind.VULNERABILITIES.mediaType()
            + ", "
            + ReportKind.RAW.mediaType()
            + " or "
            + ReportKind.BILL);
  }

  private static ReportKind bill(Request request) throws Refusal {
    return request
        .query()
        .first("sbom_media_type")
        .flatMap(ReportKind::bill)
        .orElseThrow(
            () ->
                Refusal.of(
                    400,
                    "INVALID",
                    "sbom_media_type is application/spdx+json or application/vnd.cyclonedx+json;"
                        + " add one, with + written as %2B"));
  }
}
