package io.breakwater.testkit.images;

import io.breakwater.testkit.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Builds an index over images and other indexes (OCI image specification, `image-index.md`).
public final class IndexBuilder {
  private final List<Object> descriptors = new ArrayList<>();
  private final List<Blob> blobs = new ArrayList<>();
  private final List<Blob> manifests = new ArrayList<>();
  private boolean docker;

  /// Adds an image with its platform.
  public IndexBuilder add(ImageBuilder image) {
    return add(image.build());
  }

  /// Adds an index into this one.
  public IndexBuilder add(IndexBuilder nested) {
    return add(nested.build());
  }

  public IndexBuilder add(Built built) {
    descriptors.add(Descriptors.of(built, true, null));
    return holding(built);
  }

  /// Adds an image whose descriptor names no platform; the configuration still does.
  public IndexBuilder addWithoutPlatform(ImageBuilder image) {
    var built = image.build();
    descriptors.add(Descriptors.of(built, false, null));
    return holding(built);
  }

  /// Adds what BuildKit adds to a multi-platform image: an attestation manifest of the platform
  /// `unknown/unknown` that speaks of the manifest given.
  public IndexBuilder attestation(String ofDigest) {
    var statement = new LayerBuilder().file("attestation.json", "{}").build(Compression.NONE);
    var built = new ImageBuilder().layer(statement).platform("unknown", "unknown").build();
    descriptors.add(
        Descriptors.of(
            built,
            true,
            Json.object(
                "vnd.docker.reference.type",
                "attestation-manifest",
                "vnd.docker.reference.digest",
                ofDigest)));
    return holding(built);
  }

  /// Names a manifest that is nowhere.
  public IndexBuilder missing(String digest, String os, String architecture) {
    descriptors.add(
        Json.object(
            "mediaType",
            MediaTypes.OCI_MANIFEST,
            "digest",
            digest,
            "size",
            500,
            "platform",
            Json.object("architecture", architecture, "os", os)));
    return this;
  }

  /// Docker's manifest list instead of OCI's index.
  public IndexBuilder dockerMediaTypes() {
    docker = true;
    return this;
  }

  public Built build() {
    var type = docker ? MediaTypes.DOCKER_LIST : MediaTypes.OCI_INDEX;
    Map<String, Object> document =
        Json.object(
            "schemaVersion", 2, "mediaType", type, "manifests", new ArrayList<>(descriptors));
    return new Built(Blob.of(type, Json.bytes(document)), null, blobs, manifests);
  }

  /// Writes the index and all below it into an OCI layout, which is made or added to.
  ///
  /// @return digest of the index
  public String writeOciLayout(Path dir, String tag) {
    return OciLayout.add(dir, tag, build());
  }

  /// Writes a tar of an OCI layout that holds this index under the tag `latest`.
  public String writeOciArchive(Path file) {
    return OciLayout.archive(file, "latest", build());
  }

  private IndexBuilder holding(Built built) {
    blobs.addAll(built.blobs());
    blobs.add(built.root());
    manifests.addAll(built.manifests());
    manifests.add(built.root());
    return this;
  }
}
