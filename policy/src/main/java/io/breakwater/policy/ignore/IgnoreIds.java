package io.breakwater.policy.ignore;

import io.breakwater.advisor.Exemption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an identifier in another scanner's file names here.
final class IgnoreIds {
  private static final List<String> NOTICES =
      List.of("DSA-", "DLA-", "USN-", "LSN-", "RHSA-", "CESA-", "ALSA-", "RLSA-", "RLBA-");
  private static final List<String> VULNERABILITIES =
      List.of("CVE-", "GHSA-", "TEMP-", "OSV-", "ALPINE-", "DEBIAN-", "UBUNTU-", "GO-", "RUSTSEC-");

  private IgnoreIds() {}

  /// Empty for what is none of ours: checks of configuration as code, secrets by Trivy's
  /// rules, licences.
  static Optional<Exemption.Type> type(String id) {
    var upper = id.toUpperCase(Locale.ROOT);
    if (NOTICES.stream().anyMatch(upper::startsWith)) {
      return Optional.of(Exemption.Type.NOTICE);
    }
    if (VULNERABILITIES.stream().anyMatch(upper::startsWith)) {
      return Optional.of(Exemption.Type.CVE);
    }
    return isConfiguration(id) ? Optional.of(Exemption.Type.CONFIGURATION) : Optional.empty();
  }

  static boolean isConfiguration(String id) {
    return id.startsWith("application_configuration:") || id.startsWith("system_configuration:");
  }
}
