package io.breakwater.inventory.layer;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps files whole while a layer is read: small ones in memory, larger ones in a temporary file
/// that has no name any more once it is open, so that it vanishes with the process.
///
/// One thread at a time.
final class Spool {
  /// What the files kept at one time may take in memory.
  private static final int IN_MEMORY = 8 << 20;

  private static final int CHUNK = 64 * 1024;

  private final Path directory;
  private long room = IN_MEMORY;

  /// @param directory for the temporary files, made when needed
  Spool(Path directory) {
    this.directory = directory;
  }

  /// There was no room; the message says where, and what can be done.
  static final class Full extends Exception {
    private static final long serialVersionUID = 1;

    Full(String message, IOException cause) {
      super(message, cause);
    }
  }

  /// A file that was kept, until it is closed.
  final class Kept implements AutoCloseable {
    private final MemorySegment bytes;
    private final Arena arena;
    private final long inMemory;

    private Kept(MemorySegment bytes, Arena arena, long inMemory) {
      this.bytes = bytes;
      this.arena = arena;
      this.inMemory = inMemory;
      room -= inMemory;
    }

    MemorySegment bytes() {
      return bytes;
    }

    @Override
    public void close() {
      arena.close();
      room += inMemory;
    }
  }

  /// Keeps a file.
  ///
  /// @param first its beginning, which was read already
  /// @param in the rest
  /// @param size of the whole
  /// @throws IOException where `in` throws it, or ends too early
  Kept keep(byte[] first, InputStream in, long size) throws IOException, Full {
    if (size > room) {
      return inFile(first, in);
    }
    var bytes = new byte[(int) size];
    int head = Math.min(first.length, bytes.length);
    System.arraycopy(first, 0, bytes, 0, head);
    int count = in.readNBytes(bytes, head, bytes.length - head);
    var segment = MemorySegment.ofArray(bytes).asSlice(0, head + count).asReadOnly();
    return new Kept(segment, Arena.ofConfined(), bytes.length);
  }

  private Kept inFile(byte[] first, InputStream in) throws IOException, Full {
    var arena = Arena.ofConfined();
    try (var file = open()) {
      write(file, first, first.length);
      var chunk = new byte[CHUNK];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        write(file, chunk, count);
      }
      return new Kept(map(file, arena), arena, 0);
    } catch (IOException | Full | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private FileChannel open() throws Full {
    try {
      Files.createDirectories(directory);
      var file = Files.createTempFile(directory, "breakwater-", ".store");
      try {
        return FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
      } catch (IOException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    } catch (IOException e) {
      throw full(e);
    }
  }

  private void write(FileChannel file, byte[] bytes, int count) throws Full {
    try {
      var rest = ByteBuffer.wrap(bytes, 0, count);
      while (rest.hasRemaining()) {
        file.write(rest);
      }
    } catch (IOException e) {
      throw full(e);
    }
  }

  private MemorySegment map(FileChannel file, Arena arena) throws Full {
    try {
      return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
    } catch (IOException e) {
      throw full(e);
    }
  }

  private Full full(IOException e) {
    return new Full("its temporary copy in " + directory + " failed: " + e, e);
  }
}
