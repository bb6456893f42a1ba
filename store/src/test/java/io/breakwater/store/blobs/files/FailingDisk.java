package io.breakwater.store.blobs.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/// A disk whose calls fail on order. A write that fails may have written a part before.
final class FailingDisk extends Disk {
  private final Random random = new Random(1);
  private volatile int every;
  private int failures;
  private volatile String next = "";

  FailingDisk(Path folder) {
    super(folder);
  }

  /// Lets one of so many calls fail from now on.
  void failEvery(int calls) {
    every = calls;
  }

  /// Lets the next call of a name fail.
  void failNext(String call) {
    next = call;
  }

  /// How many calls failed.
  synchronized int failures() {
    return failures;
  }

  private synchronized boolean due(String call) {
    if (call.equals(next)) {
      next = "";
      failures++;
      return true;
    }
    var due = every > 0 && random.nextInt(every) == 0;
    failures += due ? 1 : 0;
    return due;
  }

  private void call(String name) throws IOException {
    if (due(name)) {
      throw new IOException("Input/output error");
    }
  }

  @Override
  FileChannel openForWriting(Path file) throws IOException {
    call("openForWriting");
    return super.openForWriting(file);
  }

  @Override
  FileChannel openForReading(Path file) throws IOException {
    call("openForReading");
    return super.openForReading(file);
  }

  @Override
  void makeFolder(Path folder) throws IOException {
    call("makeFolder");
    super.makeFolder(folder);
  }

  @Override
  int write(FileChannel file, ByteBuffer bytes, long at) throws IOException {
    call("write");
    var some = bytes.slice().limit(Math.max(1, bytes.remaining() / 2));
    var written = super.write(file, some, at);
    bytes.position(bytes.position() + written);
    return written;
  }

  @Override
  void truncate(FileChannel file, long length) throws IOException {
    call("truncate");
    super.truncate(file, length);
  }

  @Override
  void force(FileChannel file) throws IOException {
    call("force");
    super.force(file);
  }

  @Override
  void forceFolder(Path folder) throws IOException {
    call("forceFolder");
    super.forceFolder(folder);
  }

  @Override
  void touch(Path file, Instant at) throws IOException {
    call("touch");
    super.touch(file, at);
  }

  @Override
  void move(Path from, Path to) throws IOException {
    call("move");
    super.move(from, to);
  }
}
