package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.util.List;

/// What became of a manifest on its way in.
public sealed interface ManifestPut {
  /// It is in the repository.
  ///
  /// @param id the store's own, of the content
  /// @param added whether it was not there, or in the trash
  record Stored(long id, boolean added) implements ManifestPut {}

  /// It names what the repository does not have; nothing was changed.
  ///
  /// @param blobs all that are missing, in the manifest's order
  /// @param children likewise
  record Missing(List<Digest> blobs, List<Digest> children) implements ManifestPut {}

  /// It states other sizes than the content has; nothing was changed.
  record WrongSizes(List<WrongSize> sizes) implements ManifestPut {}

  /// It does not fit; nothing was changed.
  record OverQuota(StorageLimit limit) implements ManifestPut {}

  /// A size that is not the content's.
  ///
  /// @param stated by the manifest, bytes
  /// @param actual bytes
  record WrongSize(Digest digest, long stated, long actual) {}
}
