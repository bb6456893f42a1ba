package io.breakwater.assessments.harbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.accounts.AccountId;
import io.breakwater.api.errors.Refusal;
import io.breakwater.assessments.harbor.Scans.Bounds;
import io.breakwater.assessments.harbor.Scans.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Scans in their queue, and what is kept of them.
class ScansTest {
  private static final AccountId ACCOUNT = AccountId.parse("a".repeat(32));
  private static final AccountId OTHER = AccountId.parse("b".repeat(32));
  private static final Map<ReportKind, Outcome> SOME =
      Map.of(ReportKind.RAW, new Outcome.Written(new byte[100]));

  private final CountDownLatch hold = new CountDownLatch(1);
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Scans scans = scans(request -> SOME, Bounds.STANDARD);

  private Scans scans(Scanner scanner, Bounds bounds) {
    return new Scans(scanner, bounds, () -> now);
  }

  private void use(Scanner scanner, Bounds bounds) {
    scans.close();
    scans = scans(scanner, bounds);
  }

  @AfterEach
  void stop() {
    hold.countDown();
    scans.close();
  }

  private static ScanRequest request() throws Refusal {
    return Sent.parse(Sent.body("https://a.b", "", "a/b", "sha256:" + "a".repeat(64)));
  }

  private String submit() throws Exception {
    return scans.submit(ACCOUNT, request());
  }

  private Optional<State> find(String id) {
    return scans.find(ACCOUNT, id);
  }

  private State ended(String id) throws InterruptedException {
    for (var i = 0; i < 1000; i++) {
      if (!(find(id).orElseThrow() instanceof State.Running)) {
        return find(id).orElseThrow();
      }
      Thread.sleep(5);
    }
    throw new AssertionError("still running");
  }

  private Map<ReportKind, Outcome> waiting(ScanRequest request) throws ScanFailure {
    try {
      hold.await();
      return SOME;
    } catch (InterruptedException e) {
      throw new ScanFailure("interrupted");
    }
  }

  @Test
  void aScanRunsAndEnds() throws Exception {
    use(this::waiting, Bounds.STANDARD);
    var id = submit();
    assertThat(find(id)).contains(new State.Running());

    hold.countDown();

    assertThat(ended(id)).isEqualTo(new State.Done(SOME));
  }

  @Test
  void anotherAccountDoesNotKnowOfIt() throws Exception {
    var id = submit();

    assertThat(scans.find(OTHER, id)).isEmpty();
    assertThat(find("none")).isEmpty();
  }

  @Test
  void aFailureIsTold() throws Exception {
    use(
        request -> {
          throw new ScanFailure("why. What to do.");
        },
        Bounds.STANDARD);
    assertThat(ended(submit())).isEqualTo(new State.Failed("why. What to do."));

    use(
        request -> {
          throw new IllegalStateException("secret");
        },
        Bounds.STANDARD);
    assertThat(ended(submit()))
        .isEqualTo(new State.Failed("an internal error (IllegalStateException)."));
  }

  @Test
  void noMoreThanTwoRunAndAHundredWait() throws Exception {
    var running = new AtomicInteger();
    use(
        request -> {
          running.incrementAndGet();
          return waiting(request);
        },
        Bounds.STANDARD);
    var ids = new ArrayList<String>();
    for (var i = 0; i < 102; i++) {
      ids.add(submit());
    }

    var refusal = catchThrowableOfType(Refusal.class, this::submit);

    assertThat(refusal.status()).isEqualTo(503);
    assertThat(refusal.headers()).containsEntry("Retry-After", "30");
    assertThat(running).hasValue(2);
    hold.countDown();
    for (var id : ids) {
      assertThat(ended(id)).isInstanceOf(State.Done.class);
    }
  }

  @Test
  void aScanThatTakesTooLongIsGivenUpAndTheNextIsNot() throws Exception {
    var first = new AtomicInteger();
    use(
        request -> first.getAndIncrement() == 0 ? waiting(request) : SOME,
        new Bounds(1, 10, Duration.ofMillis(50), Duration.ofHours(1), 1_000, 1 << 20));
    var slow = submit();
    var quick = submit();

    assertThat(ended(slow))
        .isInstanceOfSatisfying(
            State.Failed.class, failed -> assertThat(failed.told()).contains("took longer"));
    assertThat(ended(quick)).isEqualTo(new State.Done(SOME));
  }

  @Test
  void reportsAreForgottenAfterAnHour() throws Exception {
    var id = submit();
    ended(id);
    now = now.plus(Duration.ofMinutes(59));
    assertThat(find(id)).isPresent();

    now = now.plus(Duration.ofMinutes(2));

    assertThat(find(id)).isEmpty();
  }

  @Test
  void theOldestAreForgottenWhereThereAreTooMany() throws Exception {
    var bounds = new Bounds(1, 10, Duration.ofMinutes(1), Duration.ofHours(1), 2, 1 << 20);
    use(request -> SOME, bounds);
    var ids = new ArrayList<String>();
    for (var i = 0; i < 3; i++) {
      ids.add(submit());
      ended(ids.getLast());
    }

    assertThat(find(ids.get(0))).isEmpty();
    assertThat(find(ids.get(1))).isPresent();
    assertThat(find(ids.get(2))).isPresent();
  }

  @Test
  void theOldestAreForgottenWhereTheyTakeTooMuchMemory() throws Exception {
    var bounds = new Bounds(1, 10, Duration.ofMinutes(1), Duration.ofHours(1), 1_000, 250);
    use(request -> SOME, bounds);
    var ids = new ArrayList<String>();
    for (var i = 0; i < 3; i++) {
      ids.add(submit());
      ended(ids.getLast());
    }

    assertThat(find(ids.get(0))).isEmpty();
    assertThat(find(ids.get(1))).isPresent();
    assertThat(find(ids.get(2))).isPresent();
  }
}
