package io.breakwater.testkit.packages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Adler32;

/// Writes rpm's own store, `Packages.db` (rpm's `lib/backend/ndb/rpmpkg.c`).
///
/// Pages of 4,096 bytes hold slots of 16 bytes, the place of the first two being the file's
/// header; behind the pages lie the blobs, at multiples of 16 bytes, each between a head (magic,
/// package, time, length) and a tail (Adler-32, length, magic). All numbers are little-endian.
public final class RpmNdb {
  /// Where it lies, relative to the root.
  public static final String PATH = "var/lib/rpm/Packages.db";

  /// Where newer distributions have it.
  public static final String USR_PATH = "usr/lib/sysimage/rpm/Packages.db";

  private static final int UNIT = 16;
  private static final int SLOTS_A_PAGE = 256;

  /// Package 0: an empty slot, and a hole of so many units.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(int packageNumber, byte[] blob, int hole) {}

  private final List<Part> parts = new ArrayList<>();
  private int next = 1;
  private int pages = 1;

  /// Adds a package.
  public RpmNdb add(RpmHeader header) {
    return add(header.blob());
  }

  /// Adds a blob, whatever it is.
  public RpmNdb add(byte[] blob) {
    parts.add(new Part(next++, blob.clone(), 0));
    return this;
  }

  /// Leaves room of 16 bytes each, and an empty slot, as an erased package does.
  public RpmNdb hole(int units) {
    parts.add(new Part(0, new byte[0], units));
    next++;
    return this;
  }

  /// At least so many pages of slots, as a store has that was larger once.
  public RpmNdb slotPages(int pages) {
    this.pages = pages;
    return this;
  }

  /// The file.
  public byte[] render() {
    var slotPages = Math.max(pages, (parts.size() + 2 + SLOTS_A_PAGE - 1) / SLOTS_A_PAGE);
    var start = slotPages * SLOTS_A_PAGE;
    var units = start;
    for (var part : parts) {
      units += units(part);
    }
    var file = ByteBuffer.allocate(units * UNIT).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RpmP")).putInt(0).putInt(parts.size() + 1).putInt(slotPages).putInt(next);
    for (var slot = 2; slot < start; slot++) {
      file.put(slot * UNIT, ascii("Slot"));
    }
    var at = start;
    for (var i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      if (part.packageNumber() != 0) {
        file.position((i + 2) * UNIT + 4);
        file.putInt(part.packageNumber()).putInt(at).putInt(units(part));
        write(part, at, file);
      }
      at += units(part);
    }
    return file.array();
  }

  private static void write(Part part, int at, ByteBuffer file) {
    var from = at * UNIT;
    file.position(from).put(ascii("BlbS")).putInt(part.packageNumber());
    file.putInt(1_700_000_000).putInt(part.blob().length).put(part.blob());
    var tail = from + units(part) * UNIT - 12;
    var checksum = new Adler32();
    checksum.update(file.slice(from, tail - from));
    file.position(tail).putInt((int) checksum.getValue());
    file.putInt(part.blob().length).put(ascii("BlbE"));
  }

  private static int units(Part part) {
    return part.packageNumber() == 0
        ? part.hole()
        : (16 + part.blob().length + 12 + UNIT - 1) / UNIT;
  }

  private static byte[] ascii(String magic) {
    return magic.getBytes(StandardCharsets.US_ASCII);
  }
}
