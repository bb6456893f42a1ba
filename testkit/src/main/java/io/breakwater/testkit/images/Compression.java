package io.breakwater.testkit.images;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// How a layer is stored.
public enum Compression {
  NONE(""),
  GZIP("+gzip"),
  /// Many gzip members one behind the other (RFC 1952, section 2.2), cut at places that are no
  /// block borders.
  GZIP_MULTI("+gzip"),
  ZSTD("+zstd");

  private static final int MEMBER_BYTES = 10_007;

  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  /// The layer's media type (OCI image specification, `layer.md`).
  public String mediaType() {
    return MediaTypes.OCI_LAYER + suffix;
  }

  /// A stream that compresses into `out`; closing it closes `out`.
  public OutputStream compress(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> new GZIPOutputStream(out, 1 << 16);
      case GZIP_MULTI -> new GzipMembers(out, MEMBER_BYTES);
      case ZSTD -> new ZstdOutputStream(out);
    };
  }

  /// The way back.
  public InputStream decompress(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP, GZIP_MULTI -> new GZIPInputStream(in, 1 << 16);
      case ZSTD -> new ZstdInputStream(in).setContinuous(false);
    };
  }
}
