package io.breakwater.registry.verdicts.layers;

import io.breakwater.image.ImageException;
import io.breakwater.inventory.ArrivingLayer;
import io.breakwater.inventory.layer.Room;
import io.breakwater.registry.verdicts.layers.Arrival.Reading;
import io.breakwater.store.metadata.StoredBlob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Takes inventories of layers while they are uploaded. Nothing depends on it: what it does not
/// see, or has no room for, is read from the store.
public final class LayerIntake implements AutoCloseable {
  /// Uploads between two requests; the oldest are forgotten.
  private static final int MOST = 4096;

  /// Buffers of a reader, and its thread.
  private static final long READER = 640 << 10;

  /// In steps of so many bytes a reader takes room for what it keeps.
  private static final long STEP = 128 << 10;

  private final LayerInventories inventories;
  private final IntakeOptions options;
  private final SharedMemory memory;
  private final ExecutorService readers;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<String, Arrival> arrivals = new LinkedHashMap<>();

  /// @param inventories where they are kept
  public LayerIntake(LayerInventories inventories) {
    this.inventories = inventories;
    options = inventories.options();
    memory = new SharedMemory(options.memory());
    readers =
        Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("layer-reader-", 0).factory());
  }

  /// The bytes of an upload, to which the caller adds; afterwards it hands them to [#keep],
  /// [#finish] or cancels them.
  ///
  /// @param bytes that are kept of it already, and that its client was told of
  public Arrival at(String upload, long bytes) {
    var known = take(upload);
    if (known != null && bytes > 0 && known.bytes() == bytes) {
      return known;
    }
    if (known != null) {
      known.cancel();
    }
    return new Arrival(bytes == 0 ? this : null);
  }

  /// All that was added is kept, whoever goes on with the upload.
  public void keep(String upload, Arrival arrival) {
    var forgotten = new ArrayList<Arrival>();
    lock.lock();
    try {
      var before = arrivals.put(upload, arrival);
      if (before != null) {
        forgotten.add(before);
      }
      if (arrivals.size() > MOST) {
        forgotten.add(arrivals.pollFirstEntry().getValue());
      }
    } finally {
      lock.unlock();
    }
    forgotten.forEach(Arrival::cancel);
  }

  private @Nullable Arrival take(String upload) {
    lock.lock();
    try {
      return arrivals.remove(upload);
    } finally {
      lock.unlock();
    }
  }

  /// An upload was given up.
  public void forget(String upload) {
    var arrival = take(upload);
    if (arrival != null) {
      arrival.cancel();
    }
  }

  /// An upload became a blob, whose digest was verified.
  public void finish(Arrival arrival, StoredBlob blob) {
    if (arrival.isUnseen()) {
      inventories.look(blob);
    } else {
      arrival
          .end(blob.size(), offset -> inventories.open(blob, offset))
          .ifPresent(reading -> inventories.arrived(blob, reading));
    }
  }

  /// Starts a reader; null where there is no room for one.
  @Nullable Reading start() {
    if (!memory.take(READER)) {
      return null;
    }
    var pipe = new Pipe(memory, options.patience().toNanos(), options.idle().toNanos());
    var result = new CompletableFuture<Optional<LayerRecord>>();
    readers.execute(() -> read(pipe, result));
    return new Reading(pipe, result);
  }

  private void read(Pipe pipe, CompletableFuture<Optional<LayerRecord>> result) {
    var room = new ReaderRoom();
    var record = Optional.<LayerRecord>empty();
    try (pipe) {
      record = Optional.of(read(pipe, room));
    } catch (ImageException e) {
      record = LayerInventories.damaged(e);
    } finally {
      room.close();
      memory.give(READER);
      // Without a record, also after a mistake of this program, it is read again from the store.
      result.complete(record);
    }
  }

  private LayerRecord read(Pipe pipe, Room room) throws ImageException {
    var layer =
        ArrivingLayer.read(
            pipe,
            LayerInventories.UNNAMED,
            options.layerLimits(),
            options.limits(),
            options.spoolDirectory(),
            room);
    return new LayerRecord.Read(layer.diffId(), layer.inventory());
  }

  /// Room for what one reader keeps.
  private final class ReaderRoom implements Room, AutoCloseable {
    private long held;

    @Override
    public boolean has(long bytes) {
      while (bytes > held) {
        if (!memory.take(STEP)) {
          return false;
        }
        held += STEP;
      }
      return true;
    }

    @Override
    public void close() {
      memory.give(held);
      held = 0;
    }
  }

  /// Bytes that layers that arrive take now, for metrics.
  public long memoryInUse() {
    return memory.used();
  }

  /// Ends the readers; their layers are read when somebody asks.
  @Override
  public void close() {
    lock.lock();
    try {
      arrivals.values().forEach(Arrival::cancel);
      arrivals.clear();
    } finally {
      lock.unlock();
    }
    readers.shutdownNow();
  }
}
