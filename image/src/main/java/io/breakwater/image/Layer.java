package io.breakwater.image;

import java.util.Optional;

/// One layer of an image, lowest first.
public interface Layer {
  /// Position in the image, from 0.
  int index();

  /// Digest of the stored (compressed) bytes; empty where there is none, as for a directory.
  Optional<Digest> digest();

  /// Digest of the uncompressed archive, from the image's configuration.
  Optional<Digest> diffId();

  String mediaType();

  /// Stored size in bytes, or -1 where unknown.
  long size();

  /// Opens the layer; each call reads it anew.
  ///
  /// @throws ImageException when the content is missing (`layer-missing`), encrypted
  ///     (`layer-encrypted`), of an unknown media type (`layer-media-type`), or unreadable
  EntryStream open(LayerLimits limits) throws ImageException;
}
