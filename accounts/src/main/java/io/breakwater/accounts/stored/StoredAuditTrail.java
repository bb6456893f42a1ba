package io.breakwater.accounts.stored;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.audit.AuditTrail;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredAuditEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The audit trail in the metadata.
///
/// What is recorded is on disk when [#record] returns. What is noted waits for up to
/// [#PAUSE] and is then written with all that waits, up to [#BATCH] events in one transaction: a
/// flood of denials costs at most a few writes a second. At most [#WAITING] wait; those beyond are
/// dropped and counted ([#dropped]). While the metadata cannot be written, what waits is tried
/// again. Closing writes what waits.
public final class StoredAuditTrail implements AuditTrail, AutoCloseable {
  /// How long a noted event waits for others.
  static final Duration PAUSE = Duration.ofMillis(250);

  /// Events in one transaction.
  static final int BATCH = 1_000;

  /// Events that wait at most: some 20 MB where all are as long as may be.
  static final int WAITING = 10_000;

  private final Metadata metadata;
  private final AccountId nobodys;
  private final LinkedBlockingQueue<StoredAuditEvent> waiting = new LinkedBlockingQueue<>(WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);

  /// Over metadata; begins to write what is noted.
  ///
  /// @param nobodys the account to whose trail events of nobody known belong, such as failed
  ///     logins: the one whose Managers run the server
  public StoredAuditTrail(Metadata metadata, AccountId nobodys) {
    this.metadata = metadata;
    this.nobodys = nobodys;
    thread = Thread.ofVirtual().name("audit-trail").start(this::loop);
  }

  @Override
  public void record(AuditEvent event) throws StoreException {
    write(List.of(Rows.event(event, nobodys)));
  }

  @Override
  public void note(AuditEvent event) {
    if (closing.getCount() == 0 || !waiting.offer(Rows.event(event, nobodys))) {
      dropped.incrementAndGet();
    }
  }

  /// How many noted events wait to be written: for a metric.
  public int waiting() {
    return waiting.size();
  }

  /// How many noted events were dropped since the start: for a metric.
  public long dropped() {
    return dropped.get();
  }

  private void write(List<StoredAuditEvent> events) throws StoreException {
    metadata.write(
        tx -> {
          var all = tx.auditEvents();
          events.forEach(all::add);
          return true;
        });
  }

  private void loop() {
    var batch = new ArrayList<StoredAuditEvent>();
    while (closing.getCount() > 0 || !waiting.isEmpty() || !batch.isEmpty()) {
      try {
        collect(batch);
        if (!batch.isEmpty()) {
          write(batch);
          batch.clear();
        }
      } catch (StoreException e) {
        if (closing.getCount() == 0) {
          dropped.addAndGet(batch.size() + waiting.size());
          return;
        }
      } catch (RuntimeException e) {
        // Not the metadata's state but the events: the next ones may be kept.
        dropped.addAndGet(batch.size());
        batch.clear();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody else has this thread", e);
      }
    }
  }

  private void collect(List<StoredAuditEvent> batch) throws InterruptedException {
    if (batch.isEmpty()) {
      var first = waiting.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      if (first == null) {
        return;
      }
      batch.add(first);
    }
    var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    waiting.drainTo(batch, BATCH - batch.size());
  }

  /// Writes what waits, and ends: in half a second where the metadata can be written.
  @Override
  public void close() {
    closing.countDown();
    var interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
