package io.breakwater.assessments;

/// The versions of the Vulnerability Advisor API. Their answers are the same, but that only the
/// fourth says what operating system an image is of.
enum AdvisorVersion {
  V3("v3", false),
  V4("v4", true);

  private final String word;
  private final boolean distribution;

  AdvisorVersion(String word, boolean distribution) {
    this.word = word;
    this.distribution = distribution;
  }

  /// The beginning of its addresses.
  String prefix() {
    return "/va/api/" + word;
  }

  /// Whether reports have `os_distribution`.
  boolean distribution() {
    return distribution;
  }
}
