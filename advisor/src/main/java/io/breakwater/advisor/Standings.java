package io.breakwater.advisor;

import io.breakwater.advisories.Advisory;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.InstalledPackage;
import java.time.Instant;
import java.util.Set;

/// Whether a vulnerability counts under a policy.
final class Standings {
  private Standings() {}

  /// Sources of the kernel in the rpm family.
  private static final Set<String> KERNELS = Set.of("kernel", "kernel-rt", "kernel-alt");

  /// Whether a package is of the kernel: built from source `linux` or one of its versioned
  /// relatives such as `linux-6.1`; in the rpm family from `kernel`, `kernel-rt`,
  /// `kernel-alt`.
  static boolean kernel(InstalledPackage installed) {
    var source = installed.source();
    if (installed.ecosystem() == Ecosystem.RPM) {
      return KERNELS.contains(source);
    }
    var prefix = "linux-";
    return source.equals("linux")
        || (source.startsWith(prefix)
            && source.length() > prefix.length()
            && Character.isDigit(source.charAt(prefix.length())));
  }

  static Standing of(
      Advisory row,
      Advisory.State state,
      boolean kernel,
      Subscription subscription,
      Policy policy,
      Instant now) {
    if (kernel && !policy.countKernel()) {
      return Standing.KERNEL;
    }
    var fixable = state == Advisory.State.FIXED;
    var always = exploited(row, policy);
    if (fixable && subscription.attains(row.availability())) {
      return always || counts(row, policy.failOn()) ? Standing.ISSUE : Standing.BELOW_POLICY;
    }
    if (always || countsWithoutFix(row, policy.failOn()) || byRule(row, policy, now)) {
      return Standing.ISSUE;
    }
    return fixable ? Standing.SUBSCRIPTION : Standing.UNFIXED;
  }

  private static boolean exploited(Advisory row, Policy policy) {
    return policy.exploitedAlways()
        && row.knownExploited()
        && !(policy.failOn() instanceof FailOn.Nothing);
  }

  private static boolean byRule(Advisory row, Policy policy, Instant now) {
    var rule = policy.unfixed();
    return rule != null && !(policy.failOn() instanceof FailOn.Nothing) && rule.counts(row, now);
  }

  /// Whether the image can install a fix; where versions cannot be compared, the fix that
  /// there is.
  static boolean fixable(Advisory row, Advisory.State state, Subscription subscription) {
    return row.fixedVersion() != null
        && state != Advisory.State.AFFECTED
        && subscription.attains(row.availability());
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

  /// Whether the policy lets a configuration issue of a severity fail an image.
  static boolean configurationCounts(Policy policy, Severity severity) {
    var asked =
        switch (policy.failOn()) {
          case FailOn.Nothing _, FailOn.KnownExploited _ -> false;
          case FailOn.Issues _, FailOn.Unfixed _ -> true;
          case FailOn.FromSeverity(var least) -> severity.compareTo(least) >= 0;
        };
    return asked && severity.compareTo(policy.configurationFrom()) >= 0;
  }
}
