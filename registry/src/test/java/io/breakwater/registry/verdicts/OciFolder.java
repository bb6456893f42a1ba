package io.breakwater.registry.verdicts;

import io.breakwater.image.Digest;
import io.breakwater.testkit.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An OCI layout, for pushing what it holds.
record OciFolder(Path folder) {
  /// The tags and what they name.
  Map<String, Digest> tags() throws IOException {
    var tags = new LinkedHashMap<String, Digest>();
    for (var manifest : list(Files.readAllBytes(folder.resolve("index.json")), "manifests")) {
      if (manifest.get("annotations") instanceof Map<?, ?> annotations) {
        tags.put(
            String.valueOf(annotations.get("org.opencontainers.image.ref.name")), digest(manifest));
      }
    }
    return tags;
  }

  Path file(Digest digest) {
    return folder.resolve("blobs").resolve(digest.algorithm()).resolve(digest.hex());
  }

  /// The blobs that a manifest names itself.
  Set<Digest> blobs(Digest manifest) throws IOException {
    var document = Files.readAllBytes(file(manifest));
    var blobs = new LinkedHashSet<Digest>();
    if (Json.parseObject(document).get("config") instanceof Map<?, ?> config) {
      blobs.add(digest(config));
    }
    list(document, "layers").forEach(layer -> blobs.add(digest(layer)));
    return blobs;
  }

  /// The manifests that an index names.
  List<Digest> children(Digest index) throws IOException {
    return list(Files.readAllBytes(file(index)), "manifests").stream()
        .map(OciFolder::digest)
        .toList();
  }

  private static Digest digest(Map<?, ?> descriptor) {
    return Digest.parse(String.valueOf(descriptor.get("digest")));
  }

  private static List<Map<?, ?>> list(byte[] document, String name) {
    var found = new ArrayList<Map<?, ?>>();
    if (Json.parseObject(document).get(name) instanceof List<?> all) {
      for (var one : all) {
        if (one instanceof Map<?, ?> map) {
          found.add(map);
        }
      }
    }
    return found;
  }
}
