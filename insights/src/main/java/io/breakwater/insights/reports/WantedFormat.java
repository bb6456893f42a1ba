package io.breakwater.insights.reports;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.reports.formats.ReportFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// In which format a report is wanted: by the parameter `format`, otherwise by the header
/// `Accept` (RFC 9110, 12.5.1), otherwise JSON.
final class WantedFormat {
  /// Ranges of `Accept` that are looked at.
  private static final int MOST_RANGES = 50;

  private static final int MOST_PARAMETERS = 10;

  private WantedFormat() {}

  /// One range of `Accept`.
  private record Range(String type, double quality) {
    boolean takes(ReportFormat format) {
      return type.equals("*/*")
          || type.equals(format.mediaType())
          || (type.endsWith("/*")
              && format.mediaType().startsWith(type.substring(0, type.length() - 1)));
    }
  }

  /// @throws Refusal 400 for a word that is no format, 406 where none of the media types is one
  static ReportFormat of(Request request) throws Refusal {
    var word = request.query().first("format");
    if (word.isPresent()) {
      return ReportFormat.parse(word.get())
          .orElseThrow(
              () ->
                  Refusal.of(
                      400, "FORMAT_INVALID", "formats are " + ReportFormat.words() + "; use one"));
    }
    var accept = String.join(",", request.headers("Accept"));
    return accept.isBlank() ? ReportFormat.JSON : accepted(accept);
  }

  private static ReportFormat accepted(String accept) throws Refusal {
    var ranges =
        Stream.of(accept.split(",", MOST_RANGES + 1))
            .limit(MOST_RANGES)
            .map(WantedFormat::range)
            .flatMap(Optional::stream)
            .toList();
    // The server's own preference comes first: JSON for who takes anything.
    var best = best(ReportFormat.JSON, ranges);
    var format = ReportFormat.JSON;
    for (var one : ReportFormat.values()) {
      var quality = best(one, ranges);
      if (quality > best) {
        best = quality;
        format = one;
      }
    }
    if (best <= 0) {
      throw Refusal.of(
          406,
          "NOT_ACCEPTABLE",
          "reports are written as "
              + Stream.of(ReportFormat.values())
                  .map(ReportFormat::mediaType)
                  .distinct()
                  .collect(Collectors.joining(", "))
              + "; accept one of them, or choose with the parameter format");
    }
    return format;
  }

  /// How much a format is wanted: by the most particular range that takes it.
  private static double best(ReportFormat format, List<Range> ranges) {
    var length = -1;
    var quality = 0.0;
    for (var range : ranges) {
      var particular = range.type().startsWith("*") ? 0 : range.type().endsWith("*") ? 1 : 2;
      if (range.takes(format) && particular > length) {
        length = particular;
        quality = range.quality();
      }
    }
    return quality;
  }

  private static Optional<Range> range(String text) {
    var parts = text.split(";", MOST_PARAMETERS);
    var type = parts.length == 0 ? "" : parts[0].strip().toLowerCase(Locale.ROOT);
    if (type.indexOf('/') <= 0) {
      return Optional.empty();
    }
    for (var i = 1; i < parts.length; i++) {
      var parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        return quality(parameter.substring(2)).map(quality -> new Range(type, quality));
      }
    }
    return Optional.of(new Range(type, 1));
  }

  /// `qvalue` of RFC 9110, 12.4.2; what is none takes its range away.
  private static Optional<Double> quality(String text) {
    return text.matches("(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")
        ? Optional.of(Double.valueOf(text))
        : Optional.empty();
  }
}
