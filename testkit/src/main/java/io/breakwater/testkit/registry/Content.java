package io.breakwater.testkit.registry;

import io.breakwater.testkit.images.Blob;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.MediaTypes;
import io.breakwater.testkit.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// What one repository holds.
final class Content {
  private final ConcurrentMap<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Blob> manifests = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<String, String> tags = new ConcurrentSkipListMap<>();

  private volatile boolean listsReferrers = true;
  private volatile String nextReferrers = "";

  void add(String tag, Built built) {
    built.blobs().forEach(blob -> blobs.put(blob.digest(), blob.bytes()));
    built.manifests().forEach(manifest -> manifests.put(manifest.digest(), manifest));
    manifests.put(built.digest(), built.root());
    tags.put(tag, built.digest());
  }

  void addLayout(Path layout) {
    try {
      try (var files = Files.list(layout.resolve("blobs/sha256"))) {
        for (var file : files.toList()) {
          addStored("sha256:" + file.getFileName(), Files.readAllBytes(file));
        }
      }
      var index = Json.parseObject(Files.readAllBytes(layout.resolve("index.json")));
      for (var descriptor : (List<?>) index.getOrDefault("manifests", List.of())) {
        if (descriptor instanceof Map<?, ?> map) {
          tag(map);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<Blob> manifest(String reference) {
    return Optional.ofNullable(manifests.get(tags.getOrDefault(reference, reference)));
  }

  Optional<byte[]> blob(String digest) {
    return Optional.ofNullable(blobs.get(digest));
  }

  /// Descriptors of the manifests that name another as their subject, in the order of digests.
  List<Map<String, Object>> referrers(String subject) {
    var referrers = new ArrayList<Map<String, Object>>();
    for (var manifest : new TreeMap<>(manifests).values()) {
      var document = Json.parseObject(manifest.bytes());
      if (document.get("subject") instanceof Map<?, ?> map && subject.equals(map.get("digest"))) {
        referrers.add(
            Json.object(
                "mediaType",
                manifest.mediaType(),
                "digest",
                manifest.digest(),
                "size",
                manifest.size(),
                "artifactType",
                artifactType(document)));
      }
    }
    return referrers;
  }

  /// The configuration's type stands in (distribution specification 1.1, "Listing Referrers").
  private static Object artifactType(Map<String, Object> manifest) {
    var type = manifest.get("artifactType");
    return type == null && manifest.get("config") instanceof Map<?, ?> config
        ? Objects.requireNonNull(config.get("mediaType"))
        : Objects.requireNonNull(type);
  }

  static Map<String, Object> index(List<Map<String, Object>> manifests) {
    return Json.object(
        "schemaVersion", 2, "mediaType", MediaTypes.OCI_INDEX, "manifests", manifests);
  }

  /// From now on the list of referrers is to be had under the tag of the subject only.
  void tagReferrers(String subject) {
    listsReferrers = false;
    var bytes = Json.bytes(index(referrers(subject)));
    putManifest(subject.replace(':', '-'), Blob.of(MediaTypes.OCI_INDEX, bytes));
  }

  boolean listsReferrers() {
    return listsReferrers;
  }

  /// From now on every list of referrers names this as its next page.
  void nextReferrers(String address) {
    nextReferrers = address;
  }

  String nextReferrers() {
    return nextReferrers;
  }

  List<String> tags() {
    return List.copyOf(tags.keySet());
  }

  void dropTag(String tag) {
    tags.remove(tag);
  }

  void putBlob(String digest, byte[] bytes) {
    blobs.put(digest, bytes);
  }

  void putManifest(String reference, Blob manifest) {
    manifests.put(manifest.digest(), manifest);
    if (!reference.equals(manifest.digest())) {
      tags.put(reference, manifest.digest());
    }
  }

  private void tag(Map<?, ?> descriptor) {
    var digest = String.valueOf(descriptor.get("digest"));
    var stored = blobs.get(digest);
    if (stored != null) {
      var type = String.valueOf(descriptor.get("mediaType"));
      manifests.put(digest, new Blob(type, digest, stored.length, stored));
    }
    if (descriptor.get("annotations") instanceof Map<?, ?> annotations
        && annotations.get("org.opencontainers.image.ref.name") instanceof String name) {
      tags.put(name, digest);
    }
  }

  /// A layout does not say which blobs are manifests; they are the small JSON objects that have
  /// `config` or `manifests`.
  private void addStored(String digest, byte[] bytes) {
    blobs.put(digest, bytes);
    if (bytes.length == 0 || bytes[0] != '{' || bytes.length > 1 << 20) {
      return;
    }
    var document = Json.parseObject(bytes);
    var guess =
        document.containsKey("manifests")
            ? MediaTypes.OCI_INDEX
            : document.containsKey("layers") ? MediaTypes.OCI_MANIFEST : "";
    if (!guess.isEmpty()) {
      var type = document.get("mediaType") instanceof String text ? text : guess;
      manifests.put(digest, new Blob(type, digest, bytes.length, bytes));
    }
  }
}
