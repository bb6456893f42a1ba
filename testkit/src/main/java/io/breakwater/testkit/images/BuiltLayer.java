package io.breakwater.testkit.images;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// A layer as stored.
///
/// @param bytes the stored (compressed) bytes; never changed by anybody
/// @param digest `sha256:…` of `bytes`
/// @param diffId `sha256:…` of the uncompressed archive
/// @param mediaType of the OCI image specification
/// @param compression how `bytes` are compressed
@SuppressWarnings("ArrayRecordComponent") // fixtures are compared by digest, never by equals
public record BuiltLayer(
    byte[] bytes, String digest, String diffId, String mediaType, Compression compression) {
  /// Takes any bytes for a layer, for example an archive that another program wrote.
  ///
  /// @throws IllegalArgumentException when they cannot be decompressed; for damaged layers give
  ///     the diff ID yourself
  public static BuiltLayer of(byte[] stored, Compression compression) {
    var hash = Blob.sha256();
    try (var in = compression.decompress(new ByteArrayInputStream(stored))) {
      var buffer = new byte[1 << 16];
      for (int n; (n = in.read(buffer)) >= 0; ) {
        hash.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not compressed as " + compression, e);
    }
    return of(stored, compression, Blob.digest(hash.digest()));
  }

  /// Takes any bytes for a layer, however damaged.
  public static BuiltLayer of(byte[] stored, Compression compression, String diffId) {
    return new BuiltLayer(
        stored, Blob.sha256(stored), diffId, compression.mediaType(), compression);
  }

  /// The uncompressed archive.
  public InputStream archive() {
    try {
      return compression.decompress(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same archive, of which only the first bytes are stored; digest and size are those of the
  /// cut bytes, the diff ID that of the whole.
  public BuiltLayer cutAt(int length) {
    return of(Arrays.copyOf(bytes, length), compression, diffId);
  }
}
