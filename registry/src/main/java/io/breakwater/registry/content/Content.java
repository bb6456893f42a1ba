package io.breakwater.registry.content;

import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.blobs.OpenedBlob;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.StoredBlob;

/// What repositories serve. Safe for use by many threads.
public interface Content {
  /// A manifest as it was pushed, here or upstream.
  ///
  /// @param use what the caller does with it
  /// @throws RegistryException `MANIFEST_UNKNOWN`; of mirrors also `UNAVAILABLE` and
  ///     `TOOMANYREQUESTS`, with when to ask again, and `DENIED`
  ServedManifest manifest(RepositoryName repository, Reference reference, Use use)
      throws RegistryException, StoreException;

  /// What is known of a blob, without its content.
  ///
  /// @throws RegistryException `BLOB_UNKNOWN`; of mirrors as above
  StoredBlob blob(RepositoryName repository, Digest digest)
      throws RegistryException, StoreException;

  /// Opens a blob, which may still be arriving: reading it waits for what is not there yet, and
  /// fails where it never comes or is of another digest, before the last byte that was asked for
  /// is handed out.
  ///
  /// @throws RegistryException `BLOB_UNKNOWN`; of mirrors as above
  OpenedBlob open(RepositoryName repository, Digest digest)
      throws RegistryException, StoreException;

  /// Refuses what clients would push to a repository that takes nothing from them.
  ///
  /// @throws RegistryException `DENIED`
  void requirePushable(RepositoryName repository) throws RegistryException, StoreException;

  /// What somebody does with a manifest.
  enum Use {
    /// Looks whether it is there and which one it is (`HEAD`).
    LOOK,
    /// Takes it, and what it names next.
    PULL
  }
}
