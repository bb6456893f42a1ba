package io.breakwater.store.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/// Uploads to a store whose calls fail now and then, as a registry and its clients go about it:
/// after a failure what is staged is looked up, and the upload goes on from there.
final class FailingUploads {
  private static final int TRIES = 200;

  private final BlobStore store;
  private final Random random;

  FailingUploads(BlobStore store, long seed) {
    this.store = store;
    this.random = new Random(seed);
  }

  /// Keeps so many contents.
  Map<BlobKey, byte[]> run(int uploads) throws IOException {
    var kept = new HashMap<BlobKey, byte[]>();
    for (var i = 0; i < uploads; i++) {
      var bytes =
          Bytes.of(
              "failing-" + i, i % 2 == 0 ? random.nextInt(500_000) : random.nextInt(24_000_000));
      kept.put(keep("failing-" + i, bytes), bytes);
    }
    return kept;
  }

  private BlobKey keep(String name, byte[] bytes) throws IOException {
    var digest = Bytes.digest("sha256", bytes);
    for (var attempt = 0; attempt < TRIES; attempt++) {
      // After a commit whose end is not known, an upload of another name begins anew.
      var acknowledged = upload(name + "-" + attempt, bytes);
      if (acknowledged) {
        return new BlobKey(digest, name + "-" + attempt);
      }
    }
    throw new AssertionError("not kept after " + TRIES + " tries: " + name);
  }

  /// @return whether the commit was acknowledged
  private boolean upload(String upload, byte[] bytes) throws IOException {
    var synced = 0L;
    for (var attempt = 0; attempt < TRIES; attempt++) {
      try (var staged = store.stage(upload)) {
        var length = staged.length();
        assertThat(length).as("what was synced").isBetween(synced, (long) bytes.length);
        var at = (int) length;
        if (random.nextInt(4) == 0) {
          try (var in = staged.read()) {
            Bytes.verify(in, bytes, 0, at);
          }
        }
        while (at < bytes.length) {
          var next = Math.min(bytes.length, at + 1 + random.nextInt(3_000_000));
          var part = Bytes.part(bytes, at, next);
          try {
            staged.append(part);
          } finally {
            assertThat(staged.length()).as("what was taken").isEqualTo(part.position());
            at = part.position();
          }
          if (random.nextInt(3) == 0) {
            synced = sync(staged, synced);
          } else if (random.nextInt(8) == 0) {
            var kept = random.nextInt(at + 1);
            synced = Math.min(synced, kept);
            staged.truncate(kept);
            at = kept;
          }
        }
        return commit(staged, bytes);
      } catch (StoreException e) {
        expected(e);
      } catch (IOException e) {
        if (!(e.getCause() instanceof StoreException cause)) {
          throw e;
        }
        expected(cause);
      }
    }
    throw new AssertionError("not staged after " + TRIES + " tries: " + upload);
  }

  private static long sync(StagedBlob staged, long before) throws StoreException {
    try {
      staged.sync();
      return staged.length();
    } catch (StoreException e) {
      assertThat(staged.length()).isGreaterThanOrEqualTo(before);
      throw e;
    }
  }

  private static boolean commit(StagedBlob staged, byte[] bytes) {
    for (var attempt = 0; attempt < 3; attempt++) {
      try {
        if (staged.length() != bytes.length) {
          return false;
        }
        staged.commit(Bytes.digest("sha256", bytes));
        return true;
      } catch (StoreException e) {
        expected(e);
      }
    }
    return false;
  }

  private static void expected(StoreException e) {
    assertThat(e.temporary()).as(e.getMessage()).isTrue();
  }
}
