package io.breakwater.image.compression;

import io.breakwater.image.ImageException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// Decodes with ISA-L's `isal_inflate`, about twice as fast as the JDK.
///
/// `struct inflate_state` (igzip_lib.h, isa-l 2.x, 64 bit): the library sees only this state, one
/// input and one output segment; every length handed to it is that of the segment, and every
/// length it hands back is checked against it before use.
final class IsalInflate implements RawInflate {
  private static final int OUT = 256 << 10;
  private static final int NEXT_OUT = 0;
  private static final int AVAIL_OUT = 8;
  private static final int NEXT_IN = 16;
  private static final int READ_IN_LENGTH = 36;
  private static final int AVAIL_IN = 32;
  private static final int BLOCK_STATE = 21160;
  private static final int FINISH = 5;

  /// The struct has 87,368 bytes in 2.30; the rest is room for versions with larger tables.
  private static final int STATE_BYTES = 256 << 10;

  private final Isal isal;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment state = arena.allocate(STATE_BYTES, 64);
  private final MemorySegment out = arena.allocate(OUT, 64);
  private MemorySegment input = MemorySegment.NULL;

  /// How much of `input` is valid, and the stored buffer's fill it was copied from.
  private int inputPosition;

  private int inputLimit;
  private boolean finished;
  private boolean closed;

  private IsalInflate(Isal isal) {
    this.isal = isal;
    isal.init(state);
  }

  /// A decoder, or null where the library is absent or switched off.
  static @Nullable IsalInflate open() {
    var isal = Isal.instance();
    return isal == null ? null : new IsalInflate(isal);
  }

  static IsalInflate of(Isal isal) {
    return new IsalInflate(isal);
  }

  @Override
  public int inflate(StoredBytes in, byte[] target, int offset, int length)
      throws DataFormatException, ImageException {
    while (true) {
      if (in.position == in.limit && !in.fill()) {
        return drain(target, offset, length);
      }
      copyInput(in);
      var before = inputLimit - inputPosition;
      var count = step(target, offset, length);
      in.position += before - (inputLimit - inputPosition);
      if (finished) {
        in.unread(readAhead());
      }
      if (count > 0 || finished) {
        return count;
      }
    }
  }

  /// The input has ended; what the library still holds back may be decodable.
  private int drain(byte[] target, int offset, int length) throws DataFormatException {
    inputPosition = 0;
    inputLimit = 0;
    return step(target, offset, length);
  }

  private void copyInput(StoredBytes in) {
    if (input.byteSize() < in.buffer.length) {
      input = arena.allocate(in.buffer.length, 64);
    }
    inputPosition = 0;
    inputLimit = in.limit - in.position;
    MemorySegment.copy(in.buffer, in.position, input, ValueLayout.JAVA_BYTE, 0, inputLimit);
  }

  private int step(byte[] target, int offset, int length) throws DataFormatException {
    var room = Math.min(length, OUT);
    state.set(ValueLayout.ADDRESS, NEXT_OUT, out);
    state.set(ValueLayout.JAVA_INT, AVAIL_OUT, room);
    state.set(ValueLayout.ADDRESS, NEXT_IN, input);
    state.set(ValueLayout.JAVA_INT, AVAIL_IN, inputLimit);
    var result = isal.inflate(state);
    if (result < 0 || result > 2) {
      throw new DataFormatException("invalid deflate data (" + result + ")");
    }
    var leftOut = state.get(ValueLayout.JAVA_INT, AVAIL_OUT);
    var leftIn = state.get(ValueLayout.JAVA_INT, AVAIL_IN);
    if (leftOut < 0 || leftOut > room || leftIn < 0 || leftIn > inputLimit) {
      throw new IllegalStateException("isal_inflate reports lengths beyond its buffers");
    }
    inputPosition = inputLimit - leftIn;
    var count = room - leftOut;
    MemorySegment.copy(out, ValueLayout.JAVA_BYTE, 0, target, offset, count);
    finished = state.get(ValueLayout.JAVA_INT, BLOCK_STATE) == FINISH;
    return count;
  }

  /// Whole bytes in the library's bit buffer that belong to what follows the deflate data.
  private int readAhead() {
    var bits = state.get(ValueLayout.JAVA_INT, READ_IN_LENGTH);
    if (bits < 0 || bits > 64) {
      throw new IllegalStateException("isal_inflate reports " + bits + " bits read ahead");
    }
    return bits / 8;
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public void reset() {
    finished = false;
    isal.init(state);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      arena.close();
    }
  }
}
