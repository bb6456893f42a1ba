package io.breakwater.image.manifest;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a descriptor while it is read.
final class DescriptorFields {
  private String mediaType = "";
  private String artifactType = "";
  private @Nullable Digest digest;
  private long size = -1;
  private @Nullable String os;
  private @Nullable String architecture;
  private @Nullable String variant;
  private Map<String, String> annotations = Map.of();
  private final List<String> urls = new ArrayList<>();

  static DescriptorFields read(JsonDocument json) throws ImageException {
    var fields = new DescriptorFields();
    json.object(name -> fields.field(json, name));
    return fields;
  }

  private void field(JsonDocument json, String name) throws ImageException {
    switch (name) {
      case "mediaType" -> mediaType = json.text();
      case "artifactType" -> artifactType = json.text();
      case "digest" -> digest = json.digest();
      case "size" -> size = json.number();
      case "annotations" -> annotations = json.texts();
      case "urls" -> json.array(() -> urls.add(json.text()));
      case "platform" ->
          json.object(
              field -> {
                switch (field) {
                  case "os" -> os = json.text();
                  case "architecture" -> architecture = json.text();
                  case "variant" -> variant = json.text();
                  default -> json.skip();
                }
              });
      default -> json.skip();
    }
  }

  Descriptor descriptor(JsonDocument json) throws ImageException {
    if (digest == null) {
      throw json.malformed("a descriptor has no digest");
    }
    if (size < 0) {
      throw json.malformed("the descriptor of " + digest + " has no valid size");
    }
    var platform =
        os == null || architecture == null || os.isEmpty() || architecture.isEmpty()
            ? null
            : new Platform(os, architecture, variant == null || variant.isEmpty() ? null : variant);
    return new Descriptor(mediaType, digest, size, platform, annotations, urls, artifactType);
  }
}
