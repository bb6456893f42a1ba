package io.breakwater.advisor;

import io.breakwater.advisor.version.Comparison;
import io.breakwater.advisor.version.VersionOrder;
import io.breakwater.advisories.Advisory;
import io.breakwater.inventory.InstalledPackage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One vulnerability in one installed package, with everything that explains it.
///
/// @param installed the package
/// @param advisory the row that decided
/// @param state what the distribution says; UNDER_INVESTIGATION also where the versions cannot
///     be compared
/// @param stateDetail the distribution's own word, or `not-comparable: …`, or null
/// @param order the order that compared the versions
/// @param comparison how the installed source version stands to the fixed one; null where there
///     is no fixed version to compare with
/// @param standing whether it counts
/// @param policyStatus whether exemptions take it out
/// @param exemptions those that do, in the policy's order
public record Finding(
    InstalledPackage installed,
    Advisory advisory,
    Advisory.State state,
    @Nullable String stateDetail,
    VersionOrder order,
    @Nullable Comparison comparison,
    Standing standing,
    PolicyStatus policyStatus,
    List<Exemption> exemptions) {
  public Finding {
    exemptions = List.copyOf(exemptions);
  }

  /// The identifier of the issue.
  public String cve() {
    return advisory.cve();
  }

  /// The version that clears it, null where none is published.
  public @Nullable String fixedVersion() {
    return advisory.fixedVersion();
  }

  /// The severity on the common scale.
  public Severity severity() {
    return Severity.of(advisory.severity());
  }

  /// Whether it fails the image.
  public boolean active() {
    return standing == Standing.ISSUE && policyStatus != PolicyStatus.EXEMPT;
  }

  /// What to do about this one.
  public String correctiveAction() {
    return CorrectiveAction.of(this);
  }
}
