package io.breakwater.testkit.images;

import io.breakwater.testkit.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Builds one platform's image (OCI image specification, `manifest.md` and `config.md`).
///
/// Lowest layer first. `linux/amd64`, no labels, no user and no history unless said otherwise.
public final class ImageBuilder {
  private final List<Reference> layers = new ArrayList<>();
  private final List<Object> history = new ArrayList<>();
  private final Map<String, Object> labels = new LinkedHashMap<>();
  private Map<String, Object> platform = Json.object("architecture", "amd64", "os", "linux");
  private String user = "";
  private boolean docker;
  private byte @Nullable [] config;

  /// Puts a layer on top.
  public ImageBuilder layer(BuiltLayer layer) {
    layers.add(Reference.to(layer));
    return this;
  }

  /// Puts a gzip layer on top.
  public ImageBuilder layer(LayerBuilder layer) {
    return layer(layer.build(Compression.GZIP));
  }

  /// Puts a layer on top, with the history entry of its step.
  public ImageBuilder layer(BuiltLayer layer, String createdBy) {
    return layer(layer).history(createdBy, false);
  }

  /// Puts a gzip layer on top, with the history entry of its step.
  public ImageBuilder layer(LayerBuilder layer, String createdBy) {
    return layer(layer.build(Compression.GZIP), createdBy);
  }

  /// Adds a history entry; `empty` for a step that made no layer.
  public ImageBuilder history(String createdBy, boolean empty) {
    history.add(Json.object("created_by", createdBy, "empty_layer", empty ? true : null));
    return this;
  }

  public ImageBuilder label(String key, String value) {
    labels.put(key, value);
    return this;
  }

  public ImageBuilder platform(String os, String architecture) {
    platform = Json.object("architecture", architecture, "os", os);
    return this;
  }

  public ImageBuilder platform(String os, String architecture, String variant) {
    platform = Json.object("architecture", architecture, "os", os, "variant", variant);
    return this;
  }

  public ImageBuilder user(String user) {
    this.user = user;
    return this;
  }

  /// Docker's media types instead of OCI's.
  public ImageBuilder dockerMediaTypes() {
    docker = true;
    return this;
  }

  /// These bytes for the configuration, be they one or not.
  public ImageBuilder config(byte[] config) {
    this.config = config.clone();
    return this;
  }

  /// Damages a layer, counted from 0; several damages of one layer add up.
  public ImageBuilder damage(int layer, Damage damage) {
    layers.set(layer, layers.get(layer).with(damage));
    return this;
  }

  public Built build() {
    var configBlob =
        Blob.of(docker ? MediaTypes.DOCKER_CONFIG : MediaTypes.OCI_CONFIG, configBytes());
    var descriptors = new ArrayList<Object>();
    var blobs = new ArrayList<Blob>(List.of(configBlob));
    for (var layer : layers) {
      descriptors.add(layer.descriptor(docker));
      layer.stored().ifPresent(blobs::add);
    }
    var type = docker ? MediaTypes.DOCKER_MANIFEST : MediaTypes.OCI_MANIFEST;
    var manifest =
        Json.object(
            "schemaVersion",
            2,
            "mediaType",
            type,
            "config",
            Descriptors.of(configBlob),
            "layers",
            descriptors);
    return new Built(Blob.of(type, Json.bytes(manifest)), platform, blobs, List.of());
  }

  /// Writes the image into an OCI layout, which is made or added to.
  ///
  /// @return digest of the manifest
  public String writeOciLayout(Path dir, String tag) {
    return OciLayout.add(dir, tag, build());
  }

  /// Writes a tar of an OCI layout that holds this image under the tag `latest`.
  public String writeOciArchive(Path file) {
    return OciLayout.archive(file, "latest", build());
  }

  /// Writes what `docker save` writes: one `manifest.json`, layers as plain tars; compressed when
  /// the file's name ends in `.gz`.
  ///
  /// @param repoTag for example `app:1.0`
  public void writeDockerArchive(Path file, String repoTag) {
    DockerArchive.write(file, repoTag, configBytes(), layers);
  }

  private byte[] configBytes() {
    if (config != null) {
      return config.clone();
    }
    var document = new LinkedHashMap<String, Object>(platform);
    document.put(
        "config",
        Json.object(
            "User",
            user.isEmpty() ? null : user,
            "Labels",
            labels.isEmpty() ? null : new LinkedHashMap<>(labels)));
    var diffIds = layers.stream().map(Reference::diffId).toList();
    document.put("rootfs", Json.object("type", "layers", "diff_ids", diffIds));
    if (!history.isEmpty()) {
      document.put("history", new ArrayList<>(history));
    }
    return Json.bytes(document);
  }

  /// A layer as the image refers to it.
  record Reference(
      BuiltLayer layer,
      @Nullable String mediaType,
      String digest,
      String diffId,
      long size,
      @Nullable Blob content) {
    static Reference to(BuiltLayer layer) {
      var blob = Blob.of(layer.mediaType(), layer.bytes());
      return new Reference(layer, null, blob.digest(), layer.diffId(), blob.size(), blob);
    }

    Reference with(Damage damage) {
      return switch (damage) {
        case Damage.WrongDigest(var wrong) ->
            new Reference(layer, mediaType, wrong, diffId, size, content);
        case Damage.WrongDiffId(var wrong) ->
            new Reference(layer, mediaType, digest, wrong, size, content);
        case Damage.WrongSize(var wrong) ->
            new Reference(layer, mediaType, digest, diffId, wrong, content);
        case Damage.MediaType(var wrong) ->
            new Reference(layer, wrong, digest, diffId, size, content);
        case Damage.Missing() -> new Reference(layer, mediaType, digest, diffId, size, null);
        case Damage.Cut(var length) -> storing(Arrays.copyOf(layer.bytes(), length));
        case Damage.Flipped(var offset) -> {
          var bytes = layer.bytes().clone();
          bytes[offset] ^= 0x10;
          yield storing(bytes);
        }
      };
    }

    private Reference storing(byte[] bytes) {
      var blob = new Blob(layer.mediaType(), digest, bytes.length, bytes);
      return new Reference(layer, mediaType, digest, diffId, size, blob);
    }

    Optional<Blob> stored() {
      return content == null
          ? Optional.empty()
          : Optional.of(new Blob(content.mediaType(), digest, content.size(), content.bytes()));
    }

    Map<String, Object> descriptor(boolean docker) {
      var sound = docker ? MediaTypes.DOCKER_LAYER : layer.mediaType();
      return Json.object(
          "mediaType", mediaType == null ? sound : mediaType, "digest", digest, "size", size);
    }
  }
}
