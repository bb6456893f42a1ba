package io.breakwater.image.tar;

import io.breakwater.image.EntryStream;
import io.breakwater.image.ImageException;
import io.breakwater.image.LayerEntry;
import io.breakwater.image.LayerLimits;
import io.breakwater.image.compression.ByteWindow;
import io.breakwater.image.compression.Subject;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads a tar archive in place from a [ByteWindow].
///
/// Formats: v7, ustar (POSIX.1-2017, `pax`), GNU (long names `L` and `K`, sparse `S`), pax
/// (local `x`, global `g`), pax sparse 0.0, 0.1, 1.0. Limits: those of [LayerLimits], 1 MiB for
/// an extended header, a million runs for a sparse file. The archive ends with two blocks of
/// zeros, or without them at a block boundary; what follows the two is only hashed.
///
/// Errors: `<kind>-truncated`, `-tar-malformed`, `-tar-unsupported`, `-path-escapes`,
/// `-path-too-long`, `-too-many-entries`, and those of the window.
public final class TarReader implements EntryStream {
  private static final int BLOCK = TarHeader.BLOCK;
  private static final int EXTENSION_LIMIT = 1 << 20;

  private final ByteWindow window;
  private final Subject subject;
  private final LayerLimits limits;
  private final TarHeader header = new TarHeader();
  private int entries;
  private boolean ended;

  /// Stored bytes of the current entry that were not taken yet, and zeros up to the block's end.
  long stored;

  private int padding;
  private long contentOffset;
  private @Nullable SparseMap sparse;
  private @Nullable PaxRecords pax;
  private @Nullable String longName;
  private @Nullable String longLink;
  private TarContent content = TarContent.NONE;

  public TarReader(ByteWindow window, Subject subject, LayerLimits limits) {
    this.window = window;
    this.subject = subject;
    this.limits = limits;
  }

  @Override
  public @Nullable LayerEntry next() throws ImageException {
    content.detach();
    content = TarContent.NONE;
    if (ended) {
      return null;
    }
    skipContent();
    var start = window.offset();
    try {
      while (nextHeader()) {
        start = header.at + window.offset() - window.position();
        window.advance(BLOCK);
        if (!readExtension()) {
          return entry();
        }
      }
      if (pax != null || longName != null || longLink != null) {
        throw new MalformedTar("the archive ends behind an extended header");
      }
      ended = true;
      return null;
    } catch (MalformedTar e) {
      throw malformed(e, start);
    }
  }

  /// Points the header at the next block; false at the end of the archive.
  private boolean nextHeader() throws ImageException, MalformedTar {
    if (!block()) {
      return false;
    }
    if (header.isZero()) {
      window.advance(BLOCK);
      if (!block() || header.isZero()) {
        return false;
      }
      throw new MalformedTar("a single block of zeros is followed by something else");
    }
    if (!header.checksumHolds()) {
      throw new MalformedTar("a header's checksum is wrong");
    }
    return true;
  }

  private boolean block() throws ImageException {
    if (window.available() == 0 && !window.fill()) {
      return false;
    }
    if (window.available() < BLOCK) {
      throw subject.truncated(
          "a header block of 512 bytes was expected, " + window.available() + " bytes are left",
          window.offset());
    }
    header.moveTo(window.buffer(), window.position());
    return true;
  }

  /// Takes a header that only describes the next one.
  private boolean readExtension() throws ImageException, MalformedTar {
    switch (header.type()) {
      case 'x' -> pax = PaxRecords.parse(extension(EXTENSION_LIMIT), limits.pathBytes());
      case 'g' -> {
        if (PaxRecords.parse(extension(EXTENSION_LIMIT), limits.pathBytes()).changesEntries()) {
          throw new MalformedTar(
              "a global header sets path, linkpath, size or sparse, on which readers disagree");
        }
      }
      case 'L' -> longName = longText();
      case 'K' -> longLink = longText();
      default -> {
        return false;
      }
    }
    return true;
  }

  private String longText() throws ImageException, MalformedTar {
    var size = header.size();
    // The terminating NUL is counted.
    if (size > limits.pathBytes() + 1L) {
      throw MalformedTar.pathTooLong(size, limits.pathBytes());
    }
    var bytes = extension(EXTENSION_LIMIT);
    var end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return EntryNames.text(bytes, 0, end);
  }

  private byte[] extension(int limit) throws ImageException, MalformedTar {
    var size = header.size();
    if (size < 0 || size > limit) {
      throw new MalformedTar(
          "an extended header has "
              + (size < 0 ? "no valid size" : size + " bytes")
              + "; at most "
              + limit
              + " are read");
    }
    var bytes = new byte[(int) size];
    setStored(size);
    var taken = 0;
    while (taken < bytes.length) {
      taken += take(bytes, taken, bytes.length - taken);
    }
    skipContent();
    return bytes;
  }

  private LayerEntry entry() throws ImageException, MalformedTar {
    if (++entries > limits.entries()) {
      throw subject.limit(
          "too-many-entries",
          "it has more entries than the limit of " + limits.entries(),
          window.offset());
    }
    var records = pax;
    var name = name(records);
    var type = type(name);
    var mode = header.mode();
    var size = records != null && records.size >= 0 ? records.size : header.size();
    if (size < 0 || mode == TarHeader.MALFORMED) {
      throw new MalformedTar("a header's size or mode is not a number in range");
    }
    var link =
        type == LayerEntry.Type.SYMLINK || type == LayerEntry.Type.HARDLINK
            ? link(records, type)
            : "";
    var oldSparse = header.type() == 'S';
    setStored(type == LayerEntry.Type.FILE ? size : 0);
    var length = stored;
    sparse = null;
    if (oldSparse) {
      length = oldSparse();
    } else if (records != null && type == LayerEntry.Type.FILE) {
      length = paxSparse(records);
    }
    contentOffset = window.offset();
    pax = null;
    longName = null;
    longLink = null;
    var path = path(name, "an entry's path");
    if (path.isEmpty() && type != LayerEntry.Type.DIRECTORY) {
      throw new MalformedTar("an entry that is no directory has the root's path");
    }
    return new LayerEntry(
        path,
        type,
        length,
        (int) mode & 07777,
        owner(records == null ? -1 : records.uid, header.uid()),
        owner(records == null ? -1 : records.gid, header.gid()),
        link);
  }

  /// Of an extended header, else of the header; -1 where neither is one.
  private static long owner(long record, long field) {
    return record >= 0 ? record : Math.max(-1, field);
  }

  private String name(@Nullable PaxRecords records) {
    if (records != null && records.sparseName != null) {
      return records.sparseName;
    }
    if (longName != null) {
      return longName;
    }
    return records != null && records.path != null ? records.path : header.name();
  }

  private String link(@Nullable PaxRecords records, LayerEntry.Type type)
      throws ImageException, MalformedTar {
    var link =
        longLink != null
            ? longLink
            : records != null && records.linkpath != null ? records.linkpath : header.link();
    return type == LayerEntry.Type.HARDLINK ? path(link, "a hard link's target") : link;
  }

  private LayerEntry.Type type(String name) throws ImageException {
    return switch (header.type()) {
      case 0 -> name.endsWith("/") ? LayerEntry.Type.DIRECTORY : LayerEntry.Type.FILE;
      case '0', '7', 'S' -> LayerEntry.Type.FILE;
      case '1' -> LayerEntry.Type.HARDLINK;
      case '2' -> LayerEntry.Type.SYMLINK;
      case '3', '4', '6' -> LayerEntry.Type.OTHER;
      case '5' -> LayerEntry.Type.DIRECTORY;
      default ->
          throw subject.error(
              "tar-unsupported",
              "an entry has type "
                  + (header.type() & 0xff)
                  + ", which container runtimes refuse, too",
              window.offset() - BLOCK,
              null);
    };
  }

  private String path(String name, String which) throws ImageException {
    var path = EntryNames.path(name);
    if (path == null) {
      throw new ImageException(
          subject.kind() + "-path-escapes",
          subject.what(),
          which + " leaves the root by '..': " + name,
          "Do not run this image; if you build it, find the step that packs such a path",
          window.offset(),
          null);
    }
    return path;
  }

  private void setStored(long size) {
    stored = size;
    padding = (int) (-size & (BLOCK - 1));
  }

  /// GNU sparse in the header: four runs at 386, a continuation flag at 482, the file's size at
  /// 483; then blocks of 21 runs with the flag at 504 (GNU tar manual, "Old GNU Format").
  private long oldSparse() throws ImageException, MalformedTar {
    if (!header.isGnu()) {
      throw new MalformedTar("a sparse entry is not in the GNU format");
    }
    var map = new SparseMap.Builder();
    var size = header.number(483, 12);
    var more = runs(map, 386, 4) && header.bytes[header.at + 482] != 0;
    while (more) {
      if (!block()) {
        throw subject.truncated("the archive ends in a sparse map", window.offset());
      }
      window.advance(BLOCK);
      more = runs(map, 0, 21) && header.bytes[header.at + 504] != 0;
    }
    sparse = map.build(size, stored);
    return size;
  }

  private boolean runs(SparseMap.Builder map, int field, int count) throws MalformedTar {
    for (var i = 0; i < count; i++) {
      var at = field + 24 * i;
      if (header.bytes[header.at + at] == 0) {
        return false;
      }
      map.add(header.number(at, 12));
      map.add(header.number(at + 12, 12));
    }
    return true;
  }

  private long paxSparse(PaxRecords records) throws ImageException, MalformedTar {
    var format = records.sparseFormat();
    if (format == 0) {
      return stored;
    }
    var map = format == 1 ? records.sparseMap : sparseMapInFront();
    var size = records.sparseSize < 0 ? stored : records.sparseSize;
    sparse = map.build(size, stored);
    return size;
  }

  /// Sparse 1.0: decimal numbers, a line each, in front of the data and padded to a block: how
  /// many runs, then offset and length of each.
  private SparseMap.Builder sparseMapInFront() throws ImageException, MalformedTar {
    var map = new SparseMap.Builder();
    var before = stored;
    var numbers = 2 * line();
    if (numbers > 2L * SparseMap.MAX_RUNS) {
      throw new MalformedTar("a sparse file has more than " + SparseMap.MAX_RUNS + " runs");
    }
    for (var i = 0L; i < numbers; i++) {
      map.add(line());
    }
    var rest = (int) (-(before - stored) & (BLOCK - 1));
    if (rest > stored || window.skip(rest) < rest) {
      throw new MalformedTar("a sparse map is longer than its entry");
    }
    stored -= rest;
    return map;
  }

  private long line() throws ImageException, MalformedTar {
    var digits = new byte[20];
    var length = 0;
    while (true) {
      if (stored == 0 || length == digits.length) {
        throw new MalformedTar("a sparse map's number does not end");
      }
      take(digits, length, 1);
      if (digits[length] == '\n') {
        return PaxRecords.number(digits, 0, length);
      }
      length++;
    }
  }

  /// Copies at least one stored byte of the current entry, of which there must be some.
  int take(byte[] target, int offset, int length) throws ImageException {
    if (window.available() == 0 && !window.fill()) {
      throw cutInEntry(stored);
    }
    var count = (int) Math.min(Math.min(length, window.available()), stored);
    System.arraycopy(window.buffer(), window.position(), target, offset, count);
    window.advance(count);
    stored -= count;
    return count;
  }

  void skipStored(long count) throws ImageException {
    var skipped = window.skip(count);
    stored -= skipped;
    if (skipped < count) {
      throw cutInEntry(count - skipped);
    }
  }

  private void skipContent() throws ImageException {
    var count = stored + padding;
    stored = 0;
    padding = 0;
    if (count > 0) {
      var skipped = window.skip(count);
      if (skipped < count) {
        throw cutInEntry(count - skipped);
      }
    }
  }

  private ImageException cutInEntry(long missing) {
    return subject.truncated(
        "the archive ends inside an entry, " + missing + " bytes are missing", window.offset());
  }

  private ImageException malformed(MalformedTar e, long offset) {
    var why = e.getMessage() + " (entry " + (entries + 1) + ", at byte " + offset + ")";
    return e.isPathTooLong()
        ? subject.limit("path-too-long", why, offset)
        : subject.error("tar-malformed", why, offset, null);
  }

  @Override
  public InputStream content() {
    if (content == TarContent.NONE && !ended) {
      content = new TarContent(this, sparse);
    }
    return content;
  }

  /// Where the current entry's stored bytes begin in the uncompressed archive.
  public long contentOffset() {
    return contentOffset;
  }

  /// True when the current entry's content is not simply its stored bytes.
  public boolean isSparse() {
    return sparse != null;
  }

  @Override
  public void verify() throws ImageException {
    window.verify();
  }

  @Override
  public long position() {
    return window.offset();
  }

  @Override
  public void close() {
    window.close();
  }
}
