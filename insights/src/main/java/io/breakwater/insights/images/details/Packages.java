package io.breakwater.insights.images.details;

import io.breakwater.image.Digest;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import java.util.List;
import java.util.Map;

/// Tells what is installed in images (`ImageVerdicts`).
@FunctionalInterface
public interface Packages {
  /// By the manifest of the platform; without those whose layers are not read, or not wholly.
  Map<Digest, List<InstalledPackage>> of(RepositoryName repository, Digest manifest)
      throws StoreException;
}
