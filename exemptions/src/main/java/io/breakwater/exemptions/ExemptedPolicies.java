package io.breakwater.exemptions;

import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.verdicts.Policies;
import io.breakwater.store.StoreException;
import java.time.InstantSource;

/// Policies with the exemptions of the account whose repository is asked about: what an account
/// exempts touches no other's images.
///
/// An exemption counts at once where it was added by this process, within a second where another
/// server did, and no longer from the instant at which it expires. Whether something has changed
/// is asked of the store at most every 200 ms, with one read of one row.
public final class ExemptedPolicies implements Policies {
  private final Policies policies;
  private final RegistryNamespaces namespaces;
  private final KeptExemptions exemptions;
  private final InstantSource clock;

  /// @param policies without the exemptions
  public ExemptedPolicies(
      Policies policies,
      RegistryNamespaces namespaces,
      KeptExemptions exemptions,
      InstantSource clock) {
    this.policies = policies;
    this.namespaces = namespaces;
    this.exemptions = exemptions;
    this.clock = clock;
  }

  @Override
  public InForce of(RepositoryName repository) throws StoreException {
    var policy = policies.of(repository);
    var namespace = namespaces.find(repository.namespace());
    return namespace.isEmpty()
        ? policy
        : exemptions.recent(namespace.get().account()).with(policy, repository, clock.instant());
  }
}
