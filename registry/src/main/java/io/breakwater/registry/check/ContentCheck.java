package io.breakwater.registry.check;

import io.breakwater.image.Digest;
import io.breakwater.registry.check.Problem.Kind;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobContent;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Blobs;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredBlob;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Whether each content that the metadata name is there, with the bytes of its digest.
final class ContentCheck {
  private static final int PAGE = 200;
  private static final int IMAGES = 10;

  private final Metadata metadata;
  private final BlobStore blobs;
  private final CheckOptions options;
  private final Findings findings;

  ContentCheck(Metadata metadata, BlobStore blobs, CheckOptions options, Findings findings) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.options = options;
    this.findings = findings;
  }

  void run() throws StoreException {
    try (var threads = Executors.newFixedThreadPool(options.threads())) {
      for (var page = page(""); !page.isEmpty(); page = page(last(page))) {
        check(page, threads);
      }
    }
  }

  private static String last(List<StoredBlob> page) {
    return page.getLast().key().digest().toString();
  }

  private List<StoredBlob> page(String after) throws StoreException {
    return metadata.read(tx -> tx.blobs().page(after, PAGE));
  }

  private void check(List<StoredBlob> page, ExecutorService threads) throws StoreException {
    var running = new ArrayList<Future<Boolean>>();
    for (var blob : page) {
      Callable<Boolean> task = () -> check(blob);
      running.add(threads.submit(task));
    }
    try {
      for (var one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      running.forEach(one -> one.cancel(true));
      if (e.getCause() instanceof StoreException own) {
        throw own;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          "storage-unavailable", "checking contents", "interrupted", "Run it again", e);
    }
  }

  private boolean check(StoredBlob blob) throws StoreException {
    var kind = Blobs.isLost(blob.key()) ? Optional.of(Kind.LOST_CONTENT) : looked(blob);
    // Deleted since the page was read, or pushed again?
    if (kind.isPresent() && metadata.read(tx -> tx.blobs().named(List.of(blob.key()))).isEmpty()) {
      kind = Optional.empty();
    }
    if (kind.isPresent()) {
      problem(blob.key(), kind.get());
    }
    findings.content(blob.size());
    return kind.isEmpty();
  }

  private void problem(BlobKey key, Kind kind) throws StoreException {
    var images = metadata.read(tx -> tx.blobs().images(key.digest(), IMAGES));
    var lost = Blobs.isLost(key);
    var repaired = options.repair() && !lost && metadata.write(tx -> tx.blobs().lose(key));
    var why = kind == Kind.LOST_CONTENT ? "is missing" : "has other bytes than its digest says";
    findings.problem(
        kind,
        "content " + key.digest(),
        why + (lost || repaired ? "; push it again" : ""),
        images,
        repaired);
  }

  private Optional<Kind> looked(StoredBlob blob) throws StoreException {
    try (var content = blobs.open(blob.key()).orElse(null)) {
      if (content == null) {
        return Optional.of(Kind.LOST_CONTENT);
      }
      var whole =
          content.size() == blob.size()
              && (!options.bytes() || actual(content, blob.key().digest()));
      return whole ? Optional.empty() : Optional.of(Kind.DAMAGED_CONTENT);
    }
  }

  private static boolean actual(BlobContent content, Digest expected) throws StoreException {
    try (var in = content.read(0)) {
      var digest = MessageDigest.getInstance("SHA-" + expected.algorithm().substring(3));
      var buffer = new byte[1 << 18];
      for (int read; (read = in.read(buffer)) >= 0; ) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest()).equals(expected.hex());
    } catch (IOException e) {
      if (e.getCause() instanceof StoreException own) {
        // A file that got shorter, or a disk that cannot read it, is damage, not an end of all.
        if (own.temporary()) {
          throw own;
        }
        return false;
      }
      throw new StoreException(
          "storage-unavailable",
          "reading content " + expected,
          "it cannot be read",
          "Try again",
          e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a runtime without " + expected.algorithm(), e);
    }
  }
}
