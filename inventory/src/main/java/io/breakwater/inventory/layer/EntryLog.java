package io.breakwater.inventory.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The entries of a layer in order, front-coded: of each path only what differs from the one
/// before.
///
/// A record is one byte of kind and flags, how many bytes are shared with the previous path, how
/// many follow, these bytes; where it has [#ATTRIBUTES] then mode, owner plus one, group plus
/// one; for links then the length and the bytes of the target. Numbers are unsigned LEB128.
final class EntryLog {
  /// A file of which nothing but the name matters.
  static final int FILE = 0;

  /// A file with the next of the layer's contents.
  static final int CONTENT = 1;

  static final int DIRECTORY = 2;
  static final int SYMLINK = 3;
  static final int HARDLINK = 4;
  static final int OTHER = 5;

  /// The path is what the whiteout hides.
  static final int WHITEOUT = 6;

  /// The path is the directory.
  static final int OPAQUE = 7;

  private static final int KINDS = 7;

  /// Of a file whose content was not kept, where the name is one that may matter.
  static final int NAMED = 8;

  /// The record has mode, owner and group.
  static final int ATTRIBUTES = 16;

  /// Of a file that somebody may execute.
  static final int EXECUTABLE = 32;

  /// Of a file in which the next of the layer's secrets are.
  static final int SECRET = 64;

  final byte[] bytes;
  final int length;

  EntryLog(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /// Which flags each kind may have.
  private static final int[] FLAGS = {
    NAMED | ATTRIBUTES | EXECUTABLE | SECRET,
    ATTRIBUTES | EXECUTABLE | SECRET,
    ATTRIBUTES,
    0,
    NAMED | ATTRIBUTES | EXECUTABLE,
    NAMED,
    0,
    0
  };

  private static boolean isRecord(int kind) {
    return kind >= 0 && (kind & ~KINDS & ~FLAGS[kind & KINDS]) == 0;
  }

  private static boolean isLink(int kind) {
    return kind == SYMLINK || kind == HARDLINK;
  }

  /// Writes a log.
  static final class Writer {
    private byte[] log = new byte[8 * 1024];
    private int size;
    private byte[] previous = new byte[256];
    private int previousLength;
    private byte[] path = new byte[256];
    private byte[] target = new byte[256];

    void add(int kind, String name, int nameLength, String link) {
      add(kind, name, nameLength, link, 0, 0, 0);
    }

    /// @param kind with its flags
    /// @param mode used where the flags say so, like `uid` and `gid`
    void add(int kind, String name, int nameLength, String link, int mode, long uid, long gid) {
      path = Paths.room(path, nameLength * 3);
      int length = Paths.encode(name, 0, nameLength, path);
      int shared = Arrays.mismatch(previous, 0, previousLength, path, 0, length);
      if (shared < 0) {
        shared = length;
      }
      log = Paths.room(log, size + 48 + length - shared + link.length() * 3);
      log[size++] = (byte) kind;
      number(shared);
      number(length - shared);
      System.arraycopy(path, shared, log, size, length - shared);
      size += length - shared;
      if ((kind & ATTRIBUTES) != 0) {
        number(mode);
        number(uid + 1);
        number(gid + 1);
      }
      if (isLink(kind & KINDS)) {
        target = Paths.room(target, link.length() * 3);
        int targetLength = Paths.encode(link, 0, link.length(), target);
        number(targetLength);
        System.arraycopy(target, 0, log, size, targetLength);
        size += targetLength;
      }
      var spare = previous;
      previous = path;
      previousLength = length;
      path = spare;
    }

    private void number(long value) {
      long rest = value;
      while (rest > 0x7f) {
        log[size++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      log[size++] = (byte) rest;
    }

    int size() {
      return size;
    }

    EntryLog log() {
      return new EntryLog(Arrays.copyOf(log, size), size);
    }
  }

  /// Reads a log from its beginning. A log that is not well formed ends in an
  /// [IndexOutOfBoundsException]; [#check] finds that out.
  static final class Cursor {
    private final byte[] log;
    private final int length;
    private int position;
    byte[] path = new byte[256];
    int pathLength;
    int shared;
    int targetStart;
    int targetLength;
    int flags;
    int mode;
    long uid;
    long gid;

    Cursor(EntryLog log) {
      this.log = log.bytes;
      this.length = log.length;
    }

    /// The kind of the next entry without its flags, -1 behind the last.
    int next() {
      if (position >= length) {
        return -1;
      }
      int record = log[position++];
      int kind = record & KINDS;
      flags = record & ~KINDS;
      shared = number();
      int added = number();
      if (!isRecord(record) || shared > pathLength || added > length - position) {
        throw new IndexOutOfBoundsException(position);
      }
      path = Paths.room(path, shared + added);
      System.arraycopy(log, position, path, shared, added);
      position += added;
      pathLength = shared + added;
      if ((flags & ATTRIBUTES) != 0) {
        mode = number();
        uid = longNumber() - 1;
        gid = longNumber() - 1;
      }
      if (isLink(kind)) {
        targetLength = number();
        targetStart = position;
        if (targetLength > length - position) {
          throw new IndexOutOfBoundsException(position);
        }
        position += targetLength;
      }
      return kind;
    }

    private int number() {
      return (int) number(28);
    }

    private long longNumber() {
      return number(63);
    }

    private long number(int bits) {
      long value = 0;
      for (int shift = 0; shift < bits; shift += 7) {
        int part = log[position++];
        value |= (part & 0x7fL) << shift;
        if (part >= 0) {
          return value;
        }
      }
      throw new IndexOutOfBoundsException(position);
    }

    byte[] target() {
      return Arrays.copyOfRange(log, targetStart, targetStart + targetLength);
    }
  }

  /// What a log asks for.
  ///
  /// @param contents how many entries have a content
  /// @param secrets how many entries have secrets
  record Demand(int contents, int secrets) {}

  /// What the log asks for, null where it is not well formed.
  @Nullable Demand check() {
    var cursor = new Cursor(this);
    int contents = 0;
    int secrets = 0;
    try {
      for (int kind = cursor.next(); kind >= 0; kind = cursor.next()) {
        contents += kind == CONTENT ? 1 : 0;
        secrets += (cursor.flags & SECRET) != 0 ? 1 : 0;
      }
    } catch (IndexOutOfBoundsException e) {
      return null;
    }
    return new Demand(contents, secrets);
  }
}
