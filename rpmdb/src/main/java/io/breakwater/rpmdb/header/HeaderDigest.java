package io.breakwater.rpmdb.header;

import io.breakwater.rpmdb.blob.Malformed;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Compares the digest that rpm keeps of a package's header (tags 269 and 273) with the bytes.
///
/// It is over the header as the package file had it: the magic, the numbers of the region's
/// entries and bytes, these entries, these bytes (rpm's `lib/rpmvs.c`, `hdrblobDigestUpdate`).
/// SHA-256 where there is one, else SHA-1. Not against an attacker, who can write a new digest:
/// against altered bytes.
public final class HeaderDigest {
  private static final byte[] MAGIC = {(byte) 0x8e, (byte) 0xad, (byte) 0xe8, 1, 0, 0, 0, 0};

  private final MessageDigest sha1 = digest("SHA-1");
  private final MessageDigest sha256 = digest("SHA-256");

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + name, e);
    }
  }

  /// A header without a digest passes: packages made before rpm 4.0 and public keys have none.
  public void check(Header header) throws Malformed {
    int entries = header.digestedEntries();
    if (entries == 0) {
      return;
    }
    boolean strong = header.entry(Tag.SHA256_HEADER) != 0;
    var tag = strong ? Tag.SHA256_HEADER : Tag.SHA1_HEADER;
    if (header.entry(tag) == 0) {
      return;
    }
    var digest = strong ? sha256 : sha1;
    digest.update(MAGIC);
    digest.update(big(entries));
    digest.update(big(header.digestedBytes()));
    digest.update(header.bytes, header.index, 16 * entries);
    digest.update(header.bytes, header.data, header.digestedBytes());
    var found = digest.digest();
    int at = header.data(tag);
    if (!matches(header, at, found)) {
      throw Malformed.at(at, "the digest of the header (" + tag + ") is of other bytes");
    }
  }

  private static byte[] big(int value) {
    return new byte[] {
      (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }

  private static boolean matches(Header header, int at, byte[] digest) {
    for (int i = 0; i < digest.length; i++) {
      if (at + 2 * i + 1 >= header.dataEnd) {
        return false;
      }
      int high = Character.digit(header.bytes[at + 2 * i], 16);
      int low = Character.digit(header.bytes[at + 2 * i + 1], 16);
      if (high < 0 || low < 0 || ((high << 4) | low) != (digest[i] & 0xff)) {
        return false;
      }
    }
    return at + 2 * digest.length < header.dataEnd && header.bytes[at + 2 * digest.length] == 0;
  }
}
