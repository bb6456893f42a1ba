package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.util.List;
import java.util.Optional;

/// A manifest or index on its way in, read and verified.
///
/// @param mediaType that it was pushed with
/// @param artifactType as its referrers' list says it
/// @param content its bytes, which are not changed afterwards
/// @param subject that it refers to, there or not
/// @param config of an image
/// @param blobs its configuration and layers
/// @param children of an index
/// @param annotations a JSON object, for the referrers' list; empty without any
@SuppressWarnings("ArrayRecordComponent") // never compared; copying megabytes would help nobody
public record NewManifest(
    Digest digest,
    String mediaType,
    Optional<String> artifactType,
    byte[] content,
    Optional<Digest> subject,
    Optional<Digest> config,
    List<Reference> blobs,
    List<Reference> children,
    Optional<String> annotations) {
  public NewManifest {
    blobs = List.copyOf(blobs);
    children = List.copyOf(children);
  }

  /// Content that a manifest names.
  ///
  /// @param size that it states, bytes
  /// @param required false for what may be kept elsewhere: layers with URLs, children of an index
  ///     that is pushed in part. Where it is there, it is kept as long as the manifest is.
  public record Reference(Digest digest, long size, boolean required) {}
}
