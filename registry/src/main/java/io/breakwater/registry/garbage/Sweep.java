package io.breakwater.registry.garbage;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Metadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks through all that is stored for what the metadata do not know: what was put in place
/// when the process ended before the metadata named it, or was forgotten when it ended before
/// it was removed.
///
/// Neither comes back: a key is never used twice, and what an upload that still goes on has put
/// in place is let be. Keeps a page of keys in memory, however many there are.
final class Sweep {
  private final Metadata metadata;
  private final BlobStore blobs;
  private final CollectionOptions options;
  private final Removal removal;
  private final Held held;
  private long orphans;
  private long uploads;

  /// Whether to go on.
  interface Held {
    boolean ask() throws StoreException;
  }

  Sweep(Metadata metadata, BlobStore blobs, CollectionOptions options, Removal removal, Held held) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.options = options;
    this.removal = removal;
    this.held = held;
  }

  long orphans() {
    return orphans;
  }

  long uploads() {
    return uploads;
  }

  /// Looks through everything; false where it was stopped.
  boolean run(Instant now) throws StoreException {
    var before = now.minus(options.grace());
    try {
      var staged = new Pages<String>(this::discard, options.step());
      blobs.staged(
          upload -> {
            if (upload.changed().isBefore(before)) {
              staged.add(upload.upload());
            }
          });
      staged.end();
      var contents = new Pages<BlobKey>(this::remove, options.step());
      blobs.contents(
          stored -> {
            if (stored.written().isBefore(before)) {
              contents.add(stored.key());
            }
          });
      contents.end();
      return true;
    } catch (Stopped e) {
      if (e.failure != null) {
        throw e.failure;
      }
      return false;
    }
  }

  private void discard(List<String> found) throws StoreException {
    var known = metadata.read(tx -> tx.uploads().existing(found));
    for (var upload : found) {
      if (!known.contains(upload) && removal.discard(upload)) {
        uploads++;
      }
    }
  }

  private void remove(List<BlobKey> found) throws StoreException {
    var copies = found.stream().map(BlobKey::copy).collect(Collectors.toSet());
    // Uploads first: one that ends between the two looks has made its blob known before.
    var ending = metadata.read(tx -> tx.uploads().existing(copies));
    var named = metadata.read(tx -> tx.blobs().named(found));
    for (var key : found) {
      if (!named.contains(key) && !ending.contains(key.copy()) && removal.remove(key)) {
        orphans++;
      }
    }
  }

  /// What becomes of a page.
  private interface Page<T> {
    void take(List<T> found) throws StoreException;
  }

  private final class Pages<T> {
    private final Page<T> page;
    private final int size;
    private final List<T> waiting = new ArrayList<>();

    Pages(Page<T> page, int size) {
      this.page = page;
      this.size = size;
    }

    void add(T found) {
      waiting.add(found);
      if (waiting.size() >= size) {
        end();
      }
    }

    void end() {
      try {
        if (!held.ask()) {
          throw new Stopped(null);
        }
        page.take(List.copyOf(waiting));
        waiting.clear();
      } catch (StoreException e) {
        throw new Stopped(e);
      }
    }
  }

  /// Leaves a listing, which knows no exceptions of others.
  private static final class Stopped extends RuntimeException {
    private final transient @Nullable StoreException failure;

    Stopped(@Nullable StoreException failure) {
      super(failure);
      this.failure = failure;
    }
  }
}
