package io.breakwater.registry.verdicts;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.Image;
import io.breakwater.image.ImageException;
import io.breakwater.image.Layer;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.Platform;
import io.breakwater.image.source.KeptImages;
import io.breakwater.inventory.ArrivingLayer;
import io.breakwater.inventory.ImageInventories;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.layer.LayerInventory;
import io.breakwater.registry.images.Attestations;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.layers.LayerInventories;
import io.breakwater.registry.verdicts.layers.LayerRecord;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.ManifestContent;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.StoredBlob;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reads the images of a repository's manifests: through the same code as a scan of the image
/// does, but with inventories of layers that are known already.
final class ImageReader {
  private final Metadata metadata;
  private final BlobStore blobs;
  private final LayerInventories layers;
  private final ImageInventories inventories;

  ImageReader(Metadata metadata, BlobStore blobs, LayerInventories layers) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.layers = layers;
    var options = layers.options();
    inventories =
        new ImageInventories(
            ImageInventories.Options.standard()
                .withThreads(1)
                .withLimits(options.layerLimits(), options.limits())
                .withSpoolDirectory(options.spoolDirectory()));
  }

  /// The images of a manifest.
  ///
  /// @throws ImageException `not-an-image`, `blob-missing` for what may come still, and what else
  ///     keeps them from being read
  KeptImages images(RepositoryName repository, Digest manifest)
      throws ImageException, StoreException {
    var content = manifest(repository, manifest);
    if (content.isEmpty()) {
      throw new ImageException(
          "blob-missing", "judging " + manifest, repository + " has no such manifest", "Push it");
    }
    var first = Descriptor.of(content.get().mediaType(), manifest, content.get().content().length);
    try {
      var images =
          KeptImages.read(
              descriptor -> open(repository, descriptor), repository + "@" + manifest, first);
      if (images.index().isEmpty() && images.images().stream().allMatch(ImageReader::isStatement)) {
        throw new ImageException(
            "not-an-image",
            "judging " + manifest,
            "it is an attestation",
            "Name the image that it speaks of");
      }
      return images;
    } catch (ImageException e) {
      throw storeFailure(e);
    }
  }

  private static boolean isStatement(Image image) {
    return Attestations.isOne(
        image.platform().map(Platform::toString).orElse(""),
        image.layers().stream().map(Layer::mediaType).toList());
  }

  /// The same exception, unless a failure of the store is behind it.
  private static ImageException storeFailure(ImageException e) throws StoreException {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoreException store) {
        throw store;
      }
    }
    return e;
  }

  private Optional<ManifestContent> manifest(RepositoryName repository, Digest digest)
      throws StoreException {
    return metadata.read(tx -> tx.manifests().byDigest(repository.toString(), digest));
  }

  private Optional<InputStream> open(RepositoryName repository, Descriptor descriptor)
      throws ImageException {
    try {
      var manifest = manifest(repository, descriptor.digest());
      if (manifest.isPresent()) {
        return Optional.of(new ByteArrayInputStream(manifest.get().content()));
      }
      var blob =
          blobs(repository, Map.of(descriptor.digest(), descriptor)).get(descriptor.digest());
      return blob == null ? Optional.empty() : content(blob);
    } catch (StoreException e) {
      throw new ImageException(
          "blob-unreadable", "reading " + descriptor.digest(), e.why(), e.next(), -1, e);
    }
  }

  private Optional<InputStream> content(StoredBlob blob) throws StoreException {
    var content = blobs.open(blob.key());
    return content.isEmpty()
        ? Optional.empty()
        : Optional.of(new BlobStream(content.get(), content.get().read(0)));
  }

  private Map<Digest, StoredBlob> blobs(RepositoryName repository, Map<Digest, ?> digests)
      throws StoreException {
    return metadata.read(
        tx -> {
          var found = new HashMap<Digest, StoredBlob>();
          Optional<Repository> there = tx.repositories().find(repository.toString());
          if (there.isPresent()) {
            for (var digest : digests.keySet()) {
              tx.blobs().find(there.get(), digest).ifPresent(blob -> found.put(digest, blob));
            }
          }
          return found;
        });
  }

  /// An inventory, or that it is not there in time.
  sealed interface Taken {
    record Whole(ImageInventory inventory) implements Taken {}

    /// Not all layers are read.
    ///
    /// @param layers that are still to be read
    record Pending(int layers) implements Taken {}
  }

  /// Takes the inventory of an image.
  ///
  /// @param end when to stop waiting for layers, in [System#nanoTime()]
  Taken inventory(RepositoryName repository, Image image, long end) throws StoreException {
    var wanted = new LinkedHashMap<Digest, Layer>();
    image.layers().forEach(layer -> layer.digest().ifPresent(digest -> wanted.put(digest, layer)));
    var readings = layers.of(blobs(repository, wanted).values());
    var records = new HashMap<Digest, LayerRecord>();
    var pending = 0;
    for (var reading : readings.entrySet()) {
      var record = await(reading.getValue(), end);
      if (record.isPresent()) {
        records.put(reading.getKey(), record.get());
      } else {
        pending++;
      }
    }
    return pending > 0
        ? new Taken.Pending(pending)
        : new Taken.Whole(inventories.read(image, layer -> inventory(layer, records)));
  }

  private static Optional<LayerRecord> await(CompletableFuture<LayerRecord> reading, long end)
      throws StoreException {
    try {
      return Optional.of(reading.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw LayerInventories.failure(new CompletionException(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private LayerInventory inventory(Layer layer, Map<Digest, LayerRecord> records)
      throws ImageException {
    var digest = layer.digest().orElseThrow();
    var record = records.get(digest);
    if (record == null || !isArchive(layer)) {
      return anew(layer);
    }
    return switch (record) {
      case LayerRecord.Damaged(var why) -> throw why;
      case LayerRecord.Read(var diffId, var inventory) -> {
        var found = diffId.or(() -> Optional.of(digest));
        var expected = layer.diffId();
        if (expected.isEmpty() || expected.equals(found)) {
          yield inventory;
        }
        if (!expected.get().algorithm().equals(found.get().algorithm())) {
          yield anew(layer);
        }
        throw ArrivingLayer.otherDiffId(digest.toString(), expected.get(), found.get());
      }
    };
  }

  private static boolean isArchive(Layer layer) {
    return layer.mediaType().isEmpty()
        || MediaTypes.layerKind(layer.mediaType())
            .filter(kind -> kind != MediaTypes.LayerKind.ENCRYPTED)
            .isPresent();
  }

  /// Opens the layer as a scan does: says what is wrong with it, or compares what was not.
  private LayerInventory anew(Layer layer) throws ImageException {
    return inventories.inventory(layer);
  }
}
