package io.breakwater.registry.mirror;

import java.util.concurrent.atomic.LongAdder;

/// What mirrors did since the start, for metrics.
public final class MirrorCounters {
  private final LongAdder fetched = new LongAdder();
  private final LongAdder fetchedBytes = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private final LongAdder notKept = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder completed = new LongAdder();

  MirrorCounters() {}

  void fetched() {
    fetched.increment();
  }

  void fetchedBytes(long bytes) {
    fetchedBytes.add(bytes);
  }

  void wrong() {
    wrong.increment();
  }

  void notKept() {
    notKept.increment();
  }

  void stale() {
    stale.increment();
  }

  void completed() {
    completed.increment();
  }

  /// What was counted so far.
  ///
  /// @param blobs that were fetched whole
  /// @param blobBytes that came, of blobs whole or not
  /// @param wrongBlobs that were not what their digest says
  /// @param notKeptBlobs that came and could not be stored
  /// @param staleManifests that were served without upstream having been asked
  /// @param completedManifests whose last blob came
  public record Counts(
      long blobs,
      long blobBytes,
      long wrongBlobs,
      long notKeptBlobs,
      long staleManifests,
      long completedManifests) {}

  public Counts counts() {
    return new Counts(
        fetched.sum(),
        fetchedBytes.sum(),
        wrong.sum(),
        notKept.sum(),
        stale.sum(),
        completed.sum());
  }
}
