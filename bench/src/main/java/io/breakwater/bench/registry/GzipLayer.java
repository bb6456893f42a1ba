package io.breakwater.bench.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// A layer of a file, which is another blob in each round: the time in the header of gzip (RFC
/// 1952, section 2.3.1, bytes 4 to 7) is another one, and the rest the same.
final class GzipLayer implements Connection.Body {
  private static final int HEADER = 10;
  private static final int TIME = 4;

  private final Path file;
  private final byte[] header;
  private final long length;

  private GzipLayer(Path file, byte[] header, long length) {
    this.file = file;
    this.header = header;
    this.length = length;
  }

  static GzipLayer of(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var header = in.readNBytes(HEADER);
      if (header.length < HEADER || header[0] != 0x1f || header[1] != (byte) 0x8b) {
        throw new IOException(file + " is not compressed by gzip");
      }
      return new GzipLayer(file, header, Files.size(file));
    }
  }

  /// The same with another time.
  GzipLayer at(int seconds) {
    var other = header.clone();
    ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putInt(TIME, seconds);
    return new GzipLayer(file, other, length);
  }

  /// Of what is packed, for the configuration.
  String diffId() throws IOException {
    return Blob.digestOf(
        out -> {
          try (var in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            in.transferTo(out);
          }
        });
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void to(OutputStream out) throws IOException {
    out.write(header);
    try (var in = Files.newInputStream(file)) {
      in.skipNBytes(HEADER);
      var buffer = new byte[1 << 18];
      for (int n; (n = in.read(buffer)) > 0; ) {
        out.write(buffer, 0, n);
      }
    }
  }
}
