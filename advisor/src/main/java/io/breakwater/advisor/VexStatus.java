package io.breakwater.advisor;

/// What a VEX statement says of a vulnerability in a product (OpenVEX specification 0.2.0,
/// "Status Labels").
public enum VexStatus {
  /// Exempts.
  NOT_AFFECTED("not_affected"),
  /// Exempts; carried over only where the statement names the very version or content.
  FIXED("fixed"),
  /// Takes older statements back.
  AFFECTED("affected"),
  /// Takes older statements back.
  UNDER_INVESTIGATION("under_investigation");

  private final String word;

  VexStatus(String word) {
    this.word = word;
  }

  /// The word of OpenVEX.
  public String word() {
    return word;
  }

  /// Whether an issue stops counting by it.
  public boolean exempts() {
    return this == NOT_AFFECTED || this == FIXED;
  }
}
