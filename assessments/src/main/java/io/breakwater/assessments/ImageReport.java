package io.breakwater.assessments;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Verdict;
import io.breakwater.image.Digest;
import io.breakwater.registry.verdicts.AssessedImage;
import io.breakwater.registry.verdicts.ImageVerdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What is said of an image in a report of the Vulnerability Advisor API.
///
/// A report is about one platform. Of an index it is the platform that decides: of those with the
/// worst verdict the one with the most issues, whose numbers the status shows, too.
///
/// @param assessment empty where the image could not be judged (yet)
record ImageReport(
    Digest manifest, Verdict.Status status, Instant scanned, Optional<Assessment> assessment) {

  /// Of an image that could not be judged.
  static ImageReport of(Digest manifest, ImageVerdict verdict) {
    return new ImageReport(
        manifest, verdict.verdict().status(), verdict.scanned(), Optional.empty());
  }

  /// Of an image that was judged.
  static ImageReport of(Digest manifest, AssessedImage image, Instant scanned) {
    var platform = deciding(image.platforms());
    return new ImageReport(manifest, platform.verdict().status(), scanned, Optional.of(platform));
  }

  private static Assessment deciding(List<AssessedImage.OfPlatform> platforms) {
    return platforms.stream()
        .map(AssessedImage.OfPlatform::assessment)
        .max(
            Comparator.comparing((Assessment one) -> one.verdict().status())
                .thenComparingInt(one -> one.counts().issues()))
        .orElseThrow();
  }

  /// Another whenever the image was looked at anew.
  String id() {
    return manifest + "-" + scanned.getEpochSecond();
  }

  List<ReportedVulnerability> vulnerabilities() {
    return assessment
        .map(one -> ReportedVulnerability.of(one.findings(), one::twinOf))
        .orElse(List.of());
  }
}
