package io.breakwater.inventory.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The lines of a stream, as ranges of one buffer that is reused: no object is made for a line.
///
/// A line ends with LF; a CR before it belongs to the end too.
public final class Lines {
  /// What [#next()] found.
  public enum Next {
    LINE,
    END,
    /// The line passes [DatabaseLimits#lineBytes()]; nothing behind it can be read.
    TOO_LONG,
    /// The stream passes [DatabaseLimits#bytes()].
    TOO_LARGE
  }

  private final InputStream in;
  private final DatabaseLimits limits;
  private byte[] buffer = new byte[16 * 1024];
  private int next;
  private int filled;
  private long base;
  private int start;
  private int end;
  private long number;
  private boolean terminated = true;

  public Lines(InputStream in, DatabaseLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  /// Goes to the next line.
  public Next next() throws IOException {
    int scanned = next;
    while (true) {
      for (int i = scanned; i < filled; i++) {
        if (buffer[i] == '\n') {
          return line(i, i + 1, true);
        }
      }
      scanned = filled;
      if (filled - next > limits.lineBytes()) {
        start = next;
        number++;
        return Next.TOO_LONG;
      }
      if (filled == buffer.length) {
        scanned -= makeRoom();
      }
      int count = in.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        return filled == next ? atEnd() : line(filled, filled, false);
      }
      filled += count;
      if (base + filled > limits.bytes()) {
        start = next;
        return Next.TOO_LARGE;
      }
    }
  }

  private Next atEnd() {
    start = next;
    end = next;
    return Next.END;
  }

  private Next line(int lineEnd, int following, boolean hasEnd) {
    start = next;
    end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    next = following;
    terminated = hasEnd;
    number++;
    return Next.LINE;
  }

  /// Moves the unfinished line to the front, or doubles the buffer where it fills it.
  private int makeRoom() {
    int moved = next;
    if (moved == 0) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
      return 0;
    }
    System.arraycopy(buffer, moved, buffer, 0, filled - moved);
    base += moved;
    filled -= moved;
    next = 0;
    return moved;
  }

  /// The bytes of which [#start()] to [#end()] are the line; valid until the next [#next()].
  public byte[] bytes() {
    return buffer;
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  /// From 1.
  public long number() {
    return number;
  }

  /// Byte offset of the line in the stream.
  public long offset() {
    return base + start;
  }

  /// Whether the last line ended with LF.
  public boolean terminated() {
    return terminated;
  }

  /// Part of the line as text.
  public String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.UTF_8);
  }

  /// The line's beginning for a message, with what is not printable ASCII as `\xNN`.
  public String excerpt() {
    return excerpt(buffer, start, Math.min(Math.max(end, start), start + 40));
  }

  static String excerpt(byte[] bytes, int from, int to) {
    var text = new StringBuilder("\"");
    for (int i = from; i < to; i++) {
      int value = bytes[i] & 0xff;
      if (value >= 0x20 && value < 0x7f) {
        text.append((char) value);
      } else {
        text.append("\\x")
            .append(Character.forDigit(value >> 4, 16))
            .append(Character.forDigit(value & 15, 16));
      }
    }
    return text.append('"').toString();
  }
}
