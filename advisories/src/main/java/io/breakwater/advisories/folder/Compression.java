package io.breakwater.advisories.folder;

import com.github.luben.zstd.ZstdInputStream;
import io.breakwater.advisories.reading.Faults.LimitReached;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/// What a file is compressed with, told by its first bytes rather than its name.
final class Compression {
  /// Most bytes of one file once decompressed; the largest published feed has 2 GB.
  static final long LIMIT = 8L << 30;

  /// KiB that xz may need: the dictionary of `xz -9` is 64 MiB.
  private static final int XZ_MEMORY = 128 << 10;

  private Compression() {}

  /// The bytes once decompressed, bounded by `limit`; unchanged where not compressed.
  static BufferedInputStream open(InputStream raw, long limit) throws IOException {
    var in = raw instanceof BufferedInputStream buffered ? buffered : buffered(raw);
    var magic = peek(in, 6);
    InputStream plain;
    if (starts(magic, 0x1f, 0x8b)) {
      plain = new GZIPInputStream(in, 1 << 16);
    } else if (starts(magic, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      plain = new XZInputStream(in, XZ_MEMORY);
    } else if (starts(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
      plain = new ZstdInputStream(in);
    } else {
      plain = in;
    }
    return buffered(new Limited(plain, limit));
  }

  static byte[] peek(BufferedInputStream in, int count) throws IOException {
    in.mark(count);
    var bytes = in.readNBytes(count);
    in.reset();
    return bytes;
  }

  static boolean starts(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (var i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static BufferedInputStream buffered(InputStream in) {
    return new BufferedInputStream(in, 1 << 16);
  }

  /// Passes at most so many bytes on.
  private static final class Limited extends InputStream {
    private final InputStream in;
    private final long limit;
    private long left;

    Limited(InputStream in, long limit) {
      this.in = in;
      this.limit = limit;
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      var read = in.read(into, from, count);
      if (read > 0) {
        left -= read;
        if (left < 0) {
          throw new LimitReached(limit);
        }
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
