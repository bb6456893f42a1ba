package io.breakwater.registry.images;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.manifest.Documents;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredBlob;
import java.io.IOException;
import java.util.Optional;

/// The configurations of images as they are stored.
public final class ImageConfigurations {
  private ImageConfigurations() {}

  /// The bytes of one.
  ///
  /// @param repository its name in full
  /// @return empty where the repository does not have it now
  /// @throws ImageException `blob-too-large`: it has more than 8 MiB
  public static Optional<byte[]> read(
      Metadata metadata, BlobStore blobs, String repository, Digest digest)
      throws ImageException, StoreException {
    Optional<StoredBlob> blob =
        metadata.read(
            tx -> tx.repositories().find(repository).flatMap(one -> tx.blobs().find(one, digest)));
    if (blob.isEmpty()) {
      return Optional.empty();
    }
    if (blob.get().size() > Documents.CONFIG_LIMIT) {
      throw new ImageException(
          "blob-too-large",
          "reading configuration " + digest,
          "it has " + blob.get().size() + " bytes; at most " + Documents.CONFIG_LIMIT + " are read",
          "Build the image again; a configuration has some kilobytes");
    }
    try (var content = blobs.open(blob.get().key()).orElse(null)) {
      if (content == null) {
        return Optional.empty();
      }
      try (var in = content.read(0)) {
        return Optional.of(in.readNBytes(Documents.CONFIG_LIMIT));
      }
    } catch (IOException e) {
      if (e.getCause() instanceof StoreException store) {
        throw store;
      }
      throw new StoreException(
          "storage-unavailable",
          "reading configuration " + digest,
          "the storage fails",
          "Try again",
          e);
    }
  }
}
