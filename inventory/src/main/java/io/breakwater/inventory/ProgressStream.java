package io.breakwater.inventory;

import io.breakwater.image.EntryStream;
import io.breakwater.image.ImageException;
import io.breakwater.image.Layer;
import io.breakwater.image.LayerEntry;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A layer's entries, with word of how far they were read.
final class ProgressStream implements EntryStream {
  private static final long STEP = 8L << 20;

  private final EntryStream stream;
  private final Layer layer;
  private final Progress progress;
  private long told;

  ProgressStream(EntryStream stream, Layer layer, Progress progress) {
    this.stream = stream;
    this.layer = layer;
    this.progress = progress;
  }

  @Override
  public @Nullable LayerEntry next() throws ImageException {
    long position = stream.position();
    if (position - told >= STEP) {
      told = position;
      progress.read(layer, position);
    }
    return stream.next();
  }

  @Override
  public InputStream content() {
    return stream.content();
  }

  @Override
  public void verify() throws ImageException {
    stream.verify();
  }

  @Override
  public long position() {
    return stream.position();
  }

  @Override
  public void close() {
    stream.close();
  }
}
