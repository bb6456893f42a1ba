package io.breakwater.server.background;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private Path folder = Path.of("");

  private Metadata metadata() throws StoreException {
    return Metadata.open(new MetadataOptions.Sqlite(folder.resolve("metadata.db"), 2));
  }

  @Test
  void aJobStepsUntilThereIsNothingToDoAndComesAgain() throws Exception {
    try (var metadata = metadata()) {
      var left = new AtomicInteger(3);
      var twice = new CountDownLatch(2);
      Job.Step step =
          () -> {
            if (left.get() > 0) {
              return left.getAndDecrement();
            }
            twice.countDown();
            return 0;
          };
      var job = new Job("work", Duration.ofMillis(5), true, step);
      try (var background = start(metadata, job)) {
        assertThat(twice.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(state(background, "work").done()).isEqualTo(3 + 2 + 1);
      }
    }
  }

  private static Background start(Metadata metadata, Job... jobs) {
    return Background.start(List.of(jobs), Leadership.alone(metadata), CLOCK);
  }

  private static JobState state(Background background, String name) {
    return background.states().stream()
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFailureIsSaidOnceUntilItIsAnotherOrOver() throws Exception {
    var said = new ArrayList<String>();
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            said.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    var logger = Logger.getLogger(Background.class.getName());
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      var why = new AtomicInteger();
      var run =
          new JobRun(
              new Job(
                  "sweep",
                  Duration.ofSeconds(1),
                  true,
                  () -> {
                    if (why.get() == 9) {
                      return 0;
                    }
                    throw new StoreException(
                        "storage-unavailable", "sweeping", "reason " + why, "Wait", null);
                  }),
              CLOCK);
      for (var each : List.of(0, 0, 0, 1, 1, 9, 9, 1)) {
        why.set(each);
        run.run(() -> true);
      }
      assertThat(said)
          .containsExactly(
              "sweep failed, and is tried again: sweeping: reason 0",
              "sweep failed, and is tried again: sweeping: reason 1",
              "sweep works again",
              "sweep failed, and is tried again: sweeping: reason 1");
      assertThat(run.state().failures()).isEqualTo(6);
      assertThat(run.state().runs()).isEqualTo(2);
      assertThat(run.state().problem()).contains("sweeping: reason 1");
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
  }

  @Test
  void anErrorOfTheProgramEndsNoJob() throws Exception {
    var runs = new AtomicInteger();
    var run =
        new JobRun(
            new Job(
                "odd",
                Duration.ofSeconds(1),
                false,
                () -> {
                  runs.incrementAndGet();
                  throw new IllegalStateException("odd");
                }),
            CLOCK);
    Logger.getLogger(Background.class.getName()).setUseParentHandlers(false);
    try {
      run.run(() -> true);
      run.run(() -> true);
    } finally {
      Logger.getLogger(Background.class.getName()).setUseParentHandlers(true);
    }
    assertThat(runs).hasValue(2);
    assertThat(run.state().failures()).isEqualTo(2);
  }

  @Test
  void ofServersThatShareMetadataOneWorksAndAnotherFollowsIt() throws Exception {
    try (var metadata = metadata()) {
      var first = Leadership.shared(metadata);
      var second = Leadership.shared(metadata);
      assertThat(first.held()).isFalse();
      first.renew();
      second.renew();
      assertThat(first.held()).isTrue();
      assertThat(second.held()).isFalse();
      first.renew();
      assertThat(first.held()).isTrue();
      first.release();
      assertThat(first.held()).isFalse();
      second.renew();
      assertThat(second.held()).isTrue();
    }
  }

  @Test
  void whoDoesNotLeadDoesOnlyWhatEveryServerDoes() throws Exception {
    try (var metadata = metadata()) {
      var leader = Leadership.shared(metadata);
      leader.renew();
      var alone = new AtomicInteger();
      var all = new CountDownLatch(5);
      Job.Step one = alone::incrementAndGet;
      Job.Step each =
          () -> {
            all.countDown();
            return 0;
          };
      var jobs =
          List.of(
              new Job("one", Duration.ofMillis(2), true, one),
              new Job("each", Duration.ofMillis(5), false, each));
      try (var background = Background.start(jobs, Leadership.shared(metadata), CLOCK)) {
        assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(background.leads()).isFalse();
      }
      assertThat(alone).hasValue(0);
    }
  }
}
