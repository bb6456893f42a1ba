package io.breakwater.store.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.store.StoreException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteWriterTest {
  private static final long NORMAL = 1;
  private static final long FULL = 2;

  @TempDir Path folder;
  private Sql sql;
  private SqliteWriter writer;

  @BeforeEach
  void open() throws Exception {
    var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("metadata.db"));
    sql = new Sql(connection, Dialect.SQLITE);
    sql.first("pragma journal_mode = wal", row -> row.getString(1));
    Migrations.run(sql);
    writer = new SqliteWriter(sql);
  }

  @AfterEach
  void close() throws Exception {
    writer.close();
    sql.close();
    sql.connection().close();
  }

  private static boolean put(Transaction tx, String name, String value) {
    tx.settings().put(Settings.REGISTRY, name, value);
    return true;
  }

  @Test
  void aFullDiskIsSaidAndOverOnceThereIsSpace() throws Exception {
    var pages = sql.number("pragma page_count");
    sql.number("pragma max_page_count = " + (pages + 4));
    var large = "x".repeat(100_000);
    assertThatThrownBy(() -> writer.write(tx -> put(tx, "large", large), true))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.code()).isEqualTo("storage-full");
              assertThat(e.temporary()).isTrue();
            });
    assertThat(writer.<Boolean>write(tx -> put(tx, "small", "x"), true)).isTrue();
    sql.number("pragma max_page_count = 1000000");
    assertThat(writer.<Boolean>write(tx -> put(tx, "large", large), true)).isTrue();
    assertThat(writer.write((Transaction tx) -> tx.settings().all(Settings.REGISTRY), true))
        .containsOnlyKeys("large", "small");
  }

  @Test
  void oneThatFailsAmongManyUndoesNoOther() throws Exception {
    var pages = sql.number("pragma page_count");
    sql.number("pragma max_page_count = " + (pages + 8));
    var large = "x".repeat(100_000);
    var failed = new ArrayList<Future<Boolean>>();
    var done = new ArrayList<Future<Boolean>>();
    var all = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Holds the writer until all wait for it, so that they are one batch.
      done.add(threads.submit(() -> writer.write(tx -> put(tx, "first", await(all)), true)));
      for (var i = 0; i < 20; i++) {
        var name = "n" + i;
        done.add(threads.submit(() -> writer.write(tx -> put(tx, name, name), true)));
        failed.add(threads.submit(() -> writer.write(tx -> put(tx, "large" + name, large), true)));
        failed.add(threads.submit(() -> writer.write(tx -> refuse(tx, name), true)));
      }
      Thread.sleep(200);
      all.countDown();
    }
    for (var future : failed) {
      assertThat(future.state()).isEqualTo(Future.State.FAILED);
    }
    for (var future : done) {
      assertThat(future.get()).isTrue();
    }
    assertThat(writer.write((Transaction tx) -> tx.settings().all(Settings.REGISTRY), true))
        .hasSize(21)
        .containsEntry("n7", "n7");
  }

  @Test
  void onlyWhatIsToBeDurableWaitsForTheDisk() throws Exception {
    assertThat(writer.write((Transaction tx) -> synchronous(), true)).isEqualTo(FULL);
    assertThat(writer.write((Transaction tx) -> synchronous(), false)).isEqualTo(NORMAL);
    assertThat(writer.write((Transaction tx) -> synchronous(), false)).isEqualTo(NORMAL);
    assertThat(writer.write((Transaction tx) -> synchronous(), true)).isEqualTo(FULL);
  }

  @Test
  void whatWaitsForTheDiskHoldsNobodyUpWhoDoesNot() throws Exception {
    var order = new ConcurrentLinkedQueue<String>();
    var all = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ = threads.submit(() -> writer.write(tx -> put(tx, "first", await(all)), true));
      Thread.sleep(100);
      for (var name : List.of("a", "b", "c")) {
        var _ = threads.submit(() -> writer.write(tx -> order.add("durable"), true));
        var _ = threads.submit(() -> writer.write(tx -> order.add("noted"), false));
        var _ = threads.submit(() -> writer.write(tx -> refuse(tx, name), false));
      }
      Thread.sleep(100);
      all.countDown();
    }
    assertThat(order).containsExactly("noted", "noted", "noted", "durable", "durable", "durable");
  }

  /// What the writer's connection does at a commit.
  private long synchronous() {
    return sql.number("pragma synchronous");
  }

  private static boolean refuse(Transaction tx, String name) {
    put(tx, name, "refused");
    throw new UnsupportedOperationException("refused");
  }

  private static String await(CountDownLatch latch) {
    try {
      latch.await();
      return "";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aWorkThatAsksForAnotherIsToldSo() {
    assertThatThrownBy(() -> writer.write(tx -> nested(), true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a work asks for another transaction");
  }

  private boolean nested() {
    try {
      return writer.write(tx -> put(tx, "a", "b"), true);
    } catch (StoreException e) {
      return false;
    }
  }
}
