package io.breakwater.insights.exemptions;

import io.breakwater.advisor.Policy;
import io.breakwater.image.Digest;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.Trial;
import io.breakwater.store.StoreException;
import java.util.function.UnaryOperator;

/// Says what another policy would change (`ImageVerdicts`).
@FunctionalInterface
public interface Trials {
  /// Holds what is said of an image against what would be.
  ///
  /// @param change makes the other policy of the one in force
  Trial of(
      RepositoryName repository, Reference asked, Digest manifest, UnaryOperator<Policy> change)
      throws StoreException;
}
