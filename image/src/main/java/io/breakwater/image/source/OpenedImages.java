package io.breakwater.image.source;

import io.breakwater.image.Digest;
import io.breakwater.image.Image;
import java.util.List;
import java.util.Optional;

/// Images that are open for reading; their layers can be opened until this is closed.
public final class OpenedImages implements AutoCloseable {
  private final String name;
  private final Optional<Digest> indexDigest;
  private final List<Image> images;
  private final Runnable closing;

  OpenedImages(String name, Optional<Digest> indexDigest, List<Image> images, Runnable closing) {
    this.name = name;
    this.indexDigest = indexDigest;
    this.images = List.copyOf(images);
    this.closing = closing;
  }

  /// The name as asked for.
  public String name() {
    return name;
  }

  /// Digest of the index that the images were chosen from, where there is one.
  public Optional<Digest> indexDigest() {
    return indexDigest;
  }

  /// One image, or several when all platforms were asked for; never none.
  public List<Image> images() {
    return images;
  }

  @Override
  public void close() {
    closing.run();
  }
}
