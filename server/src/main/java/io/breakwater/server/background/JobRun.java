package io.breakwater.server.background;

import io.breakwater.store.StoreException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A job with what has become of it.
final class JobRun {
  private static final System.Logger LOG = System.getLogger(Background.class.getName());

  private final Job job;
  private final InstantSource clock;
  private long runs;
  private long done;
  private long failures;
  private long nanos;
  private Optional<Instant> last = Optional.empty();
  private Optional<String> problem = Optional.empty();

  JobRun(Job job, InstantSource clock) {
    this.job = job;
    this.clock = clock;
  }

  Job job() {
    return job;
  }

  synchronized JobState state() {
    return new JobState(job.name(), runs, done, failures, nanos / 1e9, last, problem);
  }

  /// Steps until there is nothing to do.
  ///
  /// @param further whether another step may begin
  void run(BooleanSupplier further) throws InterruptedException {
    var since = System.nanoTime();
    try {
      while (further.getAsBoolean()) {
        var some = job.step().run();
        add(some);
        if (some <= 0) {
          break;
        }
      }
      ended(since);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | OutOfMemoryError | StackOverflowError e) {
      failed(since, e);
    }
  }

  private synchronized void add(int some) {
    done += Math.max(0, some);
  }

  private synchronized void ended(long since) {
    runs++;
    nanos += System.nanoTime() - since;
    last = Optional.of(clock.instant());
    if (problem.isPresent()) {
      LOG.log(Level.INFO, job.name() + " works again");
      problem = Optional.empty();
    }
  }

  /// Said once for each problem, not once for each try.
  private synchronized void failed(long since, Throwable e) {
    failures++;
    nanos += System.nanoTime() - since;
    var known = e instanceof StoreException;
    var now = known ? String.valueOf(e.getMessage()) : String.valueOf(e);
    if (!problem.equals(Optional.of(now))) {
      problem = Optional.of(now);
      var text = job.name() + " failed, and is tried again: " + now;
      LOG.log(known ? Level.WARNING : Level.ERROR, text, known ? e.getCause() : e);
    }
  }
}
