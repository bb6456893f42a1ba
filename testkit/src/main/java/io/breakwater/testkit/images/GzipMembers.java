package io.breakwater.testkit.images;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/// Writes a gzip file of several members, each of at most so many uncompressed bytes.
final class GzipMembers extends OutputStream {
  private final OutputStream out;
  private final int memberBytes;
  private GZIPOutputStream member;
  private int written;

  GzipMembers(OutputStream out, int memberBytes) throws IOException {
    this.out = out;
    this.memberBytes = memberBytes;
    this.member = open();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    var from = offset;
    var left = length;
    while (left > 0) {
      if (written == memberBytes) {
        member.close();
        member = open();
      }
      var now = Math.min(left, memberBytes - written);
      member.write(bytes, from, now);
      written += now;
      from += now;
      left -= now;
    }
  }

  @Override
  public void close() throws IOException {
    member.close();
    out.close();
  }

  private GZIPOutputStream open() throws IOException {
    written = 0;
    return new GZIPOutputStream(new Unclosed(out), 1 << 12);
  }

  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
