package io.breakwater.image.compression;

import io.breakwater.image.ImageException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The JDK's decoder: always there.
final class JdkInflate implements RawInflate {
  private final Inflater inflater = new Inflater(true);

  @Override
  public int inflate(StoredBytes in, byte[] target, int offset, int length)
      throws DataFormatException, ImageException {
    while (true) {
      if (in.position == in.limit && !in.fill()) {
        return 0;
      }
      inflater.setInput(in.buffer, in.position, in.limit - in.position);
      var count = inflater.inflate(target, offset, length);
      in.position = in.limit - inflater.getRemaining();
      if (count > 0 || inflater.finished()) {
        return count;
      }
      if (inflater.needsDictionary()) {
        throw new DataFormatException("a preset dictionary is asked for");
      }
    }
  }

  @Override
  public boolean finished() {
    return inflater.finished();
  }

  @Override
  public void reset() {
    inflater.reset();
  }

  @Override
  public void close() {
    inflater.end();
  }
}
