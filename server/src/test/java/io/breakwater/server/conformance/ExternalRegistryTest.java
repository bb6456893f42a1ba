package io.breakwater.server.conformance;

import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeAll;

/// The rules on any registry: of another make, or of an installation.
///
/// ```
/// mvn test -pl server -Dtest=ExternalRegistryTest -Dconformance.url=http://127.0.0.1:5000 \
///   -Dconformance.user=admin -Dconformance.password=… -Dconformance.namespace=conformance
/// ```
class ExternalRegistryTest extends DistributionConformance {
  private static final Target NONE =
      new Target(java.net.URI.create("http://127.0.0.1:9"), java.util.Optional.empty(), "", "none");

  private final Caller caller = new Caller(Target.external().orElse(NONE));

  @BeforeAll
  void isGiven() {
    assumeThat(caller.target())
        .as("skipped: no registry given with -Dconformance.url")
        .isNotEqualTo(NONE);
  }

  @Override
  public Caller caller() {
    return caller;
  }
}
