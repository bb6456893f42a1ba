package io.breakwater.registry.verdicts.layers;

import io.breakwater.registry.verdicts.layers.Pipe.Rest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The bytes of one upload, in order, as far as this server saw them. An upload of which it did
/// not see all is read from the store.
public final class Arrival {
  private final @Nullable LayerIntake intake;
  private final ReentrantLock lock = new ReentrantLock();
  private final byte[] beginning = new byte[LayerBeginning.ENOUGH];
  private volatile long bytes;
  private State state;
  private volatile @Nullable Reading reading;

  private enum State {
    /// Its beginning was not seen.
    UNSEEN,
    /// Too few bytes came to tell what it is.
    UNDECIDED,
    READING,
    /// It may be a layer, and is read from the store.
    LATER,
    /// It is no layer, or given up.
    OVER
  }

  /// A reader at work.
  ///
  /// @param result empty where it has to be read again
  record Reading(Pipe pipe, CompletableFuture<Optional<LayerRecord>> result) {}

  /// @param intake that starts the reader; null for an upload whose beginning was not seen
  Arrival(@Nullable LayerIntake intake) {
    this.intake = intake;
    state = intake == null ? State.UNSEEN : State.UNDECIDED;
  }

  /// Adds what follows.
  ///
  /// @param offset of it in the upload; anything but what follows ends this
  /// @param buffer the caller's: copied where it is needed
  public void add(long offset, byte[] buffer, int length) {
    lock.lock();
    try {
      if (state == State.OVER || state == State.LATER || state == State.UNSEEN) {
        bytes = offset + length;
        return;
      }
      if (offset != bytes) {
        stop(State.UNSEEN);
        bytes = offset + length;
        return;
      }
      if (state == State.UNDECIDED) {
        decide(buffer, length);
      } else {
        var now = reading;
        if (now != null) {
          now.pipe().add(buffer, length);
        }
      }
      bytes = offset + length;
    } finally {
      lock.unlock();
    }
  }

  private void decide(byte[] buffer, int length) {
    var there = (int) bytes;
    var count = Math.min(length, beginning.length - there);
    System.arraycopy(buffer, 0, beginning, there, count);
    switch (LayerBeginning.of(beginning, there + count)) {
      case UNKNOWN -> {}
      case OTHER -> state = State.OVER;
      case LAYER -> {
        var started = intake == null ? null : intake.start();
        reading = started;
        state = started == null ? State.LATER : State.READING;
        if (started != null) {
          if (there > 0) {
            started.pipe().add(beginning, there);
          }
          started.pipe().add(buffer, length);
        }
      }
    }
  }

  /// How much came.
  long bytes() {
    return bytes;
  }

  /// What came is not what is kept, or not used.
  public void cancel() {
    var now = reading;
    if (now != null) {
      // Before the lock: who adds may hold it and wait for room.
      now.pipe().close();
    }
    lock.lock();
    try {
      stop(State.UNSEEN);
    } finally {
      lock.unlock();
    }
  }

  private void stop(State next) {
    var now = reading;
    if (now != null) {
      now.pipe().close();
      reading = null;
    }
    state = next;
  }

  /// Whether nobody can tell what it is without reading it.
  boolean isUnseen() {
    lock.lock();
    try {
      return state == State.UNSEEN;
    } finally {
      lock.unlock();
    }
  }

  /// The upload became a blob.
  ///
  /// @param size bytes of the blob
  /// @return what will be known of it; empty where nobody asked for it yet and it may be no layer
  Optional<CompletableFuture<Optional<LayerRecord>>> end(long size, Rest stored) {
    lock.lock();
    try {
      var now = reading;
      if (state == State.READING && now != null && bytes == size) {
        now.pipe().end(stored);
        reading = null;
        state = State.OVER;
        return Optional.of(now.result());
      }
      var layer = state == State.READING || state == State.LATER;
      stop(State.OVER);
      return layer
          ? Optional.of(CompletableFuture.completedFuture(Optional.empty()))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
