package io.breakwater.advisories.database;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that grow: little-endian integers, varints, texts.
final class ByteList {
  private byte[] bytes;
  private int size;

  ByteList(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes, 0, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  void addByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void addBytes(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  void addInt(int value) {
    room(4);
    bytes[size++] = (byte) value;
    bytes[size++] = (byte) (value >> 8);
    bytes[size++] = (byte) (value >> 16);
    bytes[size++] = (byte) (value >> 24);
  }

  /// Seven bits a byte, lowest first, the high bit meaning that more follow.
  void addVarint(long value) {
    var rest = value;
    while ((rest & ~0x7fL) != 0) {
      addByte((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    addByte((int) rest);
  }

  /// Small numbers of either sign.
  void addSigned(long value) {
    addVarint(value << 1 ^ value >> 63);
  }

  void addText(String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    addVarint(utf8.length);
    addBytes(utf8);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
