package io.breakwater.advisories.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads varints from a section, from one place on. Not shared between threads.
final class Cursor {
  private final ByteBuffer bytes;
  private int at;
  private final int end;

  /// @param at absolute place in `bytes`
  /// @param end first place behind the section
  Cursor(ByteBuffer bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    if (at < 0 || at > end) {
      throw DatabaseFaults.damaged("a place outside its section");
    }
  }

  int next() {
    if (at >= end) {
      throw DatabaseFaults.damaged("a section ends early");
    }
    return bytes.get(at++) & 0xff;
  }

  long varint() {
    long value = next();
    if (value < 0x80) {
      return value;
    }
    value &= 0x7f;
    for (var shift = 7; shift < 64; shift += 7) {
      var b = next();
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw DatabaseFaults.damaged("an endless number");
  }

  /// A number that must fit an int and not be negative.
  int number() {
    var value = varint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw DatabaseFaults.damaged("number " + value);
    }
    return (int) value;
  }

  /// The length of a list.
  int count(int limit) {
    var value = varint();
    if (value < 0 || value > limit || value > end - at) {
      throw DatabaseFaults.damaged("a list of " + value);
    }
    return (int) value;
  }

  long signed() {
    var value = varint();
    return value >>> 1 ^ -(value & 1);
  }

  /// A signed number that lies within `limit` of 0, so that it can be made a date.
  long time(long limit) {
    var value = signed();
    if (value < -limit || value > limit) {
      throw DatabaseFaults.damaged("a date out of range");
    }
    return value;
  }

  String inlineText() {
    var text = new byte[count(1 << 20)];
    bytes.get(at, text);
    at += text.length;
    return new String(text, StandardCharsets.UTF_8);
  }
}
