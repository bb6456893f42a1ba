package io.breakwater.advisor;

import io.breakwater.advisor.rpm.RpmMatch;
import io.breakwater.advisor.version.Comparison;
import io.breakwater.advisor.version.VersionOrder;
import io.breakwater.advisories.Advisory;
import io.breakwater.inventory.InstalledPackage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One vulnerability in one installed package, with everything that explains it.
///
/// @param installed the package
/// @param advisory the row that decided
/// @param state what the distribution says; UNDER_INVESTIGATION also where the versions cannot
///     be compared or the module is not known, AFFECTED where the fix is out of the image's stream
/// @param stateDetail the distribution's own word, or `not-comparable: …`, `module-unknown: …`, or
///     null
/// @param order the order that compared the versions
/// @param comparison how [#installedVersion] stands to the fixed one; null where there is no
///     fixed version to compare with
/// @param products those of the row that the image has; empty where the row names none
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
    List<String> products,
    Standing standing,
    PolicyStatus policyStatus,
    List<Exemption> exemptions) {
  public Finding {
    products = List.copyOf(products);
    exemptions = List.copyOf(exemptions);
  }

  /// The identifier of the issue.
  public String cve() {
    return advisory.cve();
  }

  /// The version that is compared: the package's own where the row names binary packages, else
  /// its source's.
  public String installedVersion() {
    return advisory.kind() == Advisory.Kind.BINARY
        ? installed.version()
        : installed.sourceVersion();
  }

  /// `name:stream` of the module that both the package and the row are of; empty where they are
  /// of none.
  public Optional<String> moduleStream() {
    var label = installed.module();
    for (var module : advisory.scope().modules()) {
      if (label == null || label.equals(module) || label.startsWith(module + ":")) {
        return moduleUnknown() ? Optional.empty() : Optional.of(module);
      }
    }
    return Optional.empty();
  }

  /// Whether it is an issue only if a module stream is the one that nothing tells.
  public boolean moduleUnknown() {
    return stateDetail != null && stateDetail.startsWith(RpmMatch.MODULE_UNKNOWN);
  }

  /// The version that clears it, null where none is published; of an rpm without the epoch 0,
  /// which installed versions do not show either.
  public @Nullable String fixedVersion() {
    var fixed = advisory.fixedVersion();
    return fixed != null && order == VersionOrder.RPM && fixed.startsWith("0:")
        ? fixed.substring(2)
        : fixed;
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
