package io.breakwater.assessments.harbor;

import io.breakwater.accounts.AccountId;
import io.breakwater.api.errors.Refusal;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Scans that wait, run, or have ended; in memory alone, as Harbor asks again for what is not
/// there. Safe for use by many threads.
final class Scans implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Scans.class.getName());

  /// Seconds: a scan takes some, and two run.
  private static final String RETRY = "30";

  private final Scanner scanner;
  private final Bounds bounds;
  private final InstantSource clock;
  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor watch;
  private final LinkedHashMap<Key, Known> all = new LinkedHashMap<>();
  private long weight;

  /// How much there may be of all.
  ///
  /// @param running scans at once
  /// @param waiting further ones
  /// @param time that one may take
  /// @param keep how long its reports stay
  /// @param kept scans that are known at most; the oldest that have ended go first
  /// @param bytes that their packed reports have at most together
  record Bounds(int running, int waiting, Duration time, Duration keep, int kept, long bytes) {
    static final Bounds STANDARD =
        new Bounds(2, 100, Duration.ofMinutes(15), Duration.ofHours(1), 1_000, 64 << 20);
  }

  /// How far a scan is.
  sealed interface State {
    /// Neither done nor failed.
    record Running() implements State {}

    /// What there is of each report that was wanted.
    record Done(Map<ReportKind, Outcome> reports) implements State {
      public Done {
        reports = Map.copyOf(reports);
      }
    }

    /// There is no report.
    record Failed(String told) implements State {}
  }

  private record Key(AccountId account, String id) {}

  /// @param since when it began or ended
  private record Known(State state, Instant since, long weight) {}

  Scans(Scanner scanner, Bounds bounds, InstantSource clock) {
    this.scanner = scanner;
    this.bounds = bounds;
    this.clock = clock;
    workers =
        new ThreadPoolExecutor(
            bounds.running(),
            bounds.running(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(bounds.waiting()),
            daemon("harbor-scan"));
    workers.allowCoreThreadTimeOut(true);
    watch = new ScheduledThreadPoolExecutor(1, daemon("harbor-watch"));
    watch.setRemoveOnCancelPolicy(true);
  }

  private static ThreadFactory daemon(String name) {
    return Thread.ofPlatform().daemon().name(name, 1).factory();
  }

  /// Takes a scan.
  ///
  /// @return its identifier, which is of no use to other accounts
  /// @throws Refusal 503 where too many wait
  String submit(AccountId account, ScanRequest request) throws Refusal {
    var key = new Key(account, UUID.randomUUID().toString());
    put(key, new State.Running(), 0);
    try {
      workers.execute(() -> run(key, request));
    } catch (RejectedExecutionException e) {
      forget(key);
      throw Refusal.of(
              503, "UNAVAILABLE", bounds.waiting() + " scans wait already; ask again later")
          .with("Retry-After", RETRY);
    }
    return key.id();
  }

  /// How far a scan is; empty for what is not known, or not any more.
  synchronized Optional<State> find(AccountId account, String id) {
    expire();
    return Optional.ofNullable(all.get(new Key(account, id))).map(Known::state);
  }

  private void run(Key key, ScanRequest request) {
    var limit = new Limit(Thread.currentThread());
    var after = watch.schedule(limit::reached, bounds.time().toMillis(), TimeUnit.MILLISECONDS);
    State state;
    try {
      state = new State.Done(scanner.scan(request));
    } catch (ScanFailure e) {
      state = new State.Failed(e.told());
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.log(Level.WARNING, "scanning for Harbor", e);
      state = new State.Failed("an internal error (" + e.getClass().getSimpleName() + ").");
    }
    after.cancel(false);
    if (limit.end()) {
      state =
          new State.Failed(
              "the scan took longer than "
                  + bounds.time().toMinutes()
                  + " minutes and was given up; scan again when the registry is faster.");
    }
    put(key, state, weight(state));
  }

  /// Interrupts a scan that takes too long, and no other behind it.
  private static final class Limit {
    private final Thread worker;
    private boolean ended;
    private boolean reached;

    Limit(Thread worker) {
      this.worker = worker;
    }

    synchronized void reached() {
      if (!ended) {
        reached = true;
        worker.interrupt();
      }
    }

    synchronized boolean end() {
      ended = true;
      return reached;
    }
  }

  private static long weight(State state) {
    return switch (state) {
      case State.Running _ -> 0;
      case State.Done(var reports) -> reports.values().stream().mapToLong(Outcome::weight).sum();
      case State.Failed(var told) -> told.length();
    };
  }

  private synchronized void put(Key key, State state, long size) {
    forget(key);
    all.putLast(key, new Known(state, clock.instant(), size));
    weight += size;
    expire();
  }

  private synchronized void forget(Key key) {
    var known = all.remove(key);
    weight -= known == null ? 0 : known.weight();
  }

  /// Those that run stay: there are few of them. Of the others the oldest stand first.
  private synchronized void expire() {
    var oldest = clock.instant().minus(bounds.keep());
    for (var entries = all.entrySet().iterator(); entries.hasNext(); ) {
      var known = entries.next().getValue();
      var tooMuch =
          all.size() > bounds.kept() || weight > bounds.bytes() || known.since().isBefore(oldest);
      if (!(known.state() instanceof State.Running) && tooMuch) {
        entries.remove();
        weight -= known.weight();
      }
    }
  }

  /// Gives up what waits and what runs.
  @Override
  public void close() {
    workers.shutdownNow();
    try {
      var _ = workers.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    watch.shutdownNow();
  }
}
