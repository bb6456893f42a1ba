package io.breakwater.notifications.history;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/// What images were like on a day: at its end, or last on a day that is not over.
///
/// @param images that tags named
/// @param verdicts how many images by the word of their verdict's status
/// @param severities how many different issues by the word of their severity
public record DayCount(
    LocalDate day, long images, Map<String, Long> verdicts, Map<String, Long> severities) {
  public DayCount {
    verdicts = Map.copyOf(verdicts);
    severities = Map.copyOf(severities);
  }

  /// Two namespaces of the same day together; an issue of both is counted twice.
  DayCount and(DayCount other) {
    return new DayCount(
        day,
        images + other.images,
        sum(verdicts, other.verdicts),
        sum(severities, other.severities));
  }

  private static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
    var sum = new TreeMap<>(a);
    b.forEach((word, count) -> sum.merge(word, count, Long::sum));
    return sum;
  }
}
