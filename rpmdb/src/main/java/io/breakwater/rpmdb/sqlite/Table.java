package io.breakwater.rpmdb.sqlite;

import io.breakwater.rpmdb.blob.Damages;
import io.breakwater.rpmdb.blob.Malformed;
import io.breakwater.rpmdb.blob.Scratch;
import io.breakwater.rpmdb.blob.Words;
import java.lang.foreign.MemorySegment;

/// Walks a table b-tree in the order of its rows (sections 1.5 and 1.6 of
/// <https://sqlite.org/fileformat2.html>).
///
/// A page has a header (0 type: 5 interior, 13 leaf; 3 cells; 8 last child, interior only), offsets
/// of cells, cells. A cell of an interior page: child, row number. A cell of a leaf: length of the
/// record, row number, the record or its beginning, and then the first overflow page, each of
/// which starts with the number of the next one.
final class Table {
  private static final int INTERIOR = 5;
  private static final int LEAF = 13;
  private static final int DEPTH = 24;

  private final Pages pages;
  private final Scratch scratch;
  private final Damages damages;
  private final Rows rows;
  private final Varint varint = new Varint();
  private long last = Long.MIN_VALUE;
  private boolean stopped;

  /// Takes rows.
  @FunctionalInterface
  interface Rows {
    /// Takes one row.
    ///
    /// @param record in the scratch, which is used again for the next row
    /// @param offset of the record in the store
    /// @return false when no further row is wanted
    boolean row(long number, Scratch record, long offset) throws Malformed;
  }

  private Table(Pages pages, Scratch scratch, Damages damages, Rows rows) {
    this.pages = pages;
    this.scratch = scratch;
    this.damages = damages;
    this.rows = rows;
  }

  static void read(Pages pages, long root, Scratch scratch, Damages damages, Rows rows) {
    new Table(pages, scratch, damages, rows).page(root, 0, 0);
  }

  private void page(long number, long from, int depth) {
    try {
      int page = pages.use(number, from);
      var segment = pages.segment(page);
      long at = pages.offset(page);
      long head = number == 1 ? at + 100 : at;
      int type = Words.u8(segment, head);
      if ((type != INTERIOR && type != LEAF) || depth > DEPTH) {
        throw Malformed.at(head, "expected a table page (5 or 13), found type " + type);
      }
      int cells = Words.u16(segment, head + 3, true);
      long pointers = head + (type == LEAF ? 8 : 12);
      if (pointers + 2L * cells > at + pages.usable()) {
        throw Malformed.at(head + 3, "expected fewer cells, found " + cells);
      }
      if (type == LEAF) {
        leaf(segment, at, pointers, cells);
      } else {
        interior(segment, at, pointers, cells, depth);
      }
    } catch (Malformed e) {
      damages.tell(e);
    }
  }

  private void interior(MemorySegment page, long at, long pointers, int cells, int depth)
      throws Malformed {
    for (int i = 0; i < cells && !stopped; i++) {
      long cell = cell(page, at, pointers, i);
      if (cell + 4 > at + pages.usable()) {
        throw Malformed.at(cell, "a cell behind the end of its page");
      }
      page(Words.u32(page, cell, true), cell, depth + 1);
      if (varint.read(page, cell + 4, at + pages.usable()) < last) {
        damages.tell(Malformed.at(cell, "row " + last + " lies in the wrong branch"));
      }
    }
    if (!stopped) {
      page(Words.u32(page, pointers - 4, true), pointers - 4, depth + 1);
    }
  }

  private long cell(MemorySegment page, long at, long pointers, int i) throws Malformed {
    long pointer = pointers + 2L * i;
    int offset = Words.u16(page, pointer, true);
    if (offset < pointers - at || offset >= pages.usable()) {
      throw Malformed.at(pointer, "expected a cell inside of the page, found it at " + offset);
    }
    return at + offset;
  }

  private void leaf(MemorySegment page, long at, long pointers, int cells) {
    for (int i = 0; i < cells && !stopped; i++) {
      try {
        row(page, at, cell(page, at, pointers, i));
      } catch (Malformed e) {
        damages.tell(e);
      }
    }
  }

  private void row(MemorySegment page, long at, long cell) throws Malformed {
    long end = at + pages.usable();
    long length = varint.read(page, cell, end);
    long position = cell + varint.length();
    long number = varint.read(page, position, end);
    position += varint.length();
    if (length < 0) {
      throw Malformed.at(cell, "a record of " + length + " bytes");
    }
    if (number <= last) {
      throw Malformed.at(cell, "expected a row after " + last + ", found " + number);
    }
    last = number;
    scratch.start(length, position);
    int local = local(length);
    if (position + local + (local < length ? 4 : 0) > end) {
      throw Malformed.at(cell, "expected " + local + " bytes of the record in its page");
    }
    scratch.append(page, position, local);
    if (local < length) {
      overflow(Words.u32(page, position + local, true), position + local, length - local);
    }
    stopped = !rows.row(number, scratch, position);
  }

  /// How much of a record lies in the leaf.
  private int local(long length) {
    int usable = pages.usable();
    int most = usable - 35;
    if (length <= most) {
      return (int) length;
    }
    int least = (usable - 12) * 32 / 255 - 23;
    long rest = least + (length - least) % (usable - 4);
    return rest <= most ? (int) rest : least;
  }

  private void overflow(long first, long reference, long total) throws Malformed {
    long next = first;
    long from = reference;
    long missing = total;
    while (missing > 0) {
      int page = pages.use(next, from);
      var segment = pages.segment(page);
      from = pages.offset(page);
      int length = (int) Math.min(missing, pages.usable() - 4);
      scratch.append(segment, from + 4, length);
      missing -= length;
      next = Words.u32(segment, from, true);
    }
    if (next != 0) {
      throw Malformed.at(from, "expected the end of the record, found page " + next);
    }
  }
}
