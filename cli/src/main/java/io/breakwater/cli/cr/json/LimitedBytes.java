package io.breakwater.cli.cr.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Fails where more bytes come than are wanted.
final class LimitedBytes extends FilterInputStream {
  private final long limit;
  private long read;

  LimitedBytes(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    var one = in.read();
    counted(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    var some = in.read(bytes, offset, length);
    counted(Math.max(some, 0));
    return some;
  }

  private void counted(int some) throws IOException {
    read += some;
    if (read > limit) {
      throw new IOException("the answer has more than " + limit + " bytes");
    }
  }
}
