package io.breakwater.registry.verdicts;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Verdict;
import io.breakwater.image.Digest;
import io.breakwater.image.Platform;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What is said of an image, or of every platform of an index.
///
/// @param index its digest, where it is one
/// @param platforms one for each image, at least one
public record AssessedImage(Optional<Digest> index, List<OfPlatform> platforms) {
  public AssessedImage {
    platforms = List.copyOf(platforms);
    if (platforms.isEmpty()) {
      throw new IllegalArgumentException("an assessment of no image");
    }
  }

  /// One image.
  ///
  /// @param platform empty where nothing says
  public record OfPlatform(Digest manifest, Optional<Platform> platform, Assessment assessment) {}

  /// The worst platform's verdict, and the counts of the worst platform that has the most issues.
  ///
  /// @param scanned when the platforms were judged
  public ImageVerdict verdict(Instant scanned) {
    var worst = Verdict.worst(platforms.stream().map(one -> one.assessment().verdict()).toList());
    var counts =
        platforms.stream()
            .filter(one -> one.assessment().verdict().status() == worst.status())
            .map(one -> IssueCounts.of(one.assessment()))
            .max(Comparator.comparingInt(IssueCounts::findings))
            .orElse(IssueCounts.NONE);
    return new ImageVerdict(worst, counts, scanned);
  }
}
