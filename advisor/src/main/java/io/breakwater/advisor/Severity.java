package io.breakwater.advisor;

import java.util.Optional;

/// How bad a distribution says an issue is, worst last, in one scale for all of them.
public enum Severity {
  UNKNOWN("unknown"),
  NEGLIGIBLE("negligible"),
  LOW("low"),
  MEDIUM("medium"),
  HIGH("high"),
  CRITICAL("critical");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /// The word in reports and options.
  public String word() {
    return word;
  }

  /// Reads one of the scale's own words.
  public static Optional<Severity> parse(String word) {
    for (var severity : values()) {
      if (severity.word.equals(word)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }

  /// Places a distribution's word on the scale; a word that no distribution is known to use is
  /// [#UNKNOWN].
  public static Severity of(String distributionWord) {
    return switch (distributionWord) {
      case "critical" -> CRITICAL;
      case "high", "important" -> HIGH;
      case "medium", "moderate" -> MEDIUM;
      case "low" -> LOW;
      case "negligible", "unimportant", "none" -> NEGLIGIBLE;
      default -> UNKNOWN;
    };
  }
}
