package io.breakwater.advisor;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.inventory.InstalledPackage;

/// Whether a vulnerability counts under a policy.
final class Standings {
  private Standings() {}

  /// Whether a package is of the kernel: built from source `linux`, or from one of its versioned
  /// relatives such as `linux-6.1`.
  static boolean kernel(InstalledPackage installed) {
    var source = installed.source();
    var prefix = "linux-";
    return source.equals("linux")
        || (source.startsWith(prefix)
            && source.length() > prefix.length()
            && Character.isDigit(source.charAt(prefix.length())));
  }

  static Standing of(Match match, boolean kernel, boolean subscribed, Policy policy) {
    if (kernel && !policy.countKernel()) {
      return Standing.KERNEL;
    }
    var row = match.row();
    var fixable = match.state() == Advisory.State.FIXED;
    var attainable =
        row.availability() == Availability.PUBLIC
            || (row.availability() == Availability.UBUNTU_PRO && subscribed);
    if (fixable && attainable) {
      return counts(row, policy.failOn()) ? Standing.ISSUE : Standing.BELOW_POLICY;
    }
    if (countsWithoutFix(row, policy.failOn())) {
      return Standing.ISSUE;
    }
    return fixable ? Standing.SUBSCRIPTION : Standing.UNFIXED;
  }

  private static boolean counts(Advisory row, FailOn failOn) {
    return switch (failOn) {
      case FailOn.Nothing _ -> false;
      case FailOn.Issues _, FailOn.Unfixed _ -> true;
      case FailOn.FromSeverity(var least) -> {
        var severity = Severity.of(row.severity());
        yield severity == Severity.UNKNOWN || severity.compareTo(least) >= 0;
      }
      case FailOn.KnownExploited _ -> row.knownExploited();
    };
  }

  private static boolean countsWithoutFix(Advisory row, FailOn failOn) {
    return switch (failOn) {
      case FailOn.Nothing _, FailOn.Issues _, FailOn.FromSeverity _ -> false;
      case FailOn.Unfixed _ -> true;
      case FailOn.KnownExploited _ -> row.knownExploited();
    };
  }

  /// Whether the policy lets configuration issues fail an image.
  static boolean configurationCounts(FailOn failOn) {
    return switch (failOn) {
      case FailOn.Nothing _, FailOn.KnownExploited _ -> false;
      case FailOn.Issues _, FailOn.FromSeverity _, FailOn.Unfixed _ -> true;
    };
  }
}
