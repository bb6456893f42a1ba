package io.breakwater.image.source;

import io.breakwater.image.Digest;
import io.breakwater.image.EntryStream;
import io.breakwater.image.Layer;
import io.breakwater.image.LayerLimits;
import java.nio.file.Path;
import java.util.Optional;

/// A root file system as one layer without digests.
record DirectoryLayer(Path directory) implements Layer {
  @Override
  public int index() {
    return 0;
  }

  @Override
  public Optional<Digest> digest() {
    return Optional.empty();
  }

  @Override
  public Optional<Digest> diffId() {
    return Optional.empty();
  }

  @Override
  public String mediaType() {
    return "";
  }

  @Override
  public long size() {
    return -1;
  }

  @Override
  public EntryStream open(LayerLimits limits) {
    return new DirectoryEntries(directory, limits);
  }
}
