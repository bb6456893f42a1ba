package io.breakwater.rpmdb.berkeley;

import io.breakwater.rpmdb.blob.Malformed;
import io.breakwater.rpmdb.blob.Words;
import java.lang.foreign.MemorySegment;

/// The metadata page of a hash database (`DBMETA` and `HMETA` of Berkeley DB's
/// `src/dbinc/db_page.h`), in the byte order of the machine that wrote it.
///
/// Offsets: 8 page number, 12 magic 0x061561, 16 version, 20 page size, 24 encryption, 25 page
/// type 8, 26 flags (1: checksums), 32 last page, 36 partitions, 48 flags of the access method, 72
/// last bucket, 76 high mask, 80 low mask, 88 number of keys, 92 hash of a constant, 96 to 223
/// spares.
final class HashMeta {
  static final int LENGTH = 512;
  private static final int MAGIC = 0x061561;
  private static final int BTREE_MAGIC = 0x053162;
  private static final int PAGE_TYPE = 8;

  /// FNV of a constant string: another value means a hash function that we do not know.
  private static final int HASH_OF_CONSTANT = 0x5e688dd1;

  final boolean big;
  final int pageSize;
  final long lastPage;
  final long maxBucket;

  /// How many keys there are, as the database counts.
  final long keys;

  private final MemorySegment file;

  private HashMeta(MemorySegment file, boolean big, int pageSize) {
    this.file = file;
    this.big = big;
    this.pageSize = pageSize;
    lastPage = Words.u32(file, 32, big);
    maxBucket = Words.u32(file, 72, big);
    keys = Words.u32(file, 88, big);
  }

  static HashMeta parse(MemorySegment file) throws Malformed {
    if (file.byteSize() < LENGTH) {
      throw Malformed.at(0, "expected a page of 512 bytes or more, found " + file.byteSize());
    }
    boolean big = Words.i32(file, 12, true) == MAGIC;
    int magic = Words.i32(file, 12, big);
    if (magic == BTREE_MAGIC || Words.i32(file, 12, true) == BTREE_MAGIC) {
      throw Malformed.at(12, "expected a Berkeley DB hash, found a Berkeley DB b-tree");
    }
    if (magic != MAGIC) {
      throw Malformed.at(12, "expected the Berkeley DB magic 0x61561, found 0x" + hex(magic));
    }
    supported(file, big);
    int pageSize = Words.i32(file, 20, big);
    if (pageSize < 512 || pageSize > 65_536 || Integer.bitCount(pageSize) != 1) {
      throw Malformed.at(20, "expected a page size of 512 to 65536, found " + pageSize);
    }
    return new HashMeta(file, big, pageSize);
  }

  private static void supported(MemorySegment file, boolean big) throws Malformed {
    long version = Words.u32(file, 16, big);
    if (version < 7 || version > 10) {
      throw Malformed.at(16, "expected hash version 7 to 10, found " + version);
    }
    if (Words.u8(file, 24) != 0) {
      throw Malformed.at(24, "the database is encrypted; rpm never does that");
    }
    if (Words.u8(file, 25) != PAGE_TYPE || Words.i32(file, 8, big) != 0) {
      throw Malformed.at(25, "expected page 0 of type 8, found type " + Words.u8(file, 25));
    }
    if (Words.u8(file, 26) != 0) {
      throw Malformed.at(26, "the database has page checksums; rpm never asks for them");
    }
    if (Words.i32(file, 36, big) != 0 || Words.i32(file, 48, big) != 0) {
      throw Malformed.at(
          36, "the database is partitioned or allows duplicates; rpm never asks for that");
    }
    if (Words.i32(file, 92, big) != HASH_OF_CONSTANT) {
      throw Malformed.at(92, "the database has a hash function of its own; rpm has none");
    }
  }

  /// Whether the numbers that lead to the buckets fit together (`__ham_vrfy_meta`).
  void check() throws Malformed {
    if (maxBucket > lastPage) {
      throw Malformed.at(72, "bucket " + maxBucket + " in " + lastPage + " pages");
    }
    long power = maxBucket == 0 ? 1 : 1L << log2(maxBucket + 1);
    long low = Words.u32(file, 80, big);
    if (Words.u32(file, 76, big) != power - 1 || (low != (power >> 1) - 1 && maxBucket > 0)) {
      throw Malformed.at(76, "the masks do not fit the last bucket " + maxBucket);
    }
    long length = (lastPage + 1) * pageSize;
    if (file.byteSize() < length) {
      throw Malformed.at(
          file.byteSize(),
          "expected " + (lastPage + 1) + " pages of " + pageSize + " bytes, the file ends before");
    }
    if (!Words.zero(file, length, file.byteSize())) {
      throw Malformed.at(length, "expected the end after page " + lastPage);
    }
  }

  /// Pages that are there in full.
  long pages() {
    return file.byteSize() / pageSize;
  }

  /// `BUCKET_TO_PAGE`: the spares are added by the power of two to which the bucket belongs.
  long page(long bucket) {
    return bucket + Words.u32(file, 96 + 4L * log2(bucket + 1), big);
  }

  /// The bucket of a key (`__ham_func5`, `__ham_call_hash`).
  long bucket(int hash) {
    long power = maxBucket == 0 ? 1 : 1L << log2(maxBucket + 1);
    long bucket = (hash & 0xffff_ffffL) & (power - 1);
    return bucket > maxBucket ? bucket & ((power >> 1) - 1) : bucket;
  }

  /// The power of two that is `value` or more.
  private static int log2(long value) {
    return 64 - Long.numberOfLeadingZeros(value - 1);
  }

  private static String hex(int value) {
    return Integer.toHexString(value);
  }
}
