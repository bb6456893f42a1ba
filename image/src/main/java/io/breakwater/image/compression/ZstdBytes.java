package io.breakwater.image.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.breakwater.image.ImageException;
import java.io.IOException;
import java.io.InputStream;

/// Zstandard (RFC 8878): any number of frames, skippable ones too. A frame that needs a window
/// above 128 MiB (2^27, what `zstd --ultra -22` writes) is refused, so that memory stays bounded.
final class ZstdBytes implements Expander {
  private static final int WINDOW_LOG = 27;

  private final StoredBytes stored;
  private final Subject subject;
  private final ZstdInputStreamNoFinalizer in;
  private boolean inputEnded;

  ZstdBytes(StoredBytes stored, Subject subject) throws ImageException {
    this.stored = stored;
    this.subject = subject;
    try {
      this.in = new ZstdInputStreamNoFinalizer(new Input()).setLongMax(WINDOW_LOG);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public int expand(byte[] target, int offset, int length) throws ImageException {
    try {
      return in.read(target, offset, length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private ImageException failed(IOException e) {
    if (e.getCause() instanceof ImageException known) {
      return known;
    }
    var at = stored.offset();
    if (e instanceof ZstdIOException zstd
        && zstd.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()) {
      return subject.limit("window-too-large", "the zstd stream needs a window above 128 MiB", at);
    }
    if (inputEnded) {
      return subject.truncated("the zstd stream ends too early, after " + at + " bytes", at);
    }
    return subject.error("corrupt", "the zstd data is damaged: " + e.getMessage(), at, e);
  }

  @Override
  public String name() {
    return "zstd";
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      // Closing frees native memory before it closes the input, which cannot fail.
      stored.withoutHash();
    }
  }

  /// The stored bytes for the library.
  private final class Input extends InputStream {
    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        if (stored.position == stored.limit && !stored.fill()) {
          inputEnded = true;
          return -1;
        }
      } catch (ImageException e) {
        throw new IOException(e.getMessage(), e);
      }
      var count = Math.min(length, stored.limit - stored.position);
      System.arraycopy(stored.buffer, stored.position, target, offset, count);
      stored.position += count;
      return count;
    }
  }
}
