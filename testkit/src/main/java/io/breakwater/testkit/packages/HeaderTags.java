package io.breakwater.testkit.packages;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// Tags of one section of an rpm header, written as index entries and data ("RPM Package File
/// Structure, Header Structure"; rpm's `lib/header.c`).
///
/// An index entry is four numbers of 32 bits, highest byte first: tag, type, offset in the data,
/// count. Numbers in the data lie at multiples of their size; strings end with a zero byte.
final class HeaderTags {
  static final int INT16 = 3;
  static final int INT32 = 4;
  static final int STRING = 6;
  static final int BINARY = 7;
  static final int STRINGS = 8;
  static final int TRANSLATED = 9;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Value(int type, int count, byte[] bytes) {}

  private final TreeMap<Integer, Value> tags = new TreeMap<>();

  void string(int tag, int type, Collection<String> values) {
    var out = new ByteArrayOutputStream();
    for (var value : values) {
      out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
      out.write(0);
    }
    tags.put(tag, new Value(type, values.size(), out.toByteArray()));
  }

  void numbers(int tag, int type, int... values) {
    var bytes = ByteBuffer.allocate(values.length * width(type));
    for (var value : values) {
      if (type == INT16) {
        bytes.putShort((short) value);
      } else {
        bytes.putInt(value);
      }
    }
    tags.put(tag, new Value(type, values.length, bytes.array()));
  }

  void remove(int tag) {
    tags.remove(tag);
  }

  /// The first string of a tag, empty where there is none.
  String text(int tag) {
    var value = tags.get(tag);
    if (value == null) {
      return "";
    }
    var text = new String(value.bytes(), StandardCharsets.UTF_8);
    return text.substring(0, text.indexOf('\0'));
  }

  /// Appends the data of all tags, and an index entry each.
  void write(ByteArrayOutputStream index, ByteArrayOutputStream data) {
    tags.forEach(
        (tag, value) -> {
          while (data.size() % width(value.type()) != 0) {
            data.write(0);
          }
          index.writeBytes(entry(tag, value.type(), data.size(), value.count()));
          data.writeBytes(value.bytes());
        });
  }

  static byte[] entry(int tag, int type, int offset, int count) {
    return ByteBuffer.allocate(16).putInt(tag).putInt(type).putInt(offset).putInt(count).array();
  }

  static List<String> one(String value) {
    return List.of(value);
  }

  private static int width(int type) {
    return switch (type) {
      case INT16 -> 2;
      case INT32 -> 4;
      default -> 1;
    };
  }
}
