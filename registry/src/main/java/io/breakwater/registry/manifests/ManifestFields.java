package io.breakwater.registry.manifests;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.manifest.JsonDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of a manifest or index while it is read.
final class ManifestFields {
  private static final Set<String> KEYS =
      Set.of(
          "schemaversion",
          "mediatype",
          "artifacttype",
          "config",
          "layers",
          "manifests",
          "blobs",
          "subject",
          "annotations",
          "fslayers");
  private static final Set<String> DESCRIPTOR_KEYS = Set.of("mediatype", "digest", "size", "urls");

  private final JsonDocument json;
  String mediaType = "";
  String artifactType = "";
  long schemaVersion;
  @Nullable Content config;
  @Nullable List<Content> layers;
  @Nullable List<Content> manifests;
  @Nullable List<Content> blobs;
  @Nullable Content subject;
  boolean schema1;
  Map<String, String> annotations = new LinkedHashMap<>();

  ManifestFields(JsonDocument json) {
    this.json = json;
  }

  /// A descriptor.
  ///
  /// @param elsewhere it may be kept by another server only
  record Content(String mediaType, Digest digest, long size, boolean elsewhere) {}

  void read() throws ImageException {
    json.object(this::field);
    json.end();
  }

  private void field(String name) throws ImageException {
    switch (name) {
      case "schemaVersion" -> schemaVersion = json.number();
      case "mediaType" -> mediaType = json.text();
      case "artifactType" -> artifactType = json.text();
      case "config" -> config = content();
      case "layers" -> layers = contents();
      case "manifests" -> manifests = contents();
      case "blobs" -> blobs = contents();
      case "subject" -> subject = content();
      case "annotations" -> annotations = json.texts();
      case "fsLayers" -> {
        schema1 = true;
        json.skip();
      }
      default -> other(name, KEYS);
    }
  }

  /// Container runtimes match keys without regard to case: they would see another image.
  private void other(String name, Set<String> keys) throws ImageException {
    if (keys.contains(name.toLowerCase(Locale.ROOT))) {
      throw json.malformed("the key '" + name + "' differs from the specification's in case");
    }
    json.skip();
  }

  private List<Content> contents() throws ImageException {
    var contents = new ArrayList<Content>();
    json.array(() -> contents.add(required(content())));
    return contents;
  }

  private Content required(@Nullable Content content) throws ImageException {
    if (content == null) {
      throw json.malformed("a descriptor is null");
    }
    return content;
  }

  private @Nullable Content content() throws ImageException {
    var fields = new Descriptor();
    json.object(name -> fields.field(json, name));
    if (!fields.any) {
      return null;
    }
    if (fields.digest == null) {
      throw json.malformed("a descriptor has no digest");
    }
    if (fields.size < 0) {
      throw json.malformed("the descriptor of " + fields.digest + " has no valid size");
    }
    var foreign =
        MediaTypes.layerKind(fields.mediaType)
            .filter(kind -> kind == MediaTypes.LayerKind.FOREIGN)
            .isPresent();
    return new Content(fields.mediaType, fields.digest, fields.size, foreign || fields.urls > 0);
  }

  private final class Descriptor {
    private boolean any;
    private String mediaType = "";
    private @Nullable Digest digest;
    private long size = -1;
    private int urls;

    void field(JsonDocument json, String name) throws ImageException {
      any = true;
      switch (name) {
        case "mediaType" -> mediaType = json.text();
        case "digest" -> digest = json.digest();
        case "size" -> size = json.number();
        case "urls" ->
            json.array(
                () -> {
                  json.text();
                  urls++;
                });
        default -> other(name, DESCRIPTOR_KEYS);
      }
    }
  }
}
