package io.breakwater.store.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every store of content does.
public abstract class BlobStoreContract {
  protected static final int MIB = 1024 * 1024;

  /// The store under test; a test may open it anew.
  @SuppressWarnings("NullAway.Init")
  protected BlobStore store;

  /// Opens the storage of this test. Called again, it is another process: where only one may
  /// have it open, the store that was opened before is closed.
  protected abstract BlobStore open() throws Exception;

  /// The storage of this test, where one of so many calls to what is beneath fails.
  protected abstract BlobStore openFailing(int every) throws Exception;

  /// How many calls to what is beneath failed in this test.
  protected abstract int failures();

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  protected final BlobKey keep(String upload, byte[] bytes) throws StoreException {
    try (var staged = store.stage(upload)) {
      staged.append(ByteBuffer.wrap(bytes));
      return staged.commit(Bytes.digest("sha256", bytes));
    }
  }

  protected final void verify(BlobKey key, byte[] bytes) throws StoreException, IOException {
    try (var content = store.open(key).orElseThrow()) {
      assertThat(content.size()).isEqualTo(bytes.length);
      try (var in = content.read(0)) {
        Bytes.verify(in, bytes, 0, bytes.length);
      }
    }
  }

  private Map<BlobKey, BlobStore.Stored> contents() throws StoreException {
    var contents = new HashMap<BlobKey, BlobStore.Stored>();
    store.contents(stored -> assertThat(contents.put(stored.key(), stored)).isNull());
    return contents;
  }

  private Map<String, BlobStore.StagedUpload> staged() throws StoreException {
    var uploads = new HashMap<String, BlobStore.StagedUpload>();
    store.staged(upload -> assertThat(uploads.put(upload.upload(), upload)).isNull());
    return uploads;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 5 * MIB - 1, 5 * MIB, 5 * MIB + 1, 8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 20 * MIB})
  void contentOfEverySizeIsReadAsItWasAppended(int size) throws Exception {
    var bytes = Bytes.of("size", size);
    var begun = Instant.now().minusSeconds(2);

    var key = keep("size-" + size, bytes);

    assertThat(key).isEqualTo(new BlobKey(Bytes.digest("sha256", bytes), "size-" + size));
    verify(key, bytes);
    assertThat(contents()).containsOnlyKeys(key);
    assertThat(contents().values())
        .allSatisfy(
            stored -> {
              assertThat(stored.size()).isEqualTo(size);
              assertThat(stored.written()).isBetween(begun, Instant.now().plusSeconds(2));
            });
    assertThat(staged()).isEmpty();
  }

  @Test
  void sha512NamesContentToo() throws Exception {
    var bytes = Bytes.of("long", 1000);
    BlobKey key;
    try (var staged = store.stage("long")) {
      staged.append(ByteBuffer.wrap(bytes));
      key = staged.commit(Bytes.digest("sha512", bytes));
    }
    verify(key, bytes);
    assertThat(contents()).containsOnlyKeys(key);
  }

  @Test
  void whatIsSyncedIsThereForTheNextProcess() throws Exception {
    var bytes = Bytes.of("reopened", 18 * MIB);
    var at = 0;
    for (var next : List.of(0, 1, 3 * MIB, 8 * MIB, 8 * MIB + 1, 17 * MIB, bytes.length)) {
      try (var staged = store.stage("reopened")) {
        assertThat((int) staged.length()).isEqualTo(at);
        staged.append(Bytes.part(bytes, at, next));
        staged.sync();
        assertThat((int) staged.length()).isEqualTo(next);
      }
      at = next;
      store = open();
      var size = (long) at;
      assertThat(staged().get("reopened")).extracting(BlobStore.StagedUpload::size).isEqualTo(size);
      assertThat(contents()).isEmpty();
    }
    try (var staged = store.stage("reopened")) {
      verify(staged.commit(Bytes.digest("sha256", bytes)), bytes);
      assertThat(staged.length()).isZero();
    }
    assertThat(staged()).isEmpty();
  }

  @Test
  void whatIsStagedIsReadWhileItGrows() throws Exception {
    var bytes = Bytes.of("grows", 20 * MIB);
    try (var staged = store.stage("grows")) {
      try (var in = staged.read()) {
        assertThat(in.read()).isEqualTo(-1);
      }
      var at = 0;
      for (var next : List.of(100, 6 * MIB, 14 * MIB, 14 * MIB + 1001)) {
        staged.append(Bytes.part(bytes, at, next));
        at = next;
        try (var in = staged.read()) {
          staged.append(Bytes.part(bytes, at, at + 1000));
          Bytes.verify(in, bytes, 0, at);
        }
        at += 1000;
      }
      staged.append(Bytes.part(bytes, at, bytes.length));
      assertThat(staged.length()).isEqualTo(bytes.length);
      verify(staged.commit(Bytes.digest("sha256", bytes)), bytes);
    }
  }

  @Test
  void whatIsSyncedAfterReadingIsThereForTheNextProcess() throws Exception {
    var bytes = Bytes.of("read", 30 * MIB);
    var at = 0;
    for (var next : List.of(9 * MIB, 9 * MIB + 1, 12 * MIB, 25 * MIB, 26 * MIB)) {
      try (var staged = store.stage("read")) {
        try (var in = staged.read()) {
          Bytes.verify(in, bytes, 0, at);
        }
        staged.append(Bytes.part(bytes, at, next - 1));
        staged.read().close();
        staged.append(Bytes.part(bytes, next - 1, next));
        staged.sync();
      }
      at = next;
      store = open();
      try (var staged = store.stage("read")) {
        assertThat((int) staged.length()).isEqualTo(next);
      }
    }
    try (var staged = store.stage("read")) {
      staged.append(Bytes.part(bytes, at, bytes.length));
      verify(staged.commit(Bytes.digest("sha256", bytes)), bytes);
    }
  }

  @Test
  void contentThatWasCutToNothingIsEmpty() throws Exception {
    BlobKey key;
    try (var staged = store.stage("nothing")) {
      staged.append(ByteBuffer.allocate(20 * MIB));
      staged.read().close();
      staged.truncate(0);
      key = staged.commit(Bytes.digest("sha256", new byte[0]));
    }
    verify(key, new byte[0]);
    assertThat(contents().get(key)).extracting(BlobStore.Stored::size).isEqualTo(0L);
  }

  @Test
  void whatWasCutOffIsForgotten() throws Exception {
    var bytes = Bytes.of("cut", 20 * MIB);
    var other = Bytes.of("other", 20 * MIB);
    try (var staged = store.stage("cut")) {
      staged.append(Bytes.part(bytes, 0, 1000));
      for (var kept :
          List.of(1000, 0, 1, 5 * MIB, 8 * MIB, 16 * MIB, 17 * MIB, 4 * MIB, 11 * MIB)) {
        if (staged.length() < kept) {
          staged.append(Bytes.part(bytes, (int) staged.length(), kept));
        }
        staged.append(ByteBuffer.wrap(other, 0, 9 * MIB));
        staged.truncate(kept);
        assertThat((int) staged.length()).isEqualTo(kept);
        try (var in = staged.read()) {
          Bytes.verify(in, bytes, 0, kept);
        }
      }
      assertThatThrownBy(() -> staged.truncate(11 * MIB + 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
    try (var staged = store.stage("cut")) {
      var at = (int) staged.length();
      assertThat(at).isLessThanOrEqualTo(11 * MIB);
      staged.append(Bytes.part(bytes, at, bytes.length));
      verify(staged.commit(Bytes.digest("sha256", bytes)), bytes);
    }
  }

  @Test
  void aCutThatWasSyncedIsThereForTheNextProcess() throws Exception {
    var bytes = Bytes.of("cut", 20 * MIB);
    try (var staged = store.stage("cut")) {
      staged.append(ByteBuffer.wrap(bytes));
      staged.sync();
    }
    for (var kept : List.of(18 * MIB, 16 * MIB, 13 * MIB, 2 * MIB, 10)) {
      store = open();
      try (var staged = store.stage("cut")) {
        staged.truncate(kept);
        staged.sync();
      }
      store = open();
      try (var staged = store.stage("cut");
          var in = staged.read()) {
        Bytes.verify(in, bytes, 0, kept);
      }
    }
    try (var staged = store.stage("cut")) {
      staged.append(Bytes.part(bytes, 10, bytes.length));
      verify(staged.commit(Bytes.digest("sha256", bytes)), bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 9 * MIB})
  void whatWasDiscardedIsGone(int size) throws Exception {
    for (var synced : List.of(true, false)) {
      try (var staged = store.stage("discarded")) {
        staged.append(ByteBuffer.allocate(size));
        if (synced) {
          staged.sync();
        }
        staged.discard();
        assertThat(staged.length()).isZero();
      }
      assertThat(staged()).isEmpty();
      assertThat(contents()).isEmpty();
      try (var staged = store.stage("discarded")) {
        assertThat(staged.length()).isZero();
      }
    }
  }

  @Test
  void twoPushesOfAContentAreTwoCopies() throws Exception {
    var bytes = Bytes.of("twice", 9 * MIB);
    var first = keep("first", bytes);
    var second = keep("second", bytes);
    assertThat(contents()).containsOnlyKeys(first, second);

    store.delete(first);

    assertThat(store.open(first)).isEmpty();
    verify(second, bytes);
    assertThat(contents()).containsOnlyKeys(second);
  }

  @Test
  void rangesAreReadAtEveryEdge() throws Exception {
    var bytes = Bytes.of("ranges", 9 * MIB);
    var key = keep("ranges", bytes);
    var size = bytes.length;
    try (var content = store.open(key).orElseThrow()) {
      for (var from : List.of(0, 1, 8 * MIB - 1, 8 * MIB, size - 1, size)) {
        for (var length : List.of(0, 1, 2, 65_536, size - from)) {
          if (from + length > size) {
            continue;
          }
          var out = new ByteArrayOutputStream(length);
          content.transferTo(from, length, Channels.newChannel(out));
          assertThat(Arrays.equals(out.toByteArray(), 0, out.size(), bytes, from, from + length))
              .as("%d bytes from %d", length, from)
              .isTrue();
          assertThat(out.size()).isEqualTo(length);
        }
        try (var in = content.read(from)) {
          Bytes.verify(in, bytes, from, size);
        }
      }
      var nowhere = Channels.newChannel(new ByteArrayOutputStream());
      assertThatThrownBy(() -> content.transferTo(size, 1, nowhere))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> content.transferTo(-1, 1, nowhere))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> content.read(size + 1L))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void anOtherSideThatFailsIsNoFailureOfTheStore() throws Exception {
    var key = keep("other-side", Bytes.of("other-side", 100_000));
    try (var content = store.open(key).orElseThrow()) {
      assertThatThrownBy(() -> content.transferTo(0, 100_000, new Broken()))
          .isInstanceOf(IOException.class)
          .hasMessage("gone");
      try (var in = content.read(0)) {
        assertThat(in.read()).isNotEqualTo(-1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 20 * MIB})
  void aReaderReadsOnWhereItsContentIsRemoved(int size) throws Exception {
    var bytes = Bytes.of("removed", size);
    var key = keep("removed", bytes);
    try (var content = store.open(key).orElseThrow()) {
      try (var in = content.read(0)) {
        var half = in.readNBytes(size / 2);
        assertThat(half).isEqualTo(Arrays.copyOf(bytes, size / 2));
        store.delete(key);
        assertThat(store.open(key)).isEmpty();
        assertThat(contents()).isEmpty();
        Bytes.verify(in, bytes, size / 2, size);
      }
      try (var in = content.read(size / 2)) {
        Bytes.verify(in, bytes, size / 2, size);
      }
    }
    store.delete(key);
    assertThat(store.open(key)).isEmpty();
  }

  @Test
  void unknownKeysHaveNoContent() throws Exception {
    var bytes = Bytes.of("known", 9 * MIB);
    var key = keep("known", bytes);
    for (var unknown :
        List.of(
            new BlobKey(key.digest(), "unknown"),
            new BlobKey(Bytes.digest("sha256", new byte[1]), "known"),
            new BlobKey(Bytes.digest("sha512", bytes), "known"))) {
      assertThat(store.open(unknown)).isEmpty();
      store.delete(unknown);
    }
    verify(key, bytes);
    for (var upload : List.of("", "..", "a/b", "A", "a.b", "a".repeat(65))) {
      assertThatThrownBy(() -> store.stage(upload)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void everyContentIsListed() throws Exception {
    var keys = new ArrayList<BlobKey>();
    inParallel(
        8,
        worker -> {
          for (var i = worker; i < 2500; i += 8) {
            var key = keep("copy-" + i, ByteBuffer.allocate(4).putInt(i).array());
            synchronized (keys) {
              keys.add(key);
            }
          }
        });
    var contents = contents();
    assertThat(contents).containsOnlyKeys(keys.toArray(new BlobKey[0]));
    assertThat(contents.values()).allMatch(stored -> stored.size() == 4);
  }

  @Test
  void uploadsGoOnBesideEachOther() throws Exception {
    inParallel(
        8,
        worker -> {
          var bytes = Bytes.of("thread-" + worker, worker * 1_500_000);
          try (var staged = store.stage("thread-" + worker)) {
            for (var at = 0; at < bytes.length; ) {
              var next = Math.min(bytes.length, at + 100_000 + worker);
              staged.append(Bytes.part(bytes, at, next));
              at = next;
            }
            verify(staged.commit(Bytes.digest("sha256", bytes)), bytes);
          }
        });
    assertThat(contents()).hasSize(8);
  }

  @Test
  void theProbeLeavesNothing() throws Exception {
    store.probe();
    store.probe();
    assertThat(contents()).isEmpty();
    assertThat(staged()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 4, 2})
  void noAnswerIsWrongWhereCallsFail(int every) throws Exception {
    store = openFailing(every);
    var failing = new FailingUploads(store, every);
    var kept = failing.run(every == 10 ? 8 : 4);
    assertThat(failures()).isPositive();
    store = open();
    var contents = contents();
    for (var content : kept.entrySet()) {
      verify(content.getKey(), content.getValue());
      assertThat(contents.get(content.getKey()))
          .extracting(BlobStore.Stored::size)
          .isEqualTo((long) content.getValue().length);
    }
    // Where a commit failed and its content is in place all the same, it is whole.
    for (var stored : contents.values()) {
      try (var content = store.open(stored.key()).orElseThrow();
          var in = content.read(0)) {
        assertThat(Bytes.digest("sha256", in.readAllBytes())).isEqualTo(stored.key().digest());
      }
    }
  }

  /// What each of some threads does.
  protected interface Work {
    void of(int worker) throws Exception;
  }

  protected static void inParallel(int workers, Work work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          threads.invokeAll(
              IntStream.range(0, workers)
                  .mapToObj(
                      worker ->
                          (Callable<Void>)
                              () -> {
                                work.of(worker);
                                return null;
                              })
                  .toList());
      for (var done : running) {
        done.get();
      }
    }
  }

  private static final class Broken implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      throw new IOException("gone");
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
