package io.breakwater.advisor;

import io.breakwater.advisor.FixPlan.Remainder;
import io.breakwater.advisories.Advisory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Groups what no upgrade clears by the reason.
final class FixRemainders {
  private FixRemainders() {}

  static List<Remainder> of(List<Finding> findings) {
    var byKind = new EnumMap<Remainder.Kind, List<Finding>>(Remainder.Kind.class);
    for (var finding : findings) {
      if (finding.standing() != Standing.KERNEL && finding.policyStatus() != PolicyStatus.EXEMPT) {
        kind(finding)
            .ifPresent(kind -> byKind.computeIfAbsent(kind, one -> new ArrayList<>()).add(finding));
      }
    }
    return byKind.entrySet().stream()
        .map(entry -> remainder(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Remainder remainder(Remainder.Kind kind, List<Finding> findings) {
    var sources = new TreeSet<String>();
    var active = 0;
    for (var finding : findings) {
      sources.add(finding.installed().source());
      active += finding.active() ? 1 : 0;
    }
    return new Remainder(kind, findings.size(), active, List.copyOf(sources));
  }

  /// Empty for what an upgrade clears.
  private static Optional<Remainder.Kind> kind(Finding finding) {
    if (finding.moduleUnknown()) {
      return Optional.of(Remainder.Kind.UNDECIDED);
    }
    return Optional.ofNullable(
        switch (finding.state()) {
          case FIXED -> fixed(finding);
          case AFFECTED ->
              finding.fixedVersion() == null ? Remainder.Kind.NO_FIX : Remainder.Kind.OTHER_STREAM;
          case DEFERRED -> Remainder.Kind.NO_FIX;
          case WILL_NOT_FIX -> Remainder.Kind.WILL_NOT_FIX;
          case END_OF_LIFE -> Remainder.Kind.END_OF_LIFE;
          case UNDER_INVESTIGATION -> FixPlanner.fixable(finding) ? null : Remainder.Kind.UNDECIDED;
          case NOT_AFFECTED -> null;
        });
  }

  private static Remainder.@Nullable Kind fixed(Finding finding) {
    if (finding.standing() != Standing.SUBSCRIPTION) {
      return null;
    }
    return finding.advisory().availability() == Advisory.Availability.UBUNTU_PRO
        ? Remainder.Kind.UBUNTU_PRO
        : Remainder.Kind.EXTENDED_SUPPORT;
  }
}
