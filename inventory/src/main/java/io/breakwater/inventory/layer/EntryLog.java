package io.breakwater.inventory.layer;

import java.util.Arrays;

/// The entries of a layer in order, front-coded: of each path only what differs from the one
/// before.
///
/// A record is one byte of kind, how many bytes are shared with the previous path, how many
/// follow, these bytes; for links then the length and the bytes of the target. Numbers are
/// unsigned LEB128.
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

  /// Added to [#HARDLINK] and [#OTHER] where the name is one that may matter.
  static final int NAMED = 8;

  final byte[] bytes;
  final int length;

  EntryLog(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  static boolean isKind(int kind) {
    return (kind >= FILE && kind <= OPAQUE)
        || kind == (HARDLINK | NAMED)
        || kind == (OTHER | NAMED);
  }

  static boolean isLink(int kind) {
    return kind == SYMLINK || (kind & ~NAMED) == HARDLINK;
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
      path = Paths.room(path, nameLength * 3);
      int length = Paths.encode(name, 0, nameLength, path);
      int shared = Arrays.mismatch(previous, 0, previousLength, path, 0, length);
      if (shared < 0) {
        shared = length;
      }
      log = Paths.room(log, size + 16 + length - shared + link.length() * 3);
      log[size++] = (byte) kind;
      number(shared);
      number(length - shared);
      System.arraycopy(path, shared, log, size, length - shared);
      size += length - shared;
      if (isLink(kind)) {
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

    private void number(int value) {
      int rest = value;
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

    Cursor(EntryLog log) {
      this.log = log.bytes;
      this.length = log.length;
    }

    /// The kind of the next entry, -1 behind the last.
    int next() {
      if (position >= length) {
        return -1;
      }
      int kind = log[position++];
      shared = number();
      int added = number();
      if (!isKind(kind) || shared > pathLength || added > length - position) {
        throw new IndexOutOfBoundsException(position);
      }
      path = Paths.room(path, shared + added);
      System.arraycopy(log, position, path, shared, added);
      position += added;
      pathLength = shared + added;
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
      int value = 0;
      for (int shift = 0; shift < 28; shift += 7) {
        int part = log[position++];
        value |= (part & 0x7f) << shift;
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

  /// How many contents the log asks for, or -1 where it is not well formed.
  int check() {
    var cursor = new Cursor(this);
    int contents = 0;
    try {
      for (int kind = cursor.next(); kind >= 0; kind = cursor.next()) {
        contents += kind == CONTENT ? 1 : 0;
      }
    } catch (IndexOutOfBoundsException e) {
      return -1;
    }
    return contents;
  }
}
