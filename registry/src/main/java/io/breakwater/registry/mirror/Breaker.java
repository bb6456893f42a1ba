package io.breakwater.registry.mirror;

import io.breakwater.image.remote.RemoteAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Whether an upstream is asked at all. After three failures in a row it is left alone for five
/// seconds, then for twice as long each time, a minute at most; then one request finds out. After
/// 429, or where it says when to come back, for as long as it says, an hour at most.
final class Breaker {
  private static final int FAILURES = 3;
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofHours(1);

  private final LongSupplier nanos;
  private int failures;
  private long blockedUntil;
  private boolean blocked;
  private boolean limited;
  private Duration next = FIRST;

  Breaker(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Why upstream is left alone.
  ///
  /// @param left for how long still
  /// @param limited it has asked for that
  record Blocked(Duration left, boolean limited) {}

  /// Asks for leave to send a request; empty where it may be sent.
  synchronized Optional<Blocked> blocked() {
    if (!blocked) {
      return Optional.empty();
    }
    var left = blockedUntil - nanos.getAsLong();
    if (left > 0) {
      return Optional.of(new Blocked(Duration.ofNanos(left), limited));
    }
    // This one finds out; the others wait for what it finds.
    blockedUntil = nanos.getAsLong() + FIRST.toNanos();
    limited = false;
    return Optional.empty();
  }

  /// Notes what came of a request.
  void note(RemoteAnswer<?> answer) {
    switch (answer) {
      case RemoteAnswer.Found<?> found -> answered();
      case RemoteAnswer.Absent<?> absent -> answered();
      case RemoteAnswer.Refused<?> refused -> answered();
      case RemoteAnswer.Limited<?>(var after) -> limited(after.orElse(Duration.ofMinutes(1)));
      case RemoteAnswer.Failed<?>(var why, var after) -> failed(after);
    }
  }

  private synchronized void answered() {
    failures = 0;
    next = FIRST;
    // An answer to what was sent before the limit was reached says nothing of the limit.
    blocked = limited && blockedUntil - nanos.getAsLong() > 0;
  }

  private synchronized void limited(Duration after) {
    block(after.compareTo(MOST) > 0 ? MOST : after);
    limited = true;
  }

  /// Notes that an answer takes longer than anybody waits.
  void slow() {
    failed(Optional.empty());
  }

  private synchronized void failed(Optional<Duration> after) {
    failures++;
    if (after.isPresent() && !after.get().isZero()) {
      block(after.get().compareTo(MOST) > 0 ? MOST : after.get());
    } else if (failures >= FAILURES) {
      block(next);
      next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
    }
  }

  private void block(Duration time) {
    var until = nanos.getAsLong() + time.toNanos();
    blockedUntil = blocked ? Math.max(blockedUntil, until) : until;
    blocked = true;
    limited = false;
  }
}
