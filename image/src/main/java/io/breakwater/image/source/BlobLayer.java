package io.breakwater.image.source;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.EntryStream;
import io.breakwater.image.ImageException;
import io.breakwater.image.Layer;
import io.breakwater.image.LayerLimits;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.MediaTypes.LayerKind;
import io.breakwater.image.compression.LayerBytes;
import io.breakwater.image.compression.LayerBytes.Expected;
import io.breakwater.image.compression.Subject;
import io.breakwater.image.tar.TarReader;
import java.util.Optional;

/// A layer that a manifest names by its descriptor.
record BlobLayer(int index, Descriptor descriptor, Optional<Digest> diffId, Contents contents)
    implements Layer {
  @Override
  public Optional<Digest> digest() {
    return Optional.of(descriptor.digest());
  }

  @Override
  public String mediaType() {
    return descriptor.mediaType();
  }

  @Override
  public long size() {
    return descriptor.size();
  }

  @Override
  public EntryStream open(LayerLimits limits) throws ImageException {
    var subject = Subject.layer(descriptor.digest().toString());
    // An absent media type is tolerated: the content says what it is, and the digest verifies.
    var kind =
        mediaType().isEmpty() ? Optional.of(LayerKind.ARCHIVE) : MediaTypes.layerKind(mediaType());
    if (kind.isEmpty()) {
      throw new ImageException(
          "layer-media-type",
          subject.what(),
          "its media type is " + mediaType() + ", which is no root file system layer",
          "Check that the reference names a container image; report the media type if it does");
    }
    if (kind.get() == LayerKind.ENCRYPTED) {
      throw new ImageException(
          "layer-encrypted",
          subject.what(),
          "the layer is encrypted",
          "Decrypt the image (for example skopeo copy --decryption-key) and scan the result");
    }
    var bytes =
        LayerBytes.open(
            contents.layer(descriptor),
            subject,
            new Expected(Optional.of(descriptor.digest()), diffId, descriptor.size()),
            limits);
    return new TarReader(bytes, subject, limits);
  }
}
