package io.breakwater.bench.images;

import io.breakwater.image.Digest;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.metadata.ImageFacts;
import io.breakwater.store.metadata.ManifestPut;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.NewManifest;
import io.breakwater.store.metadata.PackageIndexing;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes images as pushes do: blobs, manifest, tag, facts, inventory; many in one transaction.
final class ImageWriter {
  static final String ACCOUNT = "bench";

  private static final int NAMESPACES = 100;
  private static final int IN_REPOSITORY = 100;
  private static final int AT_ONCE = 100;
  private static final int INDEXED_AT_ONCE = 20_000;
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

  private final Metadata metadata;
  private long indexing;

  ImageWriter(Metadata metadata) {
    this.metadata = metadata;
  }

  /// Writes the images from one number to another.
  ///
  /// @return seconds without those of [#indexed]
  double write(int from, int to) throws StoreException {
    var begin = System.nanoTime();
    for (var first = from; first < to; first += AT_ONCE) {
      var at = first;
      var end = Math.min(to, first + AT_ONCE);
      metadata.write(
          tx -> {
            for (var image = at; image < end; image++) {
              write(tx, image);
            }
            return true;
          });
      if (end % INDEXED_AT_ONCE == 0 || end == to) {
        index();
        System.err.printf("%,d images after %.0f s%n", end, (System.nanoTime() - begin) / 1e9);
      }
    }
    return (System.nanoTime() - begin) / 1e9 - indexed();
  }

  private void index() throws StoreException {
    var begin = System.nanoTime();
    while (PackageIndexing.run(metadata, INDEXED_AT_ONCE) > 0) {
      // Until there are none.
    }
    indexing += System.nanoTime() - begin;
  }

  /// Seconds that the index of packages took.
  double indexed() {
    return indexing / 1e9;
  }

  private static void write(Transaction tx, int image) {
    var at = EPOCH.plusSeconds(image);
    var repository = repository(tx, image);
    var base = blob(tx, repository, "base " + image % 200, 30_000_000, at);
    var middle = blob(tx, repository, "middle of " + repository.name(), 5_000_000, at);
    var own = blob(tx, repository, "layer of " + image, 1_000_000, at);
    var config = blob(tx, repository, "configuration of " + image, 3_000, at);
    var digest = digest("manifest of " + image);
    var blobs = List.of(config, base, middle, own);
    var manifest =
        new NewManifest(
            digest,
            MANIFEST,
            Optional.empty(),
            content(blobs),
            Optional.empty(),
            Optional.of(config.digest()),
            blobs,
            List.of(),
            Optional.empty());
    if (!(tx.manifests().put(repository, manifest, "bench", at) instanceof ManifestPut.Stored)) {
      throw new IllegalStateException("manifest refused");
    }
    tx.tags().put(repository, "v" + image / IN_REPOSITORY, digest, true, at);
    tx.images().put(facts(digest, config, at));
    tx.inventories().putImage(digest, 1, record(blobs), Catalogue.packages(image), at);
  }

  /// Neighbours are in repositories far from each other, as in life.
  private static Repository repository(Transaction tx, int image) {
    var number = image % repositories(image);
    var name = "team-" + number % NAMESPACES;
    var namespace = tx.namespaces().find(name);
    if (namespace.isEmpty()) {
      tx.namespaces().create(name, ACCOUNT, EPOCH);
      namespace = tx.namespaces().find(name);
    }
    return tx.repositories()
        .findOrCreate(namespace.orElseThrow(), name + "/app-" + number / NAMESPACES, EPOCH);
  }

  /// As many as give each about as many images: their number grows in steps of ten.
  private static int repositories(int image) {
    return image < 10_000 ? 100 : image < 100_000 ? 1_000 : 10_000;
  }

  private static NewManifest.Reference blob(
      Transaction tx, Repository repository, String name, long size, Instant at) {
    var digest = digest(name);
    tx.blobs().link(repository, new BlobKey(digest, "bench"), size, at);
    return new NewManifest.Reference(digest, size, true);
  }

  private static byte[] content(List<NewManifest.Reference> blobs) {
    var json = new StringBuilder("{\"schemaVersion\":2,\"mediaType\":\"").append(MANIFEST);
    json.append("\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",");
    json.append(descriptor(blobs.getFirst())).append("},\"layers\":[");
    for (var layer : blobs.subList(1, blobs.size())) {
      json.append("{\"mediaType\":\"").append(LAYER).append("\",");
      json.append(descriptor(layer)).append("},");
    }
    json.setCharAt(json.length() - 1, ']');
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String descriptor(NewManifest.Reference blob) {
    return "\"digest\":\"" + blob.digest() + "\",\"size\":" + blob.size();
  }

  private static ImageFacts facts(Digest digest, NewManifest.Reference config, Instant at) {
    return new ImageFacts(
        digest,
        1,
        Optional.of(at),
        36_003_000,
        Map.of("org.opencontainers.image.source", "https://example.com/app"),
        Optional.of("linux/amd64"),
        Optional.of(config.digest()),
        Optional.empty());
  }

  /// As large as what the server keeps beside the packages.
  private static byte[] record(List<NewManifest.Reference> blobs) {
    var json = new StringBuilder("{\"os\":\"debian:12\",\"codename\":\"bookworm\",");
    json.append("\"platform\":\"linux/amd64\",\"layers\":[");
    blobs
        .subList(1, blobs.size())
        .forEach(layer -> json.append('"').append(layer.digest()).append("\","));
    json.setCharAt(json.length() - 1, ']');
    json.append(",\"packages\":300,\"gaps\":[]}");
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  static Digest digest(String text) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      var hash = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      return new Digest("sha256", HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
