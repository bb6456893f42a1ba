package io.breakwater.image.compression;

import java.io.ByteArrayInputStream;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The native library ISA-L (`libisal.so.2`, Debian package `libisal2`), where it is installed.
///
/// `-Dbreakwater.isal=off` or the environment's `BREAKWATER_ISAL=off` keeps it unused. It is
/// used only after it decoded a known stream correctly, struct offsets included.
final class Isal {
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;

  private final MethodHandle init;
  private final MethodHandle inflate;

  private Isal(MethodHandle init, MethodHandle inflate) {
    this.init = init;
    this.inflate = inflate;
  }

  /// Loaded with the first layer that is worth it.
  private static final class Holder {
    static final @Nullable Isal ISAL = load();
  }

  static @Nullable Isal instance() {
    return Holder.ISAL;
  }

  static boolean enabled() {
    return !"off".equals(System.getProperty("breakwater.isal"))
        && !"off".equals(System.getenv("BREAKWATER_ISAL"));
  }

  private static @Nullable Isal load() {
    if (!enabled() || ValueLayout.ADDRESS.byteSize() != 8) {
      return null;
    }
    try {
      var library = SymbolLookup.libraryLookup("libisal.so.2", Arena.global());
      var linker = Linker.nativeLinker();
      var init = library.find("isal_inflate_init");
      var inflate = library.find("isal_inflate");
      if (init.isEmpty() || inflate.isEmpty()) {
        return null;
      }
      var isal =
          new Isal(
              linker.downcallHandle(init.get(), FunctionDescriptor.ofVoid(POINTER)),
              linker.downcallHandle(
                  inflate.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, POINTER)));
      return isal.decodesCorrectly() ? isal : null;
    } catch (IllegalArgumentException
        | IllegalCallerException
        | UnsupportedOperationException
        | UnsatisfiedLinkError e) {
      // Absent, not permitted, or a platform without a linker: the JDK's decoder does the work.
      return null;
    }
  }

  /// `breakwater` as one fixed-Huffman block, with bytes behind it that must be given back.
  private boolean decodesCorrectly() {
    var deflated =
        new byte[] {
          0x4b,
          0x2a,
          0x4a,
          0x4d,
          (byte) 0xcc,
          0x2e,
          0x4f,
          0x2c,
          0x49,
          0x2d,
          0x02,
          0x00,
          1,
          2,
          3,
          4,
          5
        };
    var subject = Subject.layer("of the self-test");
    try (var decoder = IsalInflate.of(this);
        var stored =
            new StoredBytes(new ByteArrayInputStream(deflated), subject, null, deflated.length)) {
      var text = new byte[32];
      var count = decoder.inflate(stored, text, 0, text.length);
      return decoder.finished()
          && "breakwater".equals(new String(text, 0, count, StandardCharsets.US_ASCII))
          && Arrays.equals(
              stored.buffer, stored.position, stored.limit, new byte[] {1, 2, 3, 4, 5}, 0, 5);
    } catch (Exception e) {
      return false;
    }
  }

  void init(MemorySegment state) {
    try {
      init.invokeExact(state);
    } catch (Throwable e) {
      throw new IllegalStateException("isal_inflate_init could not be called", e);
    }
  }

  int inflate(MemorySegment state) {
    try {
      return (int) inflate.invokeExact(state);
    } catch (Throwable e) {
      throw new IllegalStateException("isal_inflate could not be called", e);
    }
  }
}
