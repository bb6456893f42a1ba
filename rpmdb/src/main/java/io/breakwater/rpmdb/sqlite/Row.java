package io.breakwater.rpmdb.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.breakwater.rpmdb.blob.Malformed;

/// A record (section 2.1 of <https://sqlite.org/fileformat2.html>): the length of its header, a
/// serial type for each column, the columns.
final class Row {
  private static final int[] SIZES = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};

  private final byte[] bytes;
  private final long[] types;
  private final int[] starts;

  private Row(byte[] bytes, long[] types, int[] starts) {
    this.bytes = bytes;
    this.types = types;
    this.starts = starts;
  }

  /// @param columns how many are wanted; further ones are not looked at
  /// @param at offset of the record in the store, for messages
  static Row parse(byte[] bytes, int length, int columns, long at) throws Malformed {
    var varint = new Varint();
    int header = (int) Math.min(length, varint.read(bytes, 0, length));
    int position = varint.length();
    var types = new long[columns];
    var starts = new int[columns + 1];
    if (header < position) {
      throw Malformed.at(at, "a record with a header of " + header + " bytes");
    }
    starts[0] = header;
    for (int i = 0; i < columns; i++) {
      if (position >= header) {
        throw Malformed.at(at, "expected " + columns + " columns, found " + i);
      }
      types[i] = varint.read(bytes, position, header);
      position += varint.length();
      long size = size(types[i]);
      if (size < 0 || size > length - starts[i]) {
        throw Malformed.at(at, "column " + i + " of type " + types[i] + " does not fit");
      }
      starts[i + 1] = starts[i] + (int) size;
    }
    return new Row(bytes, types, starts);
  }

  private static long size(long type) {
    if (type >= 12) {
      return (type - 12) / 2;
    }
    return type < 0 || type >= SIZES.length ? -1 : SIZES[(int) type];
  }

  int start(int column) {
    return starts[column];
  }

  int length(int column) {
    return starts[column + 1] - starts[column];
  }

  boolean isBlob(int column) {
    return types[column] >= 12 && types[column] % 2 == 0;
  }

  boolean isText(int column) {
    return types[column] >= 13 && types[column] % 2 == 1;
  }

  boolean isInteger(int column) {
    long type = types[column];
    return (type >= 1 && type <= 6) || type == 8 || type == 9;
  }

  long integer(int column) {
    if (types[column] >= 8) {
      return types[column] - 8;
    }
    long value = length(column) == 0 ? 0 : bytes[start(column)] < 0 ? -1 : 0;
    for (int i = starts[column]; i < starts[column + 1]; i++) {
      value = (value << 8) | (bytes[i] & 0xff);
    }
    return value;
  }

  /// Text, or a blob taken for text.
  String text(int column) {
    return new String(bytes, start(column), length(column), UTF_8);
  }
}
