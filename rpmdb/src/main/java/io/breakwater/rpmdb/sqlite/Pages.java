package io.breakwater.rpmdb.sqlite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.breakwater.rpmdb.blob.Damages;
import io.breakwater.rpmdb.blob.Malformed;
import io.breakwater.rpmdb.blob.Words;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The pages of a database, those of the log before those of the file (section 1 of
/// <https://sqlite.org/fileformat2.html>). Each can be used once, which ends cycles.
///
/// Header at the start of page 1: 16 bytes of magic, 16 page size (1 is 65536), 18 and 19 format
/// versions, 20 reserved bytes of each page, 21 to 23 constants, 24 change counter, 28 pages, 44
/// schema format, 56 encoding, 92 the change counter for which the number of pages holds.
final class Pages {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(US_ASCII);

  private final MemorySegment file;
  private final @Nullable MemorySegment log;
  private final @Nullable WriteAheadLog frames;
  private final int pageSize;
  private final BitSet used = new BitSet();
  private int usable;
  private long count;

  private Pages(
      MemorySegment file,
      @Nullable MemorySegment log,
      @Nullable WriteAheadLog frames,
      int pageSize) {
    this.file = file;
    this.log = log;
    this.frames = frames;
    this.pageSize = pageSize;
  }

  static Pages open(MemorySegment file, @Nullable MemorySegment log, Damages damages)
      throws Malformed {
    WriteAheadLog frames = null;
    if (log != null && log.byteSize() > 0) {
      try {
        frames = WriteAheadLog.parse(log, damages);
      } catch (Malformed e) {
        damages.tell(e);
      }
    }
    if (frames != null && frames.pages() == 0) {
      frames = null;
    }
    if (file.byteSize() < 512 && frames == null) {
      throw Malformed.at(0, "expected a page of 512 bytes or more, found " + file.byteSize());
    }
    int pageSize = file.byteSize() < 512 && frames != null ? frames.pageSize() : pageSize(file);
    if (frames != null && frames.pageSize() != pageSize) {
      damages.tell(
          Malformed.at(
              8, "log: expected pages of " + pageSize + " bytes, found " + frames.pageSize()));
      frames = null;
    }
    var pages = new Pages(file, log, frames, pageSize);
    pages.header(damages);
    return pages;
  }

  private static int pageSize(MemorySegment file) throws Malformed {
    int size = Words.u16(file, 16, true);
    size = size == 1 ? 65_536 : size;
    if (size < 512 || Integer.bitCount(size) != 1) {
      throw Malformed.at(16, "expected a page size of 512 to 65536, found " + size);
    }
    return size;
  }

  private void header(Damages damages) throws Malformed {
    long whole = file.byteSize() / pageSize;
    // Until the number of pages is known, page 1 must be found.
    count = 1;
    var first = segment(1);
    long at = offset(1);
    if (first.byteSize() - at < pageSize) {
      throw Malformed.at(
          0, "expected a first page of " + pageSize + " bytes, the file ends before");
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (Words.u8(first, at + i) != MAGIC[i]) {
        throw Malformed.at(i, "expected \"SQLite format 3\", found another beginning");
      }
    }
    constants(first, at);
    if (file.byteSize() % pageSize != 0) {
      damages.tell(Malformed.at(whole * pageSize, "the file ends inside of a page"));
    }
    long stated = Words.u32(first, at + 28, true);
    boolean valid =
        stated != 0 && Words.i32(first, at + 24, true) == Words.i32(first, at + 92, true);
    long there = whole;
    if (frames != null) {
      stated = frames.pages();
      valid = true;
      there += frames.committedPages();
    }
    if (valid && stated > there) {
      damages.tell(
          Malformed.at(file.byteSize(), "expected " + stated + " pages, the file ends before"));
    }
    count = valid ? Math.min(stated, there) : there;
  }

  private void constants(MemorySegment first, long at) throws Malformed {
    if (Words.u8(first, at + 18) > 2 || Words.u8(first, at + 19) > 2) {
      throw Malformed.at(18, "a format that came after this program");
    }
    if (Words.u8(first, at + 21) != 64
        || Words.u8(first, at + 22) != 32
        || Words.u8(first, at + 23) != 32) {
      throw Malformed.at(21, "expected the payload fractions 64, 32 and 32");
    }
    long format = Words.u32(first, at + 44, true);
    long encoding = Words.u32(first, at + 56, true);
    if (format > 4 || encoding > 1) {
      throw Malformed.at(
          44, "expected a schema format up to 4 in UTF-8, found " + format + " and " + encoding);
    }
    usable = pageSize - Words.u8(first, at + 20);
    if (usable < 480) {
      throw Malformed.at(20, "expected 480 bytes or more of each page, found " + usable);
    }
  }

  int usable() {
    return usable;
  }

  /// Claims a page.
  ///
  /// @param from offset of the reference, for the message
  /// @throws Malformed where there is no such page, or it was used before
  int use(long page, long from) throws Malformed {
    if (page < 1 || page > count || page > Integer.MAX_VALUE) {
      throw Malformed.at(from, "expected a page up to " + count + ", found " + page);
    }
    int number = (int) page;
    if (used.get(number)) {
      throw Malformed.at(from, "page " + page + " is used twice");
    }
    if (offset(number) + pageSize > segment(number).byteSize()) {
      throw Malformed.at(from, "page " + page + " lies behind the end of the file");
    }
    used.set(number);
    return number;
  }

  /// What holds a page.
  MemorySegment segment(int page) {
    return log != null && frames != null && frames.find(page) >= 0 ? log : file;
  }

  /// Where a page starts in what holds it.
  long offset(int page) {
    long at = frames == null ? -1 : frames.find(page);
    return at >= 0 ? at : (page - 1L) * pageSize;
  }
}
