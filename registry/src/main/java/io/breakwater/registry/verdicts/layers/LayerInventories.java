package io.breakwater.registry.verdicts.layers;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.inventory.ArrivingLayer;
import io.breakwater.inventory.layer.Room;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredBlob;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The inventories of layers by digest: those that are read just now, those in memory, those in
/// the metadata; what is nowhere is read from the store. Safe for use by many threads.
public final class LayerInventories implements AutoCloseable {
  /// Stands for the name of a layer whose digest is not known yet.
  static final String UNNAMED = "that arrives";

  private static final int MOST_WAITING = 10_000;

  private final Metadata metadata;
  private final BlobStore blobs;
  private final InstantSource clock;
  private final IntakeOptions options;
  private final LaterWrites writes;
  private final RecentRecords recent;
  private final ConcurrentHashMap<Digest, CompletableFuture<LayerRecord>> pending =
      new ConcurrentHashMap<>();
  private final ThreadPoolExecutor workers;

  /// @param writes closed by whoever opened it, after this
  public LayerInventories(
      Metadata metadata,
      BlobStore blobs,
      InstantSource clock,
      LaterWrites writes,
      IntakeOptions options) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.clock = clock;
    this.options = options;
    this.writes = writes;
    recent = new RecentRecords(options.kept());
    workers =
        new ThreadPoolExecutor(
            options.workers(),
            options.workers(),
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("layer-worker-", 0).factory());
    workers.allowCoreThreadTimeOut(true);
  }

  public IntakeOptions options() {
    return options;
  }

  /// What will be known of layers, in no order. A future fails with a [StoreException] where the
  /// store does not answer now.
  public Map<Digest, CompletableFuture<LayerRecord>> of(Collection<StoredBlob> layers)
      throws StoreException {
    var found = new HashMap<Digest, CompletableFuture<LayerRecord>>();
    var unknown = new HashMap<Digest, StoredBlob>();
    for (var layer : layers) {
      var digest = layer.key().digest();
      var known = recent.get(digest).map(CompletableFuture::completedFuture);
      var reading = known.orElseGet(() -> pending.get(digest));
      if (reading == null) {
        unknown.put(digest, layer);
      } else {
        found.put(digest, reading);
      }
    }
    var kept = kept(unknown.keySet());
    unknown.forEach(
        (digest, layer) -> {
          var record = kept.get(digest);
          found.put(digest, record == null ? made(layer) : remembered(digest, record));
        });
    return found;
  }

  private CompletableFuture<LayerRecord> remembered(Digest layer, LayerRecord record) {
    recent.put(layer, record);
    return CompletableFuture.completedFuture(record);
  }

  private Map<Digest, LayerRecord> kept(Collection<Digest> layers) throws StoreException {
    if (layers.isEmpty()) {
      return Map.of();
    }
    var stored =
        metadata.read(tx -> tx.inventories().layers(List.copyOf(layers), LayerRecordCodec.VERSION));
    var kept = new HashMap<Digest, LayerRecord>();
    stored.forEach(
        (digest, bytes) ->
            LayerRecordCodec.decode(digest, options.variant(), bytes.content())
                .ifPresent(record -> kept.put(digest, record)));
    return kept;
  }

  /// Has a layer read from the store, by one worker, whoever asks.
  private CompletableFuture<LayerRecord> made(StoredBlob layer) {
    var mine = new CompletableFuture<LayerRecord>();
    var other = pending.putIfAbsent(layer.key().digest(), mine);
    if (other != null) {
      return other;
    }
    make(layer, mine);
    return mine;
  }

  private void make(StoredBlob layer, CompletableFuture<LayerRecord> result) {
    try {
      workers.execute(() -> complete(layer, result));
    } catch (RejectedExecutionException e) {
      pending.remove(layer.key().digest(), result);
      result.completeExceptionally(
          new StoreException(
              "storage-unavailable",
              "reading layer " + layer.key().digest(),
              "too many layers wait to be read",
              "Ask again in a while",
              e));
    }
  }

  private void complete(StoredBlob layer, CompletableFuture<LayerRecord> result) {
    var digest = layer.key().digest();
    try {
      var record = read(layer);
      keep(digest, record);
      pending.remove(digest, result);
      result.complete(record);
    } catch (StoreException | RuntimeException | Error e) {
      pending.remove(digest, result);
      result.completeExceptionally(e);
    }
  }

  private LayerRecord read(StoredBlob layer) throws StoreException {
    var name = layer.key().digest().toString();
    try {
      var read =
          ArrivingLayer.read(
              open(layer, 0),
              name,
              options.layerLimits(),
              options.limits(),
              options.spoolDirectory(),
              Room.ENOUGH);
      return new LayerRecord.Read(read.diffId(), read.inventory());
    } catch (ImageException e) {
      return damaged(e).orElseThrow(() -> unreadable(name, e));
    }
  }

  private static StoreException unreadable(String name, ImageException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoreException store) {
        return store;
      }
    }
    return new StoreException(
        "storage-unavailable", "reading layer " + name, e.why(), "Ask again in a while", e);
  }

  /// What cannot be read of a layer however often one tries; empty for what may succeed later.
  static Optional<LayerRecord> damaged(ImageException e) {
    return e.code().equals("layer-unreadable") || e.code().equals(Room.CODE)
        ? Optional.empty()
        : Optional.of(new LayerRecord.Damaged(e));
  }

  /// A layer is being read while it arrives; where that comes to nothing, it is read again.
  void arrived(StoredBlob layer, CompletableFuture<Optional<LayerRecord>> reading) {
    var digest = layer.key().digest();
    var mine = new CompletableFuture<LayerRecord>();
    if (pending.putIfAbsent(digest, mine) != null) {
      return;
    }
    var _ = reading.thenAccept(record -> arrived(layer, record, mine));
  }

  private void arrived(
      StoredBlob layer, Optional<LayerRecord> record, CompletableFuture<LayerRecord> result) {
    if (record.isEmpty()) {
      make(layer, result);
      return;
    }
    var digest = layer.key().digest();
    try {
      var named = named(digest, record.get());
      keep(digest, named);
      pending.remove(digest, result);
      result.complete(named);
    } catch (RuntimeException | Error e) {
      pending.remove(digest, result);
      result.completeExceptionally(e);
    }
  }

  /// A blob that is there now may be a layer: it is read where it looks like one.
  void look(StoredBlob blob) {
    try {
      workers.execute(() -> lookAt(blob));
    } catch (RejectedExecutionException e) {
      // Read when somebody asks.
      return;
    }
  }

  private void lookAt(StoredBlob blob) {
    try (var in = open(blob, 0)) {
      var beginning = in.readNBytes(LayerBeginning.ENOUGH);
      if (LayerBeginning.of(beginning, beginning.length) == LayerBeginning.Answer.LAYER) {
        of(List.of(blob));
      }
    } catch (StoreException | IOException e) {
      // Read when somebody asks.
      return;
    }
  }

  private static LayerRecord named(Digest layer, LayerRecord record) {
    return record instanceof LayerRecord.Damaged(var why)
        ? new LayerRecord.Damaged(
            new ImageException(
                why.code(),
                why.what().replace(UNNAMED, layer.toString()),
                why.why(),
                why.next(),
                why.offset().orElse(-1),
                null))
        : record;
  }

  private void keep(Digest layer, LayerRecord record) {
    recent.put(layer, record);
    if (record instanceof LayerRecord.Read(var diffId, var inventory)
        && !inventory.withinLimits()) {
      // Another time there may be more room; so it is not kept beyond this server's life.
      return;
    }
    var bytes = LayerRecordCodec.encode(layer, options.variant(), record);
    var at = clock.instant();
    writes.add(
        bytes.length, tx -> tx.inventories().putLayer(layer, LayerRecordCodec.VERSION, bytes, at));
  }

  /// Opens a blob; closing the stream closes its content.
  InputStream open(StoredBlob blob, long offset) throws StoreException {
    var content =
        blobs
            .open(blob.key())
            .orElseThrow(
                () ->
                    new StoreException(
                        "storage-corrupt",
                        "reading blob " + blob.key().digest(),
                        "its content is missing",
                        "Push the blob again, and have the operator check the storage",
                        null));
    return new FilterInputStream(content.read(offset)) {
      @Override
      public int read(byte[] target, int from, int length) throws IOException {
        return in.read(target, from, length);
      }

      @Override
      public void close() throws IOException {
        try (content) {
          super.close();
        }
      }
    };
  }

  /// The failure of a future of [#of].
  public static StoreException failure(CompletionException e) {
    return e.getCause() instanceof StoreException store
        ? store
        : new StoreException(
            "storage-unavailable",
            "reading a layer",
            "the reader failed: " + e.getCause(),
            "Report this with the image",
            e);
  }

  /// Layers that wait to be read or are read now, for metrics.
  public int pending() {
    return pending.size();
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
