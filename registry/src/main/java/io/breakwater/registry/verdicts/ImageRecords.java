package io.breakwater.registry.verdicts;

import io.breakwater.image.Digest;
import io.breakwater.image.Image;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.layer.LayerCodec;
import io.breakwater.registry.verdicts.layers.LaterWrites;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.TreeSet;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Keeps what is in an image for those who look for images by what they hold: its packages,
/// interned and indexed, and a record in JSON (`os`, `codename`, `platform`, `layers`, `packages`,
/// `gaps`). The layers' inventories hold all the rest.
final class ImageRecords {
  /// Of the inventory's form and of this; another is made anew.
  static final int VERSION = LayerCodec.VERSION * 100 + 1;

  private static final JsonFactory JSON = new JsonFactory();

  private final Metadata metadata;
  private final LaterWrites writes;
  private final InstantSource clock;

  /// Images that are known to be kept.
  private final SummaryCache<Digest, Boolean> kept = new SummaryCache<>(20_000);

  ImageRecords(Metadata metadata, LaterWrites writes, InstantSource clock) {
    this.metadata = metadata;
    this.writes = writes;
    this.clock = clock;
  }

  /// Keeps it, where it is not kept yet.
  void keep(Image image, ImageInventory inventory) throws StoreException {
    if (image.manifestDigest().isEmpty()) {
      return;
    }
    var manifest = image.manifestDigest().get();
    if (kept.get(manifest) != null) {
      return;
    }
    if (metadata.read(tx -> tx.inventories().image(manifest, VERSION)).isEmpty()) {
      var packages = new TreeSet<String>();
      for (var installed : inventory.packages()) {
        packages.add(PackageCoordinates.of(inventory.os(), installed).text());
      }
      var content = json(image, inventory);
      var at = clock.instant();
      writes.add(
          content.length + 120L * packages.size(),
          tx -> tx.inventories().putImage(manifest, VERSION, content, packages, at));
    }
    kept.put(manifest, true);
  }

  private static byte[] json(Image image, ImageInventory inventory) {
    var out = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      var os = inventory.os();
      if (os.isPresent()) {
        json.writeStringProperty("os", os.get().id() + ":" + os.get().versionId());
        if (os.get().codename() != null) {
          json.writeStringProperty("codename", os.get().codename());
        }
      }
      if (image.platform().isPresent()) {
        json.writeStringProperty("platform", image.platform().get().toString());
      }
      json.writeArrayPropertyStart("layers");
      for (var layer : image.layers()) {
        json.writeString(layer.digest().map(Digest::toString).orElse(""));
      }
      json.writeEndArray();
      json.writeNumberProperty("packages", inventory.packages().size());
      json.writeArrayPropertyStart("gaps");
      for (var gap : inventory.gaps()) {
        json.writeString(gap.code());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
