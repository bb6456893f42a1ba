package io.breakwater.advisor;

/// What became of one exemption in one image.
///
/// @param issues how many it matches, whether or not it takes them out: an expired one says
///     here what counts again
public record ExemptionUse(Exemption exemption, Use use, int issues) {

  /// How an exemption stands to an image.
  public enum Use {
    /// Takes issues out; a VEX statement that says the opposite: speaks of issues.
    APPLIED("applied"),
    /// Has expired.
    EXPIRED("expired"),
    /// Was to hold until a fix, and the fix is there.
    FIXED("fixed"),
    /// A newer VEX statement says otherwise.
    TAKEN_BACK("taken-back"),
    /// Covers the image and matches nothing.
    UNUSED("unused"),
    /// Is for other images.
    OTHER_IMAGE("other-image");

    private final String word;

    Use(String word) {
      this.word = word;
    }

    /// The word in reports.
    public String word() {
      return word;
    }
  }
}
