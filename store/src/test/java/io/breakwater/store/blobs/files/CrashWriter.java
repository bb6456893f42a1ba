package io.breakwater.store.blobs.files;

import io.breakwater.image.Digest;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.Bytes;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A process that writes to a store until it is killed, and tells what was acknowledged to it.
///
/// | line | said |
/// |---|---|
/// | `synced <upload> <length>` | after |
/// | `ending <upload>` | before a commit or discard |
/// | `committed <upload> <size> <digest>` | after |
/// | `discarded <upload>` | after |
/// | `deleting <upload> <digest>` | before |
/// | `deleted <upload> <digest>` | after |
final class CrashWriter {
  private static final int WRITERS = 3;
  private static final int LARGEST = 600_000;

  private final BlobStore store;
  private final PrintStream out;
  private final long seed;

  private CrashWriter(BlobStore store, PrintStream out, long seed) {
    this.store = store;
    this.out = out;
    this.seed = seed;
  }

  /// Writes.
  ///
  /// @param args folder and seed
  public static void main(String[] args) throws Exception {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    var seed = Long.parseLong(args[1]);
    try (var store = FileBlobStore.open(Path.of(args[0]))) {
      var writer = new CrashWriter(store, out, seed);
      writer.say("open");
      var threads = new ArrayList<Thread>();
      for (var i = 0; i < WRITERS; i++) {
        var number = i;
        threads.add(Thread.ofPlatform().start(() -> writer.write(number)));
      }
      for (var thread : threads) {
        thread.join();
      }
    }
  }

  /// One line in one write, so that a line is whole or not there.
  private synchronized void say(String line) {
    out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void write(int writer) {
    var random = new Random(seed * WRITERS + writer);
    var kept = new ArrayList<BlobKey>();
    try {
      for (var i = 0; ; i++) {
        var upload = "w" + writer + "-" + seed + "-" + i;
        var bytes = Bytes.of(upload, random.nextInt(LARGEST));
        upload(upload, bytes, random, kept);
        if (kept.size() > 3 || (!kept.isEmpty() && random.nextInt(4) == 0)) {
          var key = kept.remove(random.nextInt(kept.size()));
          say("deleting " + key.copy() + " " + key.digest());
          store.delete(key);
          say("deleted " + key.copy() + " " + key.digest());
        }
      }
    } catch (Exception e) {
      say("failed " + e);
    }
  }

  private void upload(String upload, byte[] bytes, Random random, List<BlobKey> kept)
      throws Exception {
    try (var staged = store.stage(upload)) {
      for (var at = 0; at < bytes.length; ) {
        var next = Math.min(bytes.length, at + 1 + random.nextInt(200_000));
        staged.append(Bytes.part(bytes, at, next));
        at = next;
        if (random.nextBoolean()) {
          staged.sync();
          say("synced " + upload + " " + at);
        }
      }
      var left = random.nextInt(8);
      if (left == 0) {
        return;
      }
      say("ending " + upload);
      if (left == 1) {
        staged.discard();
        say("discarded " + upload);
        return;
      }
      Digest digest = Bytes.digest(left == 2 ? "sha512" : "sha256", bytes);
      kept.add(staged.commit(digest));
      say("committed " + upload + " " + bytes.length + " " + digest);
    }
  }
}
