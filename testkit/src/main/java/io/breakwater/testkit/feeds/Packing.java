package io.breakwater.testkit.feeds;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// How a feed's file is compressed.
public enum Packing {
  NONE(""),
  GZIP(".gz"),
  XZ(".xz"),
  ZSTD(".zst");

  private final String suffix;

  Packing(String suffix) {
    this.suffix = suffix;
  }

  /// What the file's name ends in.
  public String suffix() {
    return suffix;
  }

  public byte[] pack(byte[] plain) {
    var packed = new ByteArrayOutputStream();
    try (var out = open(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private OutputStream open(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> new GZIPOutputStream(out);
      case XZ -> new XZOutputStream(out, new LZMA2Options(0));
      case ZSTD -> new ZstdOutputStream(out);
    };
  }
}
