package io.breakwater.rpmdb.sqlite;

import io.breakwater.rpmdb.blob.Damages;
import io.breakwater.rpmdb.blob.Malformed;
import io.breakwater.rpmdb.blob.Words;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/// The write-ahead log (section 4 of <https://sqlite.org/fileformat2.html>): pages that belong
/// over those of the database.
///
/// Header of 32 bytes: magic 0x377f0682 (checksums over little-endian numbers) or 0x377f0683
/// (big-endian), version 3007000, page size, checkpoint number, two salts, two sums over the 24
/// bytes before. Frames: page number, pages of the database after a commit or 0, the salts, two
/// sums over the first 8 bytes and the page, continued from the frame before; then the page. All
/// other numbers are big-endian.
///
/// Frames count up to the last commit before the first frame that does not fit. SQLite says
/// nothing about what lies behind: frames of an earlier round, with other salts, lie behind a
/// newer, shorter one. Here it is damage where it is not that: a commit of this round that does not
/// fit its sums, a frame that fits its sums but not its salts, frames without a commit (rpm was
/// killed, or the log was cut, and files of packages may be there that the store does not know),
/// an end inside of a frame.
final class WriteAheadLog {
  private static final int HEADER = 32;
  private static final int FRAME = 24;

  /// 1 GiB of pages of 4096 bytes; rpm moves a log into its database after 10,000 pages.
  private static final int MAX_FRAMES = 1 << 18;

  private final MemorySegment log;
  private final boolean big;
  private final int pageSize;
  private final Map<Integer, Long> committed = new HashMap<>();
  private long pages;
  private int first;
  private int second;

  private WriteAheadLog(MemorySegment log, boolean big, int pageSize) {
    this.log = log;
    this.big = big;
    this.pageSize = pageSize;
  }

  /// @throws Malformed where the log's header is damaged; damage behind it goes to `damages`
  static WriteAheadLog parse(MemorySegment log, Damages damages) throws Malformed {
    if (log.byteSize() < HEADER) {
      throw Malformed.at(0, "log: expected a header of 32 bytes, found " + log.byteSize());
    }
    int magic = Words.i32(log, 0, true);
    if ((magic & ~1) != 0x377f0682 || Words.i32(log, 4, true) != 3_007_000) {
      throw Malformed.at(0, "log: expected the magic 0x377f0682 and version 3007000");
    }
    int pageSize = Words.i32(log, 8, true);
    if (pageSize < 512 || pageSize > 65_536 || Integer.bitCount(pageSize) != 1) {
      throw Malformed.at(8, "log: expected a page size of 512 to 65536, found " + pageSize);
    }
    var file = new WriteAheadLog(log, (magic & 1) == 1, pageSize);
    file.sum(0, 24);
    if (!file.fits(24)) {
      throw Malformed.at(24, "log: the checksum of its header is of other bytes");
    }
    file.frames(damages);
    return file;
  }

  /// Offset of the last committed content of a page in the log, -1 for none.
  long find(int page) {
    var at = committed.get(page);
    return at == null ? -1 : at;
  }

  int pageSize() {
    return pageSize;
  }

  /// Pages of the database after the last commit; 0 without a commit.
  long pages() {
    return pages;
  }

  int committedPages() {
    return committed.size();
  }

  private void frames(Damages damages) {
    var open = new HashMap<Integer, Long>();
    long at = HEADER;
    if ((log.byteSize() - HEADER) / (FRAME + pageSize) > MAX_FRAMES) {
      damages.tell(Malformed.limit(0, "log: more than " + MAX_FRAMES + " frames"));
      return;
    }
    if ((log.byteSize() - HEADER) % (FRAME + pageSize) != 0) {
      damages.tell(Malformed.at(log.byteSize(), "log: it ends inside of a frame"));
    }
    for (; at + FRAME + pageSize <= log.byteSize(); at += FRAME + pageSize) {
      sum(at, 8);
      sum(at + FRAME, pageSize);
      boolean sums = fits(at + 16);
      int page = Words.i32(log, at, true);
      if (!sums || !salted(at) || page == 0) {
        if (sums) {
          damages.tell(Malformed.at(at, "log: a frame that fits its checksum but not its salts"));
        }
        break;
      }
      open.put(page, at + FRAME);
      if (Words.i32(log, at + 4, true) != 0) {
        pages = Words.u32(log, at + 4, true);
        committed.putAll(open);
        open.clear();
      }
    }
    if (!open.isEmpty()) {
      damages.tell(Malformed.at(at, "log: a transaction that was not committed"));
    }
    behind(at, damages);
  }

  /// A commit of this round behind the first frame that does not fit.
  private void behind(long from, Damages damages) {
    for (long at = from; at + FRAME <= log.byteSize(); at += FRAME + pageSize) {
      if (salted(at) && Words.i32(log, at + 4, true) != 0) {
        damages.tell(
            Malformed.at(from, "log: the frame does not fit its checksum, but a commit follows"));
        return;
      }
    }
  }

  private boolean salted(long frame) {
    return Words.i32(log, frame + 8, true) == Words.i32(log, 16, true)
        && Words.i32(log, frame + 12, true) == Words.i32(log, 20, true);
  }

  private boolean fits(long at) {
    return Words.i32(log, at, true) == first && Words.i32(log, at + 4, true) == second;
  }

  private void sum(long from, int length) {
    for (long at = from; at < from + length; at += 8) {
      first += Words.i32(log, at, big) + second;
      second += Words.i32(log, at + 4, big) + first;
    }
  }
}
