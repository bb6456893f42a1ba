package io.breakwater.advisor;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the user has decided about judging.
///
/// @param failOn which issues fail an image
/// @param staleAfter feeds older than this are warned of
/// @param outdatedAfter advisories older than this cannot show that an image is fine: without
///     active issues the verdict is INCOMPLETE
/// @param countKernel whether the kernel's packages (headers, in images) count like others
/// @param acceptedVendors whose packages need not be judged: names as in the packages, `*` for
///     all
/// @param configurationFrom configuration issues count from this severity up
/// @param unfixed which vulnerabilities without a fix count beside those of `failOn`; null
///     for none
/// @param exploitedAlways whether a vulnerability known to be exploited counts at any
///     severity, fixed or not, unless nothing at all fails an image
/// @param exemptions issues that somebody exempted
public record Policy(
    FailOn failOn,
    Duration staleAfter,
    Duration outdatedAfter,
    boolean countKernel,
    Set<String> acceptedVendors,
    Severity configurationFrom,
    @Nullable UnfixedRule unfixed,
    boolean exploitedAlways,
    List<Exemption> exemptions) {
  /// Stale after 7 days, out of date after 90.
  public static final Policy DEFAULT =
      new Policy(
          FailOn.DEFAULT,
          Duration.ofDays(7),
          Duration.ofDays(90),
          false,
          Set.of(),
          Severity.MEDIUM,
          null,
          false,
          List.of());

  public Policy {
    acceptedVendors = Set.copyOf(acceptedVendors);
    exemptions = List.copyOf(exemptions);
  }

  /// The same with other issues that fail an image.
  public Policy withFailOn(FailOn other) {
    return new Policy(
        other,
        staleAfter,
        outdatedAfter,
        countKernel,
        acceptedVendors,
        configurationFrom,
        unfixed,
        exploitedAlways,
        exemptions);
  }

  /// The same with another age from which feeds are warned of.
  public Policy withStaleAfter(Duration other) {
    return new Policy(
        failOn,
        other,
        outdatedAfter,
        countKernel,
        acceptedVendors,
        configurationFrom,
        unfixed,
        exploitedAlways,
        exemptions);
  }

  /// The same with another limit for outdated advisories.
  public Policy withOutdatedAfter(Duration other) {
    return new Policy(
        failOn,
        staleAfter,
        other,
        countKernel,
        acceptedVendors,
        configurationFrom,
        unfixed,
        exploitedAlways,
        exemptions);
  }

  /// The same with another answer for the kernel's packages.
  public Policy withCountKernel(boolean other) {
    return new Policy(
        failOn,
        staleAfter,
        outdatedAfter,
        other,
        acceptedVendors,
        configurationFrom,
        unfixed,
        exploitedAlways,
        exemptions);
  }

  /// The same with other vendors whose packages need not be judged.
  public Policy withAcceptedVendors(Set<String> other) {
    return new Policy(
        failOn,
        staleAfter,
        outdatedAfter,
        countKernel,
        other,
        configurationFrom,
        unfixed,
        exploitedAlways,
        exemptions);
  }

  /// The same with another severity from which configuration issues count.
  public Policy withConfigurationFrom(Severity other) {
    return new Policy(
        failOn,
        staleAfter,
        outdatedAfter,
        countKernel,
        acceptedVendors,
        other,
        unfixed,
        exploitedAlways,
        exemptions);
  }

  /// The same with other vulnerabilities without a fix that count.
  public Policy withUnfixed(@Nullable UnfixedRule other) {
    return new Policy(
        failOn,
        staleAfter,
        outdatedAfter,
        countKernel,
        acceptedVendors,
        configurationFrom,
        other,
        exploitedAlways,
        exemptions);
  }

  /// The same with another answer for vulnerabilities known to be exploited.
  public Policy withExploitedAlways(boolean other) {
    return new Policy(
        failOn,
        staleAfter,
        outdatedAfter,
        countKernel,
        acceptedVendors,
        configurationFrom,
        unfixed,
        other,
        exemptions);
  }

  /// The same with other exemptions.
  public Policy withExemptions(List<Exemption> other) {
    return new Policy(
        failOn,
        staleAfter,
        outdatedAfter,
        countKernel,
        acceptedVendors,
        configurationFrom,
        unfixed,
        exploitedAlways,
        other);
  }

  /// Whether packages of a vendor need not be judged.
  boolean accepts(String vendor) {
    return acceptedVendors.contains("*") || acceptedVendors.contains(vendor);
  }
}
