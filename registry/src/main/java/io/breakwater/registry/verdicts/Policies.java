package io.breakwater.registry.verdicts;

import io.breakwater.advisor.Policy;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;

/// The policies in force: what counts, and what is exempt. Asked at each look, so quick.
@FunctionalInterface
public interface Policies {
  /// The policy that a repository's images are judged by.
  InForce of(RepositoryName repository) throws StoreException;

  /// A policy.
  ///
  /// @param version another whenever the policy is
  record InForce(Policy policy, String version) {}

  /// One for all, as long as the server runs.
  static Policies always(Policy policy) {
    var inForce = new InForce(policy, "");
    return repository -> inForce;
  }
}
