package io.breakwater.server;

import io.breakwater.assessments.harbor.HarborRegistries;
import io.breakwater.assessments.harbor.ScannerRoutes;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.Settings;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/// Harbor's scanner API over the advisories and the policy of this server.
final class HarborSetup {
  private HarborSetup() {}

  /// The routes; to be closed.
  ///
  /// @param environment for the proxy by which Harbor's registry is reached
  static ScannerRoutes open(
      Configuration configuration,
      Map<String, String> environment,
      CurrentAdvisories advisories,
      PolicyWatch policy,
      InstantSource clock,
      String version) {
    return ScannerRoutes.of(
        configuration.find(Settings.HARBOR_REGISTRIES).orElse(new HarborRegistries(Set.of())),
        environment,
        advisories::current,
        policy::policy,
        clock,
        version);
  }
}
