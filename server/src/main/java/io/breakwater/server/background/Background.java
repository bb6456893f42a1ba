package io.breakwater.server.background;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Runs jobs, each on a thread of its own, until it is stopped.
public final class Background implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Background.class.getName());

  /// A step is bounded; one that is not through by then is left to the end of the process.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Leadership leadership;
  private final List<JobRun> runs = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  private Background(Leadership leadership) {
    this.leadership = leadership;
  }

  /// Starts all jobs. The first run of each comes within seconds, not all at the same instant.
  public static Background start(List<Job> jobs, Leadership leadership, InstantSource clock) {
    var background = new Background(leadership);
    var all = new ArrayList<Job>();
    all.add(leadership.job());
    all.addAll(jobs);
    for (var job : all) {
      var run = new JobRun(job, clock);
      background.runs.add(run);
      // Platform threads: some of the work is long computation, which must not hold up requests.
      background.threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("background-" + job.name())
              .start(() -> background.loop(run)));
    }
    return background;
  }

  private void loop(JobRun run) {
    var every = run.job().every();
    var random = RandomGenerator.getDefault();
    try {
      if (!run.job().name().equals("leadership")) {
        Thread.sleep(random.nextLong(Math.clamp(every.toMillis() / 10, 1, 3_000)));
      }
      while (!stopped) {
        if (!run.job().one() || leadership.held()) {
          run.run(() -> !stopped && (!run.job().one() || leadership.held()));
        }
        var tenth = Math.max(1, every.toMillis() / 10);
        Thread.sleep(every.toMillis() - tenth + random.nextLong(2 * tenth));
      }
    } catch (InterruptedException e) {
      // Stopped.
    }
  }

  /// What has become of each job.
  public List<JobState> states() {
    return runs.stream().map(JobRun::state).toList();
  }

  /// Whether this server works for all.
  public boolean leads() {
    return leadership.held();
  }

  /// Ends after the steps that run now.
  @Override
  public void close() {
    stopped = true;
    threads.forEach(Thread::interrupt);
    var end = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (var thread : threads) {
        thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
      leadership.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (io.breakwater.store.StoreException e) {
      LOG.log(Level.DEBUG, "the lease ends by itself: " + e.getMessage());
    }
  }
}
