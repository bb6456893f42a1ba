package io.breakwater.image.tar;

import io.breakwater.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The current entry's content; holes of a sparse file are filled in as they are read. Ends when
/// its reader moves on.
final class TarContent extends InputStream {
  static final TarContent NONE = new TarContent(null, null);

  private @Nullable TarReader reader;
  private final @Nullable SparseMap sparse;
  private long position;
  private int run;

  TarContent(@Nullable TarReader reader, @Nullable SparseMap sparse) {
    this.reader = reader;
    this.sparse = sparse;
  }

  void detach() {
    reader = null;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    var from = reader;
    if (length == 0) {
      return 0;
    }
    if (from == null) {
      return -1;
    }
    try {
      if (sparse != null) {
        return readSparse(from, sparse, target, offset, length);
      }
      return from.stored == 0 ? -1 : from.take(target, offset, length);
    } catch (ImageException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private int readSparse(TarReader from, SparseMap map, byte[] target, int offset, int length)
      throws ImageException {
    while (run < map.runs() && position >= map.end(run)) {
      run++;
    }
    var inHole = run == map.runs() || position < map.offset(run);
    var until = run == map.runs() ? map.size : inHole ? map.offset(run) : map.end(run);
    var count = (int) Math.min(length, until - position);
    if (count <= 0) {
      return -1;
    }
    if (inHole) {
      Arrays.fill(target, offset, offset + count, (byte) 0);
    } else {
      count = from.take(target, offset, count);
    }
    position += count;
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    var from = reader;
    if (from == null || count <= 0) {
      return 0;
    }
    if (sparse != null) {
      return super.skip(count);
    }
    try {
      var step = Math.min(count, from.stored);
      from.skipStored(step);
      return step;
    } catch (ImageException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
