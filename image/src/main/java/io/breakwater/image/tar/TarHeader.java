package io.breakwater.image.tar;

/// One header block of 512 bytes (POSIX.1-2017, `pax`, "ustar Interchange Format"; GNU tar
/// manual, "Basic Tar Format"), read in place.
///
/// Offsets: name 0 (100), mode 100 (8), uid 108 (8), gid 116 (8), size 124 (12), checksum 148
/// (8), type 156, link 157 (100), magic 257 (8), prefix 345 (155). Numbers are octal text, or
/// base 256 when the first byte's high bit is set.
final class TarHeader {
  static final int BLOCK = 512;

  /// A field that holds no number.
  static final long MALFORMED = Long.MIN_VALUE;

  private static final int USTAR = 1;
  private static final int GNU = 2;
  private static final int STAR = 3;

  byte[] bytes = new byte[0];
  int at;

  void moveTo(byte[] buffer, int position) {
    bytes = buffer;
    at = position;
  }

  boolean isZero() {
    for (var i = at; i < at + BLOCK; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /// Compares the checksum, summed as unsigned or, as some old tars do, as signed bytes.
  boolean checksumHolds() {
    var stored = octal(at + 148, 8);
    var unsigned = 0;
    var negative = 0;
    for (var i = at; i < at + BLOCK; i++) {
      unsigned += bytes[i] & 0xff;
      negative += bytes[i] >>> 31;
    }
    for (var i = at + 148; i < at + 156; i++) {
      unsigned += ' ' - (bytes[i] & 0xff);
      negative -= bytes[i] >>> 31;
    }
    return stored == unsigned || stored == unsigned - 256L * negative;
  }

  byte type() {
    return bytes[at + 156];
  }

  long size() {
    return number(124, 12);
  }

  long mode() {
    return number(100, 8);
  }

  /// Owner, [#MALFORMED] or negative for none.
  long uid() {
    return number(108, 8);
  }

  /// Group, as [#uid].
  long gid() {
    return number(116, 8);
  }

  String link() {
    return EntryNames.text(bytes, at + 157, end(157, 100));
  }

  /// Name with the prefix of the formats that have one.
  String name() {
    var format = format();
    var prefix = format == USTAR ? 155 : format == STAR ? 131 : 0;
    if (prefix == 0 || bytes[at + 345] == 0) {
      return EntryNames.text(bytes, at, end(0, 100));
    }
    var prefixEnd = end(345, prefix);
    var nameEnd = end(0, 100);
    var joined = new byte[prefixEnd - (at + 345) + 1 + (nameEnd - at)];
    System.arraycopy(bytes, at + 345, joined, 0, prefixEnd - (at + 345));
    joined[prefixEnd - (at + 345)] = '/';
    System.arraycopy(bytes, at, joined, prefixEnd - (at + 345) + 1, nameEnd - at);
    return EntryNames.text(joined, 0, joined.length);
  }

  boolean isGnu() {
    return format() == GNU;
  }

  private int format() {
    var m = at + 257;
    if (bytes[m] != 'u'
        || bytes[m + 1] != 's'
        || bytes[m + 2] != 't'
        || bytes[m + 3] != 'a'
        || bytes[m + 4] != 'r') {
      return 0;
    }
    if (bytes[m + 5] == ' ' && bytes[m + 6] == ' ' && bytes[m + 7] == 0) {
      return GNU;
    }
    if (bytes[m + 5] != 0) {
      return 0;
    }
    var t = at + 508;
    return bytes[t] == 't' && bytes[t + 1] == 'a' && bytes[t + 2] == 'r' && bytes[t + 3] == 0
        ? STAR
        : USTAR;
  }

  private int end(int field, int length) {
    var i = at + field;
    var limit = i + length;
    while (i < limit && bytes[i] != 0) {
      i++;
    }
    return i;
  }

  /// The number in a field relative to the header, or [#MALFORMED].
  long number(int field, int length) {
    var from = at + field;
    return bytes[from] < 0 ? base256(from, length) : octal(from, length);
  }

  private long base256(int from, int length) {
    var negative = (bytes[from] & 0x40) != 0;
    var value = negative ? -1L : 0L;
    value = (value << 6) | (bytes[from] & 0x3f);
    for (var i = from + 1; i < from + length; i++) {
      if (value >= 1L << 55 || value < -(1L << 55)) {
        return MALFORMED;
      }
      value = (value << 8) | (bytes[i] & 0xff);
    }
    return value;
  }

  private long octal(int from, int length) {
    var i = from;
    var end = from + length;
    while (i < end && blank(bytes[i])) {
      i++;
    }
    while (end > i && blank(bytes[end - 1])) {
      end--;
    }
    var value = 0L;
    for (; i < end && bytes[i] != 0; i++) {
      if (bytes[i] < '0' || bytes[i] > '7') {
        return MALFORMED;
      }
      value = (value << 3) | (bytes[i] - '0');
    }
    return value;
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == 0;
  }
}
