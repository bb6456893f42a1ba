package io.breakwater.reports;

import io.breakwater.advisor.Verdict;
import io.breakwater.image.Digest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An image index: a report for each of its platforms.
///
/// @param digest of the index, where there is one
/// @param platforms at least one
public record IndexReport(
    @Nullable String image, Optional<Digest> digest, List<ImageReport> platforms) {
  public IndexReport {
    platforms = List.copyOf(platforms);
    if (platforms.isEmpty()) {
      throw new IllegalArgumentException("an index without platforms has no report");
    }
  }

  /// The worst verdict of its platforms.
  public Verdict verdict() {
    return Verdict.worst(platforms.stream().map(p -> p.assessment().verdict()).toList());
  }
}
