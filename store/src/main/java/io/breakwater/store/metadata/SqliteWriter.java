package io.breakwater.store.metadata;

import io.breakwater.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// The one writer of a SQLite file: a thread that runs the works which wait, each in a savepoint,
/// and commits them together. The commit's fsync is what a change costs; so one is shared by all
/// who asked for a change during the last. Works that need no fsync are committed before those that
/// do. A work that fails undoes itself alone.
final class SqliteWriter implements AutoCloseable {
  private static final String WHAT = "Writing metadata";

  /// So that the first of a batch does not wait for long.
  private static final int BATCH = 128;

  private static final int ATTEMPTS = 3;

  private final Sql sql;
  private final LinkedBlockingQueue<Job<?>> waiting = new LinkedBlockingQueue<>();
  private final Thread thread;
  private boolean closed;

  /// As the connection was opened. Known to the writing thread alone.
  private boolean synchronous = true;

  SqliteWriter(Sql sql) {
    this.sql = sql;
    // Not a virtual thread: it spends its time in native calls, which would hold a carrier.
    thread = Thread.ofPlatform().name("metadata-writer").daemon().start(this::loop);
  }

  /// @param durable whether to be so on return; else before the next that is
  <T extends @Nullable Object> T write(Work<T> work, boolean durable) throws StoreException {
    if (thread.equals(Thread.currentThread())) {
      throw new IllegalStateException("a work asks for another transaction");
    }
    var job = new Job<>(work, durable);
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      waiting.add(job);
    }
    try {
      return job.done.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case StoreException known ->
            throw new StoreException(
                known.code(), known.what(), known.why(), known.next(), known.getCause());
        case SqlFailure failure -> throw failure.storeException(WHAT);
        case RuntimeException own -> throw own;
        case Error own -> throw own;
        case null, default -> throw e;
      }
    }
  }

  private void loop() {
    var batch = new ArrayList<Job<?>>();
    try {
      while (true) {
        batch.add(waiting.take());
        waiting.drainTo(batch, BATCH - 1);
        var end = batch.removeIf(job -> job == Job.END);
        commit(batch.stream().filter(job -> !job.durable).toList(), false);
        commit(batch.stream().filter(job -> job.durable).toList(), true);
        batch.clear();
        if (end) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// All in one transaction; where that as a whole fails, each in its own.
  private void commit(List<Job<?>> batch, boolean durable) {
    if (batch.isEmpty() || attempt(batch, durable) == null) {
      return;
    }
    for (var job : batch) {
      Throwable failure = null;
      for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
        failure = attempt(List.of(job), durable);
        if (!(failure instanceof SqlFailure sqlFailure) || !sqlFailure.conflict()) {
          break;
        }
      }
      if (failure != null) {
        job.done.completeExceptionally(failure);
      }
    }
  }

  /// @return null once all are committed and told so, else what undid all of them
  private @Nullable Throwable attempt(List<Job<?>> batch, boolean durable) {
    try {
      synchronous(durable);
      sql.run("begin immediate");
      for (var job : batch) {
        sql.run("savepoint work");
        if (job.run(sql)) {
          sql.run("release work");
        } else {
          undo(job, batch);
        }
      }
      sql.run("commit");
    } catch (SQLException e) {
      rollBack();
      return new SqlFailure(e);
    } catch (Throwable e) {
      rollBack();
      return e;
    }
    batch.forEach(Job::tell);
    return null;
  }

  /// In a write-ahead log, what is committed without a sync lies before all that is synced later
  /// (SQLite, "PRAGMA synchronous"). Changed outside of transactions only.
  private void synchronous(boolean full) throws SQLException {
    if (synchronous != full) {
      sql.run(full ? "pragma synchronous = full" : "pragma synchronous = normal");
      synchronous = full;
    }
  }

  /// Undoes one work; where its failure, such as a full disk, undid the whole transaction, that
  /// failure is what undid all.
  private void undo(Job<?> job, List<Job<?>> batch) throws SQLException {
    try {
      sql.run("rollback to work");
      sql.run("release work");
    } catch (SQLException e) {
      if (batch.size() == 1 && job.failure instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void rollBack() {
    try {
      sql.run("rollback");
    } catch (SQLException e) {
      // SQLite may have done so itself; if it has not, the next begin says so.
    }
  }

  /// Ends after what waits.
  @Override
  public void close() {
    synchronized (this) {
      if (!closed) {
        closed = true;
        waiting.add(Job.END);
      }
    }
    var interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// A work and its outcome, which is told once it is committed.
  private static final class Job<T extends @Nullable Object> {
    static final Job<@Nullable Void> END = new Job<>(transaction -> null, false);

    private final Work<T> work;
    private final boolean durable;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Throwable failure;

    Job(Work<T> work, boolean durable) {
      this.work = work;
      this.durable = durable;
    }

    @SuppressWarnings("NullAway") // T says whether there may be none
    void complete() {
      done.complete(result);
    }

    boolean run(Sql sql) {
      result = null;
      failure = null;
      try {
        result = work.run(new Transaction(sql));
      } catch (Throwable e) {
        failure = e;
      }
      return failure == null;
    }

    void tell() {
      if (failure == null) {
        complete();
      } else {
        done.completeExceptionally(failure);
      }
    }
  }
}
