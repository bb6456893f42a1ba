package io.breakwater.registry.content;

import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.blobs.OpenedBlob;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.StoredBlob;
import java.util.Optional;

/// What was pushed.
public final class LocalContent implements Content {
  private final RepositoryManifests manifests;
  private final RepositoryBlobs blobs;

  public LocalContent(RepositoryManifests manifests, RepositoryBlobs blobs) {
    this.manifests = manifests;
    this.blobs = blobs;
  }

  @Override
  public ServedManifest manifest(RepositoryName repository, Reference reference, Use use)
      throws RegistryException, StoreException {
    return new ServedManifest(manifests.get(repository, reference), Optional.empty());
  }

  @Override
  public StoredBlob blob(RepositoryName repository, Digest digest)
      throws RegistryException, StoreException {
    return blobs.find(repository, digest);
  }

  @Override
  public OpenedBlob open(RepositoryName repository, Digest digest)
      throws RegistryException, StoreException {
    return blobs.open(repository, digest);
  }

  @Override
  public void requirePushable(RepositoryName repository) {
    // Whoever may push, may.
  }
}
