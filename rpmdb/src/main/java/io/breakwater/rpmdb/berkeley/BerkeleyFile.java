package io.breakwater.rpmdb.berkeley;

import io.breakwater.rpmdb.blob.BlobSink;
import io.breakwater.rpmdb.blob.Damages;
import io.breakwater.rpmdb.blob.Malformed;
import io.breakwater.rpmdb.blob.Scratch;
import io.breakwater.rpmdb.blob.Words;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/// Reads all blobs of `Packages` (Berkeley DB's `src/dbinc/db_page.h`, `src/hash/hash_verify.c`;
/// rpm's `lib/backend/db3.c` and `bdb_ro.c`).
///
/// Page 0 is the metadata; each bucket has a first page and further ones chained to it; a page
/// (26 bytes of header: 8 number, 12 previous, 16 next, 20 entries, 22 free area, 25 type) has
/// offsets of items, which lie at its end in pairs of key and value. A key is an instance number
/// of 4 bytes, a value a blob: on the page if it is small, else a chain of overflow pages. Key 0
/// has the highest instance number ever given.
///
/// What is compared, so that no package is lost in silence: each page is used exactly once, with
/// its own number and the right neighbours; a page with content that nothing leads to is damage
/// (and read all the same); each key is in the bucket of its hash; as many keys as the metadata
/// says (or half as many); no key above the one that key 0 has.
public final class BerkeleyFile {
  private static final int PAGE_HEADER = 26;
  private static final int HASH_UNSORTED = 2;
  private static final int OVERFLOW = 7;
  private static final int HASH = 13;
  private static final int KEYDATA = 1;
  private static final int OFFPAGE = 3;
  private static final int OFFPAGE_LENGTH = 12;

  private final MemorySegment file;
  private final HashMeta meta;
  private final boolean big;
  private final int pageSize;
  private final long pages;
  private final int packages;
  private final Scratch scratch;
  private final BlobSink sink;
  private final Damages damages;
  private final BitSet used = new BitSet();
  private final Set<Integer> keys = new HashSet<>();
  private long found;
  private long highest = -1;
  private boolean stopped;

  private BerkeleyFile(
      MemorySegment file,
      HashMeta meta,
      int packages,
      int blobBytes,
      BlobSink sink,
      Damages damages) {
    this.file = file;
    this.packages = packages;
    this.meta = meta;
    this.big = meta.big;
    this.pageSize = meta.pageSize;
    this.pages = Math.min(meta.pages(), Integer.MAX_VALUE);
    this.scratch = new Scratch(blobBytes);
    this.sink = sink;
    this.damages = damages;
  }

  /// Reads the store to its end.
  ///
  /// @param packages how many keys are allowed
  /// @throws Malformed where nothing can be read; all else goes to `damages`
  public static void read(
      MemorySegment file, int packages, int blobBytes, BlobSink sink, Damages damages)
      throws Malformed {
    new BerkeleyFile(file, HashMeta.parse(file), packages, blobBytes, sink, damages).read();
  }

  private void read() {
    try {
      meta.check();
      buckets();
    } catch (Malformed e) {
      damages.tell(e);
    }
    rest();
    if (!stopped) {
      counts();
    }
  }

  private void buckets() throws Malformed {
    for (long bucket = 0; bucket <= meta.maxBucket && !stopped; bucket++) {
      long page = meta.page(bucket);
      long before = 0;
      while (page != 0 && !stopped) {
        try {
          use(page, before == 0 ? 72 : before * pageSize + 16);
          if (before == 0 && Words.zero(file, page * pageSize, (page + 1) * pageSize)) {
            break;
          }
          header(page, before);
          items(page, bucket);
        } catch (Malformed e) {
          damages.tell(e);
          break;
        }
        before = page;
        page = Words.u32(file, page * pageSize + 16, big);
      }
    }
  }

  /// Pages with content to which nothing led.
  private void rest() {
    for (long page = 1; page < pages && !stopped; page++) {
      if (used.get((int) page)) {
        continue;
      }
      long at = page * pageSize;
      int type = Words.u8(file, at + 25);
      boolean hash = type == HASH || type == HASH_UNSORTED;
      if (type == 0 || (hash && Words.u16(file, at + 20, big) == 0)) {
        continue;
      }
      damages.tell(Malformed.at(at, "page " + page + " of type " + type + " belongs to nothing"));
      if (hash) {
        try {
          items(page, -1);
        } catch (Malformed e) {
          damages.tell(e);
        }
      }
    }
  }

  private void counts() {
    // `db_load`, with which administrators used to repair `Packages`, counts each key twice.
    if (meta.keys != found && meta.keys != 2 * found) {
      damages.tell(Malformed.at(88, "expected " + meta.keys + " keys, found " + found));
    }
    boolean packages = found > (keys.contains(0) ? 1 : 0);
    if (packages && highest < 0) {
      damages.tell(Malformed.at(88, "expected key 0 with the highest instance, found none"));
    }
    for (int key : keys) {
      if ((key & 0xffff_ffffL) > highest && highest >= 0) {
        damages.tell(
            Malformed.at(88, "expected instances up to " + highest + ", found " + (long) key));
        break;
      }
    }
  }

  /// @param from offset of the reference, for the message
  private void use(long page, long from) throws Malformed {
    if (page < 1 || page >= pages) {
      throw Malformed.at(from, "expected a page up to " + (pages - 1) + ", found " + page);
    }
    if (used.get((int) page)) {
      throw Malformed.at(from, "page " + page + " is used twice");
    }
    used.set((int) page);
  }

  private void header(long page, long before) throws Malformed {
    long at = page * pageSize;
    int type = Words.u8(file, at + 25);
    if (type != HASH && type != HASH_UNSORTED) {
      throw Malformed.at(at + 25, "expected a hash page (13 or 2), found type " + type);
    }
    linked(page, before);
  }

  private void linked(long page, long before) throws Malformed {
    long at = page * pageSize;
    if (Words.u32(file, at + 8, big) != page) {
      throw Malformed.at(
          at + 8, "expected page " + page + ", found " + Words.u32(file, at + 8, big));
    }
    if (Words.u32(file, at + 12, big) != before) {
      throw Malformed.at(
          at + 12, "expected page " + before + " before, found " + Words.u32(file, at + 12, big));
    }
  }

  /// @param bucket to which the keys must belong, -1 for any
  private void items(long page, long bucket) throws Malformed {
    long at = page * pageSize;
    int entries = Words.u16(file, at + 20, big);
    if (entries % 2 != 0 || PAGE_HEADER + 2 * entries > pageSize) {
      throw Malformed.at(at + 20, "expected pairs of items, found " + entries);
    }
    int end = pageSize;
    for (int i = 0; i < entries && !stopped; i += 2) {
      int key = Words.u16(file, at + PAGE_HEADER + 2L * i, big);
      int value = Words.u16(file, at + PAGE_HEADER + 2L * i + 2, big);
      if (key >= end || value >= key || value < PAGE_HEADER + 2 * entries) {
        throw Malformed.at(
            at + PAGE_HEADER + 2L * i,
            "expected falling offsets below " + end + ", found " + key + " and " + value);
      }
      try {
        pair(at + key, end - key, at + value, key - value, bucket);
      } catch (Malformed e) {
        damages.tell(e);
      }
      end = value;
    }
    if (entries > 0 && Words.u16(file, at + 22, big) != end) {
      damages.tell(
          Malformed.at(
              at + 22,
              "expected items from "
                  + end
                  + " on, found them from "
                  + Words.u16(file, at + 22, big)));
    }
  }

  private void pair(long key, int keyLength, long value, int valueLength, long bucket)
      throws Malformed {
    if (keyLength != 5 || Words.u8(file, key) != KEYDATA) {
      throw Malformed.at(
          key, "expected a key of 4 bytes, found type " + Words.u8(file, key) + ", " + keyLength);
    }
    found++;
    if (found > packages + 1L) {
      stopped = true;
      throw Malformed.limit(key, "more than " + packages + " packages");
    }
    int number = Words.i32(file, key + 1, big);
    if (bucket >= 0 && meta.bucket(hash(key + 1)) != bucket) {
      damages.tell(Malformed.at(key, "instance " + number + " does not belong to its bucket"));
    }
    if (!keys.add(number)) {
      throw Malformed.at(key, "instance " + number + " is there twice");
    }
    int type = Words.u8(file, value);
    if (number == 0) {
      if (type != KEYDATA || valueLength != 5) {
        throw Malformed.at(value, "expected the highest instance in 4 bytes");
      }
      highest = Words.u32(file, value + 1, big);
      return;
    }
    long offset = value + 1;
    if (type == KEYDATA) {
      scratch.start(valueLength - 1, value);
      scratch.append(file, value + 1, valueLength - 1);
    } else if (type == OFFPAGE && valueLength == OFFPAGE_LENGTH) {
      offset = overflow(value);
    } else {
      throw Malformed.at(value, "expected a header, found an item of type " + type);
    }
    stopped = !sink.blob(number & 0xffff_ffffL, null, scratch.bytes(), 0, scratch.length(), offset);
  }

  /// FNV-1 without its usual start (`__ham_func5`).
  private int hash(long key) {
    int hash = 0;
    for (int i = 0; i < 4; i++) {
      hash = hash * 16777619 ^ Words.u8(file, key + i);
    }
    return hash;
  }

  /// Collects a chain of overflow pages (`HOFFPAGE`: 4 first page, 8 length of the whole).
  private long overflow(long item) throws Malformed {
    long page = Words.u32(file, item + 4, big);
    long first = page * pageSize;
    long missing = Words.u32(file, item + 8, big);
    scratch.start(missing, item);
    long from = item + 4;
    long before = 0;
    while (missing > 0) {
      use(page, from);
      long at = page * pageSize;
      if (Words.u8(file, at + 25) != OVERFLOW) {
        throw Malformed.at(
            at + 25, "expected an overflow page (7), found type " + Words.u8(file, at + 25));
      }
      linked(page, before);
      int expected = (int) Math.min(missing, pageSize - PAGE_HEADER);
      int length = Words.u16(file, at + 22, big);
      if (length != expected) {
        throw Malformed.at(at + 22, "expected " + expected + " bytes, found " + length);
      }
      scratch.append(file, at + PAGE_HEADER, length);
      missing -= length;
      before = page;
      from = at + 16;
      page = Words.u32(file, at + 16, big);
    }
    if (page != 0) {
      throw Malformed.at(from, "expected the end of the header, found page " + page);
    }
    return first;
  }
}
