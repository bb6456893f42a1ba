package io.breakwater.rpmdb.ndb;

import io.breakwater.rpmdb.blob.BlobSink;
import io.breakwater.rpmdb.blob.Damages;
import io.breakwater.rpmdb.blob.Malformed;
import io.breakwater.rpmdb.blob.Scratch;
import io.breakwater.rpmdb.blob.Words;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.zip.Adler32;

/// Reads all blobs of `Packages.db` (rpm's `lib/backend/ndb/rpmpkg.c`); all numbers are
/// little-endian, blocks are of 16 bytes.
///
/// A header of 32 bytes (`RpmP`, version 0, generation, pages of slots, next instance), then slots
/// of 16 bytes (`Slot`, instance, first block, number of blocks; all 0 where free) up to the end
/// of the slot pages of 4096 bytes, then blobs: `BlbS`, instance, time, length; the header blob;
/// zeros up to a block less 12 bytes; Adler-32 of all that, length, `BlbE`.
///
/// What is compared: every magic, number, length and checksum, which rpm itself does not look at
/// when it reads; that blobs do not overlap; that blocks without a slot are zero, as rpm leaves
/// them when it erases a package, so that a lost slot leaves a blob without one. What cannot be
/// noticed: a slot that was emptied together with its blob, since that is how a package is erased.
public final class NdbFile {
  private static final int HEADER_MAGIC = 'R' | ('p' << 8) | ('m' << 16) | ('P' << 24);
  private static final int SLOT_MAGIC = 'S' | ('l' << 8) | ('o' << 16) | ('t' << 24);
  private static final int BLOB_MAGIC = 'B' | ('l' << 8) | ('b' << 16) | ('S' << 24);
  private static final int END_MAGIC = 'B' | ('l' << 8) | ('b' << 16) | ('E' << 24);
  private static final int HEADER = 32;
  private static final int SLOT = 16;
  private static final int BLOCK = 16;
  private static final int PAGE = 4096;
  private static final int HEAD = 16;
  private static final int TAIL = 12;

  private final MemorySegment file;
  private final int packages;
  private final Scratch scratch;
  private final BlobSink sink;
  private final Damages damages;
  private long slotsEnd;
  private long next;

  private NdbFile(MemorySegment file, int packages, int blobBytes, BlobSink sink, Damages damages) {
    this.file = file;
    this.packages = packages;
    this.scratch = new Scratch(blobBytes);
    this.sink = sink;
    this.damages = damages;
  }

  /// Reads the store to its end.
  ///
  /// @param packages how many slots are allowed
  /// @throws Malformed where nothing can be read; all else goes to `damages`
  public static void read(
      MemorySegment file, int packages, int blobBytes, BlobSink sink, Damages damages)
      throws Malformed {
    new NdbFile(file, packages, blobBytes, sink, damages).read();
  }

  private void read() throws Malformed {
    header();
    var slots = slots();
    var instances = new HashSet<Long>();
    long end = slotsEnd;
    for (long slot : slots) {
      long block = firstBlock(slot);
      try {
        if (block * BLOCK < end) {
          throw Malformed.at(slot, "the header at block " + block + " overlaps another");
        }
        empty(end, block * BLOCK);
        end = (block + blocks(slot)) * BLOCK;
        if (!instances.add(instance(slot))) {
          throw Malformed.at(slot + 4, "instance " + instance(slot) + " is there twice");
        }
        long length = blob(slot);
        long offset = block * BLOCK + HEAD;
        if (!sink.blob(instance(slot), null, scratch.bytes(), HEAD, (int) length, offset)) {
          return;
        }
      } catch (Malformed e) {
        damages.tell(e);
      }
    }
    empty(end, file.byteSize());
  }

  /// `rpmpkgReadHeader`.
  private void header() throws Malformed {
    if (file.byteSize() < PAGE) {
      throw Malformed.at(0, "expected a page of slots of 4096 bytes, found " + file.byteSize());
    }
    if (Words.i32(file, 0, false) != HEADER_MAGIC) {
      throw Malformed.at(0, "expected RpmP, found another beginning");
    }
    if (Words.i32(file, 4, false) != 0) {
      throw Malformed.at(4, "expected version 0, found " + Words.u32(file, 4, false));
    }
    if (file.byteSize() % BLOCK != 0) {
      damages.tell(Malformed.at(file.byteSize(), "the file ends inside of a block"));
    }
    long pages = Words.u32(file, 12, false);
    if (pages < 1 || pages > file.byteSize() / PAGE) {
      damages.tell(Malformed.at(12, "expected pages of slots in the file, found " + pages));
      pages = 1;
    }
    slotsEnd = pages * PAGE;
    next = Words.u32(file, 16, false);
  }

  /// Offsets of the slots in use, by the block that they lead to (`rpmpkgReadSlots`).
  private long[] slots() {
    var slots = new long[64];
    int count = 0;
    for (long at = HEADER; at < slotsEnd; at += SLOT) {
      try {
        if (used(at)) {
          if (count == packages) {
            damages.tell(Malformed.limit(at, "more than " + packages + " packages"));
            break;
          }
          if (count == slots.length) {
            slots = Arrays.copyOf(slots, 2 * count);
          }
          // Sorted by block: the block before the slot's offset, which is below 2^48.
          slots[count++] = (firstBlock(at) << 32) | (at / SLOT);
        }
      } catch (Malformed e) {
        damages.tell(e);
      }
    }
    slots = Arrays.copyOf(slots, count);
    Arrays.sort(slots);
    for (int i = 0; i < count; i++) {
      slots[i] = (slots[i] & 0xffff_ffffL) * SLOT;
    }
    return slots;
  }

  private boolean used(long slot) throws Malformed {
    if (Words.i32(file, slot, false) != SLOT_MAGIC) {
      throw Malformed.at(slot, "expected a slot, found something else");
    }
    if (Words.zero(file, slot + 4, slot + SLOT)) {
      return false;
    }
    long block = firstBlock(slot);
    long blocks = blocks(slot);
    if (instance(slot) == 0 || block * BLOCK < slotsEnd || blocks < 2) {
      throw Malformed.at(
          slot, "instance " + instance(slot) + " at block " + block + " of " + blocks + " blocks");
    }
    if ((block + blocks) * BLOCK > file.byteSize()) {
      throw Malformed.at(
          slot, "instance " + instance(slot) + " ends behind the end of the file: it was cut");
    }
    if (instance(slot) >= next) {
      damages.tell(
          Malformed.at(16, "instance " + instance(slot) + ", but the next one is " + next));
    }
    return true;
  }

  private long instance(long slot) {
    return Words.u32(file, slot + 4, false);
  }

  private long firstBlock(long slot) {
    return Words.u32(file, slot + 8, false);
  }

  private long blocks(long slot) {
    return Words.u32(file, slot + 12, false);
  }

  /// `rpmpkgReadBlob`, with the checksum.
  private long blob(long slot) throws Malformed {
    long at = firstBlock(slot) * BLOCK;
    long room = blocks(slot) * BLOCK;
    long length = Words.u32(file, at + 12, false);
    if (Words.i32(file, at, false) != BLOB_MAGIC) {
      throw Malformed.at(at, "expected a header of a package, found something else");
    }
    if (Words.u32(file, at + 4, false) != instance(slot)) {
      throw Malformed.at(
          at + 4,
          "expected instance " + instance(slot) + ", found " + Words.u32(file, at + 4, false));
    }
    if (blocks(slot) != (HEAD + length + TAIL + BLOCK - 1) / BLOCK) {
      throw Malformed.at(at + 12, length + " bytes in " + blocks(slot) + " blocks");
    }
    scratch.start(room, at);
    scratch.append(file, at, (int) room - TAIL);
    var adler = new Adler32();
    adler.update(scratch.bytes(), 0, scratch.length());
    long end = at + room - TAIL;
    if (Words.u32(file, end, false) != adler.getValue()) {
      damages.tell(
          Malformed.at(end, "instance " + instance(slot) + ": the checksum is of other bytes"));
    }
    if (Words.u32(file, end + 4, false) != length || Words.i32(file, end + 8, false) != END_MAGIC) {
      damages.tell(
          Malformed.at(end + 4, "instance " + instance(slot) + ": expected its end, found none"));
    }
    return length;
  }

  /// Blocks without a slot.
  private void empty(long from, long to) {
    if (!Words.zero(file, from, to)) {
      damages.tell(
          Malformed.at(from, "expected empty blocks up to " + to + ", found data without a slot"));
    }
  }
}
