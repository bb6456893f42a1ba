package io.breakwater.registry.uploads;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Digests between two requests of an upload. They spare reading again what is staged, and
/// nothing depends on them: uploads that nobody continues push each other out, the oldest
/// first.
final class RunningDigests {
  private static final int MOST = 4096;

  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<UploadId, RunningDigest> digests = new LinkedHashMap<>();

  /// Takes one out, if it is of exactly what is kept.
  Optional<RunningDigest> take(UploadId id, long bytes) {
    lock.lock();
    try {
      return Optional.ofNullable(digests.remove(id)).filter(found -> found.bytes() == bytes);
    } finally {
      lock.unlock();
    }
  }

  void put(UploadId id, RunningDigest digest) {
    lock.lock();
    try {
      digests.put(id, digest);
      if (digests.size() > MOST) {
        digests.pollFirstEntry();
      }
    } finally {
      lock.unlock();
    }
  }
}
