package io.breakwater.testkit.packages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes rpm's oldest store, `Packages`: a Berkeley DB of access method hash (Berkeley DB's
/// `dbinc/db_page.h`, hash version 9).
///
/// The first page tells page size, buckets and where the pages of buckets lie; a bucket is a
/// chain of pages that hold keys (the package's number, 4 bytes in the file's byte order) and
/// values; a value of more than a quarter of a page lies in a chain of overflow pages. The entry
/// of key 0 holds the highest number.
public final class RpmBerkeley {
  /// Where it lies, relative to the root.
  public static final String PATH = "var/lib/rpm/Packages";

  private static final int PAGE_HEADER = 26;
  private static final int HASH_PAGE = 13;
  private static final int OVERFLOW_PAGE = 7;
  private static final int META_PAGE = 8;

  private final List<byte[]> blobs = new ArrayList<>();
  private final List<ByteBuffer> pages = new ArrayList<>();
  private int pageSize = 4096;
  private int buckets = 2;
  private int freePages;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  /// A power of two from 512 to 65,536.
  public RpmBerkeley pageSize(int bytes) {
    pageSize = bytes;
    return this;
  }

  /// How many buckets there are, at least two; the table has room up to the next power of two.
  public RpmBerkeley buckets(int count) {
    buckets = count;
    return this;
  }

  /// As a machine writes it that has the highest byte first (s390x).
  public RpmBerkeley bigEndian() {
    order = ByteOrder.BIG_ENDIAN;
    return this;
  }

  /// Leaves pages that nothing uses, as erasing packages does.
  public RpmBerkeley freePages(int count) {
    freePages = count;
    return this;
  }

  /// Adds a package.
  public RpmBerkeley add(RpmHeader header) {
    return add(header.blob());
  }

  /// Adds a blob, whatever it is.
  public RpmBerkeley add(byte[] blob) {
    blobs.add(blob.clone());
    return this;
  }

  /// The file.
  public byte[] render() {
    pages.clear();
    var meta = newPage(META_PAGE);
    var spares = bucketPages();
    var free = free();
    var entries = entries();
    for (var bucket = 0; bucket < buckets; bucket++) {
      var own = new ArrayList<Entry>();
      for (var entry : entries) {
        if (bucketOf(entry.key()) == bucket) {
          own.add(entry);
        }
      }
      fill(bucket + spares[bitLength(bucket)], own);
    }
    fillMeta(meta, spares, free, entries.size());
    var file = ByteBuffer.allocate(pages.size() * pageSize);
    pages.forEach(page -> file.put(page.rewind()));
    return file.array();
  }

  /// Key, and the item that stands for the value: the value itself or the place of its pages.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(byte[] key, byte[] item) {}

  private List<Entry> entries() {
    var entries = new ArrayList<Entry>();
    entries.add(entry(0, number(blobs.size())));
    for (var i = 0; i < blobs.size(); i++) {
      entries.add(entry(i + 1, blobs.get(i)));
    }
    entries.sort((a, b) -> Arrays.compareUnsigned(a.key(), b.key()));
    return entries;
  }

  private Entry entry(int key, byte[] value) {
    return new Entry(number(key), item(value));
  }

  /// The pages of buckets come in runs of 1, 1, 2, 4, 8 …; a run's place is told by a spare.
  private int[] bucketPages() {
    var spares = new int[32];
    for (var run = 0; run <= bitLength(buckets - 1); run++) {
      var first = run == 0 ? 0 : 1 << (run - 1);
      spares[run] = pages.size() - first;
      for (var page = 0; page < Math.max(1, first); page++) {
        newPage(HASH_PAGE);
      }
    }
    return spares;
  }

  private void fill(int firstPage, List<Entry> entries) {
    var number = firstPage;
    var page = pages.get(number);
    var count = 0;
    var end = pageSize;
    for (var entry : entries) {
      var key = item(entry.key());
      var value = entry.item();
      var needed = key.length + value.length;
      if (end - needed < PAGE_HEADER + 2 * (count + 2)) {
        close(page, count, end);
        var next = pages.size();
        page.putInt(16, next);
        page = newPage(HASH_PAGE);
        page.putInt(12, number);
        number = next;
        count = 0;
        end = pageSize;
      }
      end -= key.length;
      page.put(end, key).putShort(PAGE_HEADER + 2 * count++, (short) end);
      end -= value.length;
      page.put(end, value).putShort(PAGE_HEADER + 2 * count++, (short) end);
    }
    close(page, count, end);
  }

  private static void close(ByteBuffer page, int count, int end) {
    page.putShort(20, (short) count).putShort(22, (short) end);
  }

  /// Type 1 and the bytes, or type 3, page and length.
  private byte[] item(byte[] value) {
    if (value.length <= pageSize / 4) {
      return ByteBuffer.allocate(1 + value.length).put((byte) 1).put(value).array();
    }
    var first = pages.size();
    var room = pageSize - PAGE_HEADER;
    for (var from = 0; from < value.length; from += room) {
      var length = Math.min(room, value.length - from);
      var number = pages.size();
      var page = newPage(OVERFLOW_PAGE);
      page.putInt(12, from == 0 ? 0 : number - 1);
      page.putInt(16, from + length == value.length ? 0 : number + 1);
      close(page, 1, length);
      page.put(PAGE_HEADER, value, from, length);
    }
    return ByteBuffer.allocate(12)
        .order(order)
        .putInt(4, first)
        .putInt(8, value.length)
        .put(0, (byte) 3)
        .array();
  }

  private int free() {
    var last = 0;
    for (var i = 0; i < freePages; i++) {
      var page = newPage(0);
      page.putInt(16, last);
      last = pages.size() - 1;
    }
    return last;
  }

  private void fillMeta(ByteBuffer meta, int[] spares, int free, int entries) {
    var highMask = (1 << bitLength(buckets - 1)) - 1;
    meta.putInt(12, 0x061561).putInt(16, 9).putInt(20, pageSize).putInt(28, free);
    meta.putInt(32, pages.size() - 1).putInt(72, buckets - 1).putInt(76, highMask);
    meta.putInt(80, highMask >> 1).putInt(88, entries);
    meta.putInt(92, hash("%$sniglet^&\0".getBytes(StandardCharsets.US_ASCII)));
    for (var run = 0; run < spares.length; run++) {
      meta.putInt(96 + 4 * run, spares[run]);
    }
  }

  private ByteBuffer newPage(int type) {
    var page = ByteBuffer.allocate(pageSize).order(order);
    page.putInt(4, 1).putInt(8, pages.size()).put(25, (byte) type);
    if (type != META_PAGE) {
      page.putShort(22, (short) pageSize);
    }
    pages.add(page);
    return page;
  }

  private int bucketOf(byte[] key) {
    var highMask = (1 << bitLength(buckets - 1)) - 1;
    var bucket = hash(key) & highMask;
    return bucket < buckets ? bucket : bucket & (highMask >> 1);
  }

  /// Berkeley DB's `__ham_func5`.
  private static int hash(byte[] key) {
    var hash = 0;
    for (var b : key) {
      hash = hash * 16_777_619 ^ (b & 0xff);
    }
    return hash;
  }

  private byte[] number(int value) {
    return ByteBuffer.allocate(4).order(order).putInt(value).array();
  }

  private static int bitLength(int value) {
    return 32 - Integer.numberOfLeadingZeros(value);
  }
}
