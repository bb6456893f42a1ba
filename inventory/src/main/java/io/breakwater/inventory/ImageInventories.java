package io.breakwater.inventory;

import io.breakwater.image.Digest;
import io.breakwater.image.Image;
import io.breakwater.image.ImageException;
import io.breakwater.image.Layer;
import io.breakwater.image.LayerLimits;
import io.breakwater.inventory.layer.InventoryLimits;
import io.breakwater.inventory.layer.LayerCache;
import io.breakwater.inventory.layer.LayerInventory;
import io.breakwater.inventory.layer.LayerReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Takes inventories of images: reads their layers, several at a time, or takes what is known of
/// them from the cache, and merges.
///
/// What cannot be read is a [Gap] in the inventory, never an exception.
public final class ImageInventories {
  /// Where inventories of layers come from.
  @FunctionalInterface
  public interface LayerSource {
    /// The inventory of a layer, which was verified against the layer's digest and diff ID.
    ///
    /// @throws ImageException becomes a gap
    LayerInventory inventory(Layer layer) throws ImageException;
  }

  private final Options options;
  private final @Nullable LayerCache cache;

  /// How to read.
  ///
  /// @param cache directory of the layer inventories, made where it is missing; empty for none
  /// @param spoolDirectory where large package databases are kept while they are read, made when
  ///     needed
  /// @param threads how many layers are read at a time
  public record Options(
      Optional<Path> cache,
      Path spoolDirectory,
      LayerLimits layerLimits,
      InventoryLimits limits,
      int threads,
      Progress progress) {
    /// No cache, the system's folder of temporary files, the usual limits, as many threads as
    // processors, no progress.
    public static Options standard() {
      return new Options(
          Optional.empty(),
          Path.of(System.getProperty("java.io.tmpdir", ".")),
          LayerLimits.DEFAULT,
          InventoryLimits.DEFAULT,
          Runtime.getRuntime().availableProcessors(),
          Progress.NONE);
    }

    public Options withCache(Path directory) {
      return new Options(
          Optional.of(directory), spoolDirectory, layerLimits, limits, threads, progress);
    }

    public Options withSpoolDirectory(Path directory) {
      return new Options(cache, directory, layerLimits, limits, threads, progress);
    }

    public Options withProgress(Progress listener) {
      return new Options(cache, spoolDirectory, layerLimits, limits, threads, listener);
    }

    public Options withThreads(int number) {
      return new Options(cache, spoolDirectory, layerLimits, limits, number, progress);
    }

    public Options withLimits(LayerLimits forLayers, InventoryLimits forInventories) {
      return new Options(cache, spoolDirectory, forLayers, forInventories, threads, progress);
    }
  }

  public ImageInventories(Options options) {
    this.options = options;
    this.cache =
        options
            .cache()
            .map(directory -> new LayerCache(directory, options.progress()::warning))
            .orElse(null);
  }

  /// Takes the inventory of an image.
  public ImageInventory read(Image image) {
    return read(image, this::inventory);
  }

  /// Takes the inventory of an image whose layers' inventories come from elsewhere.
  public ImageInventory read(Image image, LayerSource source) {
    var reading = new Reading(image, source);
    reading.all();
    return Merge.of(image, Arrays.asList(reading.inventories), reading.gaps(), options.limits());
  }

  /// Takes the inventory of a layer alone, or from the cache.
  ///
  /// @throws ImageException what cannot be read of it
  public LayerInventory inventory(Layer layer) throws ImageException {
    var key = layer.digest().or(layer::diffId).map(Digest::toString).orElse("");
    var diffId = layer.diffId().map(Digest::toString).orElse("");
    var variant = diffId + options.limits().variant();
    var store = key.isEmpty() ? null : cache;
    var known = store == null ? null : store.load(key, variant).orElse(null);
    if (known != null) {
      options.progress().done(layer, true);
      return known;
    }
    try (var stream = layer.open(options.layerLimits())) {
      var inventory =
          LayerReader.read(
              new ProgressStream(stream, layer, options.progress()),
              PackageDatabases.ALL,
              PackageDatabases.CAPTURES,
              options.limits(),
              options.spoolDirectory());
      if (store != null && inventory.withinLimits()) {
        store.store(key, variant, inventory);
      }
      options.progress().done(layer, false);
      return inventory;
    }
  }

  /// The layers of one image while they are read.
  private final class Reading {
    final List<Layer> layers;
    final @Nullable LayerInventory[] inventories;
    final @Nullable Gap[] gaps;

    /// Indices, biggest layer first, so that no thread starts on it when the others are done.
    final List<Integer> order = new ArrayList<>();

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicLong weight = new AtomicLong();

    private final LayerSource source;

    Reading(Image image, LayerSource source) {
      this.source = source;
      layers = image.layers();
      inventories = new @Nullable LayerInventory[layers.size()];
      gaps = new @Nullable Gap[layers.size()];
      for (int i = 0; i < layers.size(); i++) {
        order.add(i);
      }
      order.sort(Comparator.comparingLong(i -> -layers.get(i).size()));
    }

    void all() {
      var helpers = new ArrayList<Thread>();
      int threads = Math.min(options.threads(), layers.size());
      for (int i = 1; i < threads; i++) {
        helpers.add(Thread.ofPlatform().daemon().name("layer-" + i).start(this::work));
      }
      work();
      for (var helper : helpers) {
        join(helper);
      }
    }

    private void join(Thread helper) {
      boolean interrupted = false;
      while (true) {
        try {
          helper.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private void work() {
      for (int i = taken.getAndIncrement(); i < order.size(); i = taken.getAndIncrement()) {
        one(order.get(i));
      }
    }

    private void one(int index) {
      var layer = layers.get(index);
      try {
        options.progress().started(layer);
        var inventory = source.inventory(layer);
        if (weight.addAndGet(inventory.weight()) > options.limits().imageBytes()) {
          gaps[index] = tooLarge(index);
        } else {
          inventories[index] = inventory;
        }
      } catch (ImageException e) {
        gaps[index] = gap(e, index);
      } catch (OutOfMemoryError e) {
        gaps[index] = tooLarge(index);
      } catch (RuntimeException e) {
        // A mistake of this program; the other layers are still worth reading.
        gaps[index] =
            new Gap(
                "internal-error",
                "reading layer " + index + ": " + e,
                "report this with the image",
                OptionalInt.of(index),
                OptionalLong.empty());
      }
    }

    private Gap gap(ImageException e, int index) {
      return new Gap(
          e.code(), e.what() + ": " + e.why(), e.next(), OptionalInt.of(index), e.offset());
    }

    private Gap tooLarge(int index) {
      return new Gap(
          "inventory-too-large",
          "the names and packages of layer " + index + " do not fit into the memory for an image",
          "give the program more memory, or look at what the layer holds",
          OptionalInt.of(index),
          OptionalLong.empty());
    }

    List<Gap> gaps() {
      var all = new ArrayList<Gap>();
      for (var gap : gaps) {
        if (gap != null) {
          all.add(gap);
        }
      }
      return all;
    }
  }
}
