package io.breakwater.advisor;

/// Whether a vulnerability counts, and if not, why. Exemptions are told by [PolicyStatus].
public enum Standing {
  /// Counts, and fails the image unless exempt.
  ISSUE("issue"),
  /// No fix is published.
  UNFIXED("unfixed"),
  /// The fix is published for subscribers only and the image has no subscription.
  SUBSCRIPTION("subscription"),
  /// In a package of the kernel, which a container does not run.
  KERNEL("kernel"),
  /// Fixed, but the policy asks for worse.
  BELOW_POLICY("below-policy");

  private final String word;

  Standing(String word) {
    this.word = word;
  }

  /// The word in reports.
  public String word() {
    return word;
  }
}
