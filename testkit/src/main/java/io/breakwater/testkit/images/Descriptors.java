package io.breakwater.testkit.images;

import io.breakwater.testkit.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Content descriptors (OCI image specification, `descriptor.md`).
final class Descriptors {
  private Descriptors() {}

  static Map<String, Object> of(Blob blob) {
    return Json.object("mediaType", blob.mediaType(), "digest", blob.digest(), "size", blob.size());
  }

  static Map<String, Object> of(
      Built built, boolean withPlatform, @Nullable Map<String, Object> annotations) {
    var descriptor = of(built.root());
    var platform = built.platform();
    if (withPlatform && platform != null) {
      descriptor.put("platform", platform);
    }
    if (annotations != null) {
      descriptor.put("annotations", annotations);
    }
    return descriptor;
  }
}
