package io.breakwater.configuration;

/// How bad it is when a check fails, worst last.
public enum Weight {
  /// Good practice that many images knowingly leave out.
  LOW("low"),
  MEDIUM("medium"),
  HIGH("high"),
  CRITICAL("critical");

  private final String word;

  Weight(String word) {
    this.word = word;
  }

  /// The word in reports.
  public String word() {
    return word;
  }
}
