package io.breakwater.store.blobs.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Digest;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed in the middle of its writing has lost nothing that was
/// acknowledged.
class CrashTest {
  private static final int ROUNDS = Integer.getInteger("breakwater.crash.rounds", 50);

  @TempDir Path folder;

  private final Map<BlobKey, Integer> committed = new HashMap<>();
  private final Set<BlobKey> deleting = new HashSet<>();
  private final Map<String, Integer> synced = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private int acknowledged;

  @Test
  void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
    var random = new Random(7);
    for (var round = 0; round < ROUNDS; round++) {
      for (var line : killedAfter(5 + random.nextInt(250), round)) {
        note(line.split(" ", -1));
      }
      // No lock is left, and all is as it was told.
      try (var store = FileBlobStore.open(folder)) {
        verifyContents(store);
        verifyStaged(store);
      }
    }
    assertThat(acknowledged).as("commits in all rounds").isGreaterThan(ROUNDS);
  }

  private List<String> killedAfter(int millis, int seed) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashWriter.class.getName(),
                folder.toString(),
                String.valueOf(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("open");
      var killer = Thread.ofVirtual().start(() -> kill(process, millis));
      var told = new ArrayList<String>();
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        told.add(line);
      }
      killer.join();
      process.waitFor();
      return told;
    } finally {
      process.destroyForcibly();
    }
  }

  private static void kill(Process process, int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    // Not by the Process, which would also close what it told.
    process.toHandle().destroyForcibly();
  }

  private void note(String[] words) {
    switch (words[0]) {
      case "synced" -> synced.put(words[1], Integer.valueOf(words[2]));
      case "ending" -> ended.add(words[1]);
      case "discarded" -> assertThat(ended).contains(words[1]);
      case "committed" -> {
        committed.put(new BlobKey(Digest.parse(words[3]), words[1]), Integer.valueOf(words[2]));
        acknowledged++;
      }
      case "deleting" -> deleting.add(new BlobKey(Digest.parse(words[2]), words[1]));
      case "deleted" -> committed.remove(new BlobKey(Digest.parse(words[2]), words[1]));
      default -> throw new AssertionError(String.join(" ", words));
    }
  }

  private void verifyContents(BlobStore store) throws Exception {
    var found = new HashMap<BlobKey, Long>();
    store.contents(stored -> found.put(stored.key(), stored.size()));
    for (var key : committed.entrySet()) {
      if (!deleting.contains(key.getKey())) {
        assertThat(found).containsEntry(key.getKey(), (long) key.getValue());
      }
    }
    for (var key : found.keySet()) {
      assertThat(deleting.contains(key) && !committed.containsKey(key))
          .as("was deleted: " + key)
          .isFalse();
      verify(store, key);
      store.delete(key);
    }
    committed.clear();
    deleting.clear();
  }

  private static void verify(BlobStore store, BlobKey key) throws Exception {
    try (var content = store.open(key).orElseThrow();
        var in = content.read(0)) {
      var bytes = in.readAllBytes();
      assertThat(Bytes.digest(key.digest().algorithm(), bytes)).isEqualTo(key.digest());
      assertThat(bytes).isEqualTo(Bytes.of(key.copy(), bytes.length));
    }
  }

  private void verifyStaged(BlobStore store) throws Exception {
    var found = new HashMap<String, Long>();
    store.staged(upload -> found.put(upload.upload(), upload.size()));
    for (var upload : synced.entrySet()) {
      if (!ended.contains(upload.getKey())) {
        assertThat(found.getOrDefault(upload.getKey(), -1L))
            .isGreaterThanOrEqualTo((long) upload.getValue());
      }
    }
    for (var upload : found.keySet()) {
      verifyStaged(store, upload);
    }
    synced.clear();
    ended.clear();
  }

  private static void verifyStaged(BlobStore store, String upload)
      throws IOException, StoreException {
    try (var staged = store.stage(upload)) {
      try (var in = staged.read()) {
        var bytes = in.readAllBytes();
        assertThat(bytes).isEqualTo(Bytes.of(upload, bytes.length));
      }
      staged.discard();
    }
  }
}
