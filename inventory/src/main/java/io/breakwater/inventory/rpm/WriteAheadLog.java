package io.breakwater.inventory.rpm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// SQLite's write-ahead log, as far as to tell whether it changes anything
/// (sqlite.org/fileformat2.html, section 4.1).
///
/// A header of 32 bytes (magic, version, page size, sequence, two salts, checksum) is followed by
/// frames: 24 bytes (page number, size of the database in pages after a commit or 0, the salts of
/// the header, checksum) and a page. A frame counts where its salts are the header's; those of an
/// older run are left over.
final class WriteAheadLog {
  private static final int MAGIC = 0x377f0682;
  private static final int HEADER = 32;
  private static final int FRAME = 24;
  private static final int PAGE_SIZE_AT = 8;
  private static final int SALTS_AT = 16;
  private static final int FRAME_COMMIT_AT = 4;
  private static final int FRAME_SALTS_AT = 8;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private WriteAheadLog() {}

  /// Whether a frame ends a transaction. Checksums are not looked at: a log that may hold one is
  /// said to hold one.
  static boolean holdsCommit(MemorySegment log) {
    // The last bit of the magic says in which byte order the checksums are.
    if (log.byteSize() < HEADER || (log.get(INT, 0) & ~1) != MAGIC) {
      return false;
    }
    long page = Integer.toUnsignedLong(log.get(INT, PAGE_SIZE_AT));
    if (page < 512 || page > 65536 || Long.bitCount(page) != 1) {
      return false;
    }
    long salts = log.get(LONG, SALTS_AT);
    for (long at = HEADER; at + FRAME + page <= log.byteSize(); at += FRAME + page) {
      if (log.get(LONG, at + FRAME_SALTS_AT) != salts) {
        return false;
      }
      if (log.get(INT, at + FRAME_COMMIT_AT) != 0) {
        return true;
      }
    }
    return false;
  }
}
