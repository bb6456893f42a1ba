package io.breakwater.image.source;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.Image;
import io.breakwater.image.ImageException;
import io.breakwater.image.source.PlatformChoice.All;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// The images of a manifest or index whose content is kept by digest, such as a registry's own.
///
/// @param index the digest of the index that they are of, where it is one
/// @param images one a platform, at least one
public record KeptImages(Optional<Digest> index, List<Image> images) {
  public KeptImages {
    images = List.copyOf(images);
  }

  /// Content by digest.
  @FunctionalInterface
  public interface Keeper {
    /// Opens a manifest, configuration or layer; empty where there is none.
    ///
    /// @throws ImageException it cannot be read now
    Optional<InputStream> open(Descriptor descriptor) throws ImageException;
  }

  /// Reads the manifest, or the index and all its images; artifacts and attestations in it are
  /// passed over.
  ///
  /// @param name for messages
  /// @throws ImageException `not-an-image` for artifacts; otherwise what keeps it from being read
  public static KeptImages read(Keeper keeper, String name, Descriptor first)
      throws ImageException {
    var walk = new ManifestWalk(new KeptContents(keeper), name, new All());
    var images = walk.images(first);
    return new KeptImages(walk.indexDigest(), images);
  }

  private record KeptContents(Keeper keeper) implements Contents {
    private static final String WHERE = "the registry";

    @Override
    public byte[] document(Descriptor descriptor, String what, int limit) throws ImageException {
      Blobs.checkSize(descriptor, what, limit);
      var in =
          keeper
              .open(descriptor)
              .orElseThrow(
                  () ->
                      new ImageException(
                          "blob-missing",
                          what,
                          WHERE + " does not hold it",
                          "Push the image again"));
      return Blobs.read(in, descriptor, what, limit);
    }

    @Override
    public InputStream layer(Descriptor descriptor) throws ImageException {
      return keeper
          .open(descriptor)
          .orElseThrow(
              () ->
                  Layers.missing("reading layer " + descriptor.digest(), WHERE, descriptor, null));
    }

    @Override
    public void close() {}
  }
}
