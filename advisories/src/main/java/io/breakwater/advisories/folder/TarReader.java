package io.breakwater.advisories.folder;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the regular files of a tar stream, one after the other.
///
/// Formats: POSIX.1-2017 "pax", section "ustar Interchange Format" and the `path` and `size`
/// records of pax headers, and GNU's long names (type `L`). Everything that is no regular file
/// is passed over. Limits: names of 64 KiB, pax headers of 1 MiB.
final class TarReader {
  private static final int BLOCK = 512;
  private static final int NAME_LIMIT = 1 << 16;
  private static final int PAX_LIMIT = 1 << 20;

  private final InputStream in;
  private final byte[] header = new byte[BLOCK];
  private long left;
  private long padding;

  TarReader(InputStream in) {
    this.in = in;
  }

  /// Whether a block is the header of a tar entry: its checksum holds.
  static boolean isHeader(byte[] block) {
    if (block.length < BLOCK || block[0] == 0) {
      return false;
    }
    var sum = 0;
    for (var i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xff;
    }
    try {
      return number(block, 148, 8) == sum;
    } catch (IOException _) {
      return false;
    }
  }

  /// The name of the next regular file, whose content [#content] gives; null at the end.
  @Nullable String next() throws IOException {
    @Nullable String longName = null;
    var longSize = -1L;
    while (true) {
      skipRest();
      if (!readHeader()) {
        return null;
      }
      var type = header[156];
      left = number(header, 124, 12);
      if (longSize >= 0 && type != 'x' && type != 'L') {
        left = longSize;
      }
      padding = (BLOCK - left % BLOCK) % BLOCK;
      switch (type) {
        case 'L' -> longName = text(content(NAME_LIMIT));
        case 'x' -> {
          var pax = new Pax(content(PAX_LIMIT));
          longName = pax.path != null ? pax.path : longName;
          longSize = pax.size;
        }
        case 0, '0', '7' -> {
          return longName != null ? longName : name();
        }
        default -> {
          if (type != 'g') {
            longName = null;
            longSize = -1;
          }
        }
      }
    }
  }

  /// The content of the present file; what is not read is passed over.
  InputStream content() {
    return new Content();
  }

  private final class Content extends InputStream {
    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      var b = in.read();
      if (b < 0) {
        throw new EOFException("the archive ends inside a file");
      }
      left--;
      return b;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      if (left == 0) {
        return -1;
      }
      var read = in.read(into, from, (int) Math.min(count, left));
      if (read < 0) {
        throw new EOFException("the archive ends inside a file");
      }
      left -= read;
      return read;
    }
  }

  private byte[] content(int limit) throws IOException {
    if (left > limit) {
      throw new IOException("a tar header of " + left + " bytes");
    }
    return content().readAllBytes();
  }

  private void skipRest() throws IOException {
    in.skipNBytes(left);
    in.skipNBytes(padding);
    left = 0;
    padding = 0;
  }

  private boolean readHeader() throws IOException {
    var read = in.readNBytes(header, 0, BLOCK);
    if (read < BLOCK) {
      // A whole archive ends in two empty blocks.
      throw new EOFException("the archive ends without its end mark");
    }
    if (header[0] == 0) {
      // Reads on to the end, so that what the compression says of its end is heard.
      in.skip(Long.MAX_VALUE);
      while (in.read() >= 0) {
        in.skip(1 << 20);
      }
      return false;
    }
    if (!isHeader(header)) {
      throw new IOException("a damaged tar header");
    }
    return true;
  }

  private String name() {
    var name = text(header, 0, 100);
    var ustar = header[257] == 'u' && header[258] == 's' && header[262] == 0;
    var prefix = ustar ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] bytes) {
    return text(bytes, 0, bytes.length);
  }

  private static String text(byte[] bytes, int from, int length) {
    var end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  /// Octal digits, or GNU's base 256 where the first bit is set.
  private static long number(byte[] bytes, int from, int length) throws IOException {
    if ((bytes[from] & 0x80) != 0) {
      var value = (long) (bytes[from] & 0x7f);
      for (var i = from + 1; i < from + length; i++) {
        value = value << 8 | (bytes[i] & 0xff);
      }
      return checked(value);
    }
    var value = 0L;
    for (var i = from; i < from + length; i++) {
      var b = bytes[i];
      if (b >= '0' && b <= '7') {
        value = value << 3 | b - '0';
      } else if (b != ' ' && b != 0) {
        throw new IOException("a number in a tar header has other characters than digits");
      }
    }
    return checked(value);
  }

  private static long checked(long size) throws IOException {
    if (size < 0 || size > Compression.LIMIT) {
      throw new IOException("a tar entry of " + size + " bytes");
    }
    return size;
  }

  /// `LENGTH KEY=VALUE\n`, repeated.
  private static final class Pax {
    @Nullable String path;
    long size = -1;

    Pax(byte[] records) throws IOException {
      var at = 0;
      while (at < records.length && records[at] != 0) {
        var blank = at;
        var length = 0;
        while (blank < records.length && records[blank] >= '0' && records[blank] <= '9') {
          length = length * 10 + records[blank] - '0';
          blank++;
          if (length > records.length) {
            throw new IOException("a pax record longer than its header");
          }
        }
        if (length < 5 || at + length > records.length || blank >= at + length) {
          throw new IOException("a damaged pax record");
        }
        take(new String(records, blank + 1, at + length - blank - 2, StandardCharsets.UTF_8));
        at += length;
      }
    }

    private void take(String record) throws IOException {
      if (record.startsWith("path=")) {
        path = record.substring(5);
      } else if (record.startsWith("size=")) {
        try {
          size = checked(Long.parseLong(record.substring(5)));
        } catch (NumberFormatException e) {
          throw new IOException("a pax size that is no number", e);
        }
      }
    }
  }
}
