package io.breakwater.insights.advisories;

import io.breakwater.api.errors.Refusal;
import java.util.concurrent.Semaphore;

/// Questions that read every row of the advisories, or judge images: a few at once, whoever asks,
/// so that nobody keeps the processors from pushes and pulls.
public final class LookUps {
  private static final int AT_ONCE = 4;
  private static final String RETRY = "2";

  private final Semaphore turns = new Semaphore(AT_ONCE);

  /// Something that takes its turn.
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E;
  }

  /// Does it.
  ///
  /// @throws Refusal 429 `TOOMANYREQUESTS` while as many as there may be are done
  public <T, E extends Exception> T turn(Work<T, E> work) throws Refusal, E {
    if (!turns.tryAcquire()) {
      throw Refusal.of(
              429,
              "TOOMANYREQUESTS",
              AT_ONCE + " such questions are being answered; ask again in a moment")
          .with("Retry-After", RETRY);
    }
    try {
      return work.run();
    } finally {
      turns.release();
    }
  }
}
