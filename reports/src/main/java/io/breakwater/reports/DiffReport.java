package io.breakwater.reports;

import io.breakwater.advisor.Difference;

/// Two images and what changed from the first to the second.
public record DiffReport(ImageReport before, ImageReport after, Difference difference) {
  /// Compares two images.
  public static DiffReport of(ImageReport before, ImageReport after) {
    return new DiffReport(before, after, Difference.of(before.assessment(), after.assessment()));
  }
}
