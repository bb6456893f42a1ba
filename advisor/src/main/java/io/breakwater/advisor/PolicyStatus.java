package io.breakwater.advisor;

/// Whether exemptions take an issue out.
public enum PolicyStatus {
  ACTIVE("active"),
  EXEMPT("exempt"),
  /// A CVE of several security notices, not all of which are exempt: it still counts.
  PARTIALLY_EXEMPT("partially-exempt");

  private final String word;

  PolicyStatus(String word) {
    this.word = word;
  }

  /// The word in reports.
  public String word() {
    return word;
  }
}
