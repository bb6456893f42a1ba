package io.breakwater.registry.verdicts;

import io.breakwater.advisor.ImageScope;
import io.breakwater.advisor.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// On what of an image's name, and how long, a judgement by a policy depends.
final class ExemptionNames {
  private ExemptionNames() {}

  /// Whether it matters what an image is called.
  static boolean used(Policy policy) {
    return policy.exemptions().stream()
        .anyMatch(exemption -> exemption.scopes().stream().anyMatch(ExemptionNames::named));
  }

  private static boolean named(ImageScope scope) {
    return switch (scope) {
      case ImageScope.Every every -> false;
      case ImageScope.Bill bill -> false;
      case ImageScope.Unknown unknown -> false;
      case ImageScope.Content content -> named(content.repository());
      case ImageScope.Architecture one -> named(one.images());
      case ImageScope.Namespace namespace -> true;
      case ImageScope.Repository repository -> true;
      case ImageScope.Named name -> true;
      case ImageScope.Tag tag -> true;
    };
  }

  /// When something else may be said of the same image: the next day, on which ends of support
  /// and ages of feeds are judged anew, or when an exemption expires before that.
  static Instant until(Policy policy, Instant now) {
    var until = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    for (var exemption : policy.exemptions()) {
      var expires = exemption.expires();
      if (expires != null && expires.isAfter(now) && expires.isBefore(until)) {
        until = expires;
      }
    }
    return until;
  }
}
