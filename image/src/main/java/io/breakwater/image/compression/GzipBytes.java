package io.breakwater.image.compression;

import io.breakwater.image.ImageException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/// Gzip (RFC 1952): any number of members, each with header (section 2.3), raw deflate data, and
/// CRC-32 and length of the uncompressed bytes, both verified here. Zeros behind the last member
/// are padding; anything else there is an error.
final class GzipBytes implements Expander {
  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final StoredBytes in;
  private final Subject subject;
  private final RawInflate inflate;
  private final CRC32 crc = new CRC32();
  private final CRC32 headerCrc = new CRC32();
  private long memberLength;
  private boolean inMember;
  private boolean first = true;
  private boolean ended;

  GzipBytes(StoredBytes in, Subject subject, RawInflate inflate) {
    this.in = in;
    this.subject = subject;
    this.inflate = inflate;
  }

  @Override
  public int expand(byte[] target, int offset, int length) throws ImageException {
    while (!ended) {
      if (!inMember && !openMember()) {
        break;
      }
      var count = inflate(target, offset, length);
      if (count > 0) {
        crc.update(target, offset, count);
        memberLength += count;
      }
      if (inflate.finished()) {
        closeMember();
      } else if (count == 0) {
        throw cut("in the middle of the compressed data");
      }
      if (count > 0) {
        return count;
      }
    }
    return -1;
  }

  private int inflate(byte[] target, int offset, int length) throws ImageException {
    try {
      return inflate.inflate(in, target, offset, length);
    } catch (DataFormatException e) {
      throw subject.error(
          "corrupt",
          "the deflate data is damaged near stored byte " + in.offset() + ": " + e.getMessage(),
          in.offset(),
          e);
    }
  }

  private boolean openMember() throws ImageException {
    var id1 = in.next();
    if (!first && id1 <= 0) {
      padding(id1);
      ended = true;
      return false;
    }
    headerCrc.reset();
    headerCrc.update(id1);
    if (id1 != 0x1f || header() != 0x8b) {
      throw subject.error(
          "corrupt",
          "a gzip member was expected at stored byte " + (in.offset() - 1) + ", found other bytes",
          in.offset() - 1,
          null);
    }
    readHeader();
    first = false;
    inMember = true;
    memberLength = 0;
    crc.reset();
    inflate.reset();
    return true;
  }

  private void padding(int id1) throws ImageException {
    for (var zero = id1; zero >= 0; zero = in.next()) {
      if (zero != 0) {
        throw subject.error(
            "corrupt",
            "bytes that are not gzip follow the last member at stored byte " + (in.offset() - 1),
            in.offset() - 1,
            null);
      }
    }
  }

  private void readHeader() throws ImageException {
    var method = header();
    var flags = header();
    if (method != 8 || (flags & RESERVED) != 0) {
      throw subject.error(
          "corrupt",
          "the gzip header asks for method "
              + method
              + " and flags "
              + flags
              + "; only deflate (8) with the flags of RFC 1952 is defined",
          in.offset(),
          null);
    }
    for (var i = 0; i < 6; i++) {
      header();
    }
    if ((flags & FEXTRA) != 0) {
      var length = header() | (header() << 8);
      for (var i = 0; i < length; i++) {
        header();
      }
    }
    if ((flags & FNAME) != 0) {
      skipText();
    }
    if ((flags & FCOMMENT) != 0) {
      skipText();
    }
    if ((flags & FHCRC) != 0) {
      var expected = ((int) headerCrc.getValue()) & 0xffff;
      var found = header() | (header() << 8);
      if (expected != found) {
        throw subject.error("corrupt", "the gzip header's checksum is wrong", in.offset(), null);
      }
    }
  }

  private void skipText() throws ImageException {
    while (header() != 0) {
      // A zero ends the text; the end of input ends the loop by an exception.
    }
  }

  private int header() throws ImageException {
    var value = in.next();
    if (value < 0) {
      throw cut("in a gzip header");
    }
    headerCrc.update(value);
    return value;
  }

  private void closeMember() throws ImageException {
    inMember = false;
    var expectedCrc = word();
    var expectedLength = word();
    if (expectedCrc != crc.getValue()) {
      throw subject.error(
          "corrupt",
          "the gzip checksum says "
              + Long.toHexString(expectedCrc)
              + ", the content has "
              + Long.toHexString(crc.getValue()),
          in.offset(),
          null);
    }
    if (expectedLength != (memberLength & 0xffffffffL)) {
      throw subject.error(
          "corrupt",
          "the gzip trailer says " + expectedLength + " bytes, the content has " + memberLength,
          in.offset(),
          null);
    }
  }

  private long word() throws ImageException {
    var word = 0L;
    for (var shift = 0; shift < 32; shift += 8) {
      var value = in.next();
      if (value < 0) {
        throw cut("in a gzip trailer");
      }
      word |= (long) value << shift;
    }
    return word;
  }

  private ImageException cut(String where) {
    return subject.truncated(
        "the gzip stream ends after " + in.total() + " stored bytes, " + where, in.total());
  }

  @Override
  public String name() {
    return "gzip";
  }

  @Override
  public void close() {
    inflate.close();
  }
}
