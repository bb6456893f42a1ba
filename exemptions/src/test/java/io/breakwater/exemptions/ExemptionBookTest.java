package io.breakwater.exemptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How often the store is asked for exemptions.
class ExemptionBookTest {
  @TempDir Path folder;
  private Kept kept;
  private Counted store;
  private ExemptionBook book;

  /// Counts reads, each of which takes a moment.
  private record Counted(Metadata metadata, AtomicInteger reads) implements Metadata {
    @Override
    public <T extends @Nullable Object> T read(Work<T> work) throws StoreException {
      reads.incrementAndGet();
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return metadata.read(work);
    }

    @Override
    public <T extends @Nullable Object> T write(Work<T> work) throws StoreException {
      return metadata.write(work);
    }

    @Override
    public <T extends @Nullable Object> T note(Work<T> work) throws StoreException {
      return metadata.note(work);
    }

    @Override
    public void copyTo(Path file) throws StoreException {
      metadata.copyTo(file);
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void open() throws Exception {
    kept = new Kept(folder);
    store = new Counted(kept.metadata, new AtomicInteger());
    book = new ExemptionBook(store, kept.clock::nanos);
  }

  @AfterEach
  void close() {
    kept.close();
  }

  @Test
  void whoeverAsksAtOnceTheStoreIsAskedOnce() throws Exception {
    kept.add(Kept.account(), "CVE-2026-1001");
    var begin = new CountDownLatch(1);
    var found = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 50; i++) {
        found.add(
            threads.submit(
                () -> {
                  begin.await();
                  return book.recent(Kept.ACME).all().size();
                }));
      }
      begin.countDown();
      for (var one : found) {
        assertThat(one.get()).isOne();
      }
    }
    // For the generation, and for the exemptions.
    assertThat(store.reads()).hasValue(2);
  }

  @Test
  void whereNothingChangesAloneTheGenerationIsAskedFor() throws Exception {
    var first = book.recent(Kept.ACME);
    store.reads().set(0);

    for (var i = 0; i < 10; i++) {
      assertThat(book.recent(Kept.ACME)).isSameAs(first);
    }
    assertThat(store.reads()).hasValue(0);
    kept.clock.pass(ExemptionBook.LOOK);
    assertThat(book.recent(Kept.ACME)).isSameAs(first);
    assertThat(store.reads()).hasValue(1);
  }

  @Test
  void whatIsChangedBetweenTwoReadsIsKeptAsItIsThen() throws Exception {
    var empty = book.recent(Kept.OTHER);
    // Since the last look at the generation, and before the account is read for the first time.
    kept.add(Kept.account(), "CVE-2026-1001");
    assertThat(book.recent(Kept.ACME).all()).hasSize(1);
    store.reads().set(0);

    assertThat(book.recent(Kept.ACME).all()).hasSize(1);
    assertThat(store.reads()).hasValue(0);
    kept.clock.pass(Duration.ofSeconds(1));
    assertThat(book.recent(Kept.OTHER).all()).isEqualTo(empty.all());
  }
}
