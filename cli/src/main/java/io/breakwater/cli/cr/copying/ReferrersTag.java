package io.breakwater.cli.cr.copying;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.manifest.Documents;
import io.breakwater.image.manifest.Manifest;
import io.breakwater.image.remote.RegistryClient;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The list of referrers of a registry that keeps none itself: an index under the tag
/// `sha256-<hex>` (OCI distribution specification 1.1, "Referrers Tag Schema").
///
/// @param subject what the manifests refer to
record ReferrersTag(RegistryClient registry, Digest subject) {
  private static final JsonFactory JSON = new JsonFactory();

  /// Adds manifests to the list, beside those that are there.
  void add(List<Descriptor> referrers) throws ImageException {
    if (referrers.isEmpty()) {
      return;
    }
    var tag = subject.algorithm() + "-" + subject.hex();
    var all = new LinkedHashMap<Digest, Descriptor>();
    known(tag).forEach(each -> all.put(each.digest(), each));
    referrers.forEach(each -> all.put(each.digest(), each));
    registry.pushManifest(tag, index(List.copyOf(all.values())), MediaTypes.OCI_INDEX);
  }

  private List<Descriptor> known(String tag) throws ImageException {
    try {
      var there = registry.manifest(tag);
      return Documents.manifest(there.bytes(), "reading index " + tag, there.mediaType())
              instanceof Manifest.ImageIndex index
          ? index.manifests()
          : List.of();
    } catch (ImageException e) {
      if (e.code().equals("registry-not-found")) {
        return List.of();
      }
      throw e;
    }
  }

  private static byte[] index(List<Descriptor> manifests) {
    var bytes = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeNumberProperty("schemaVersion", 2);
      json.writeStringProperty("mediaType", MediaTypes.OCI_INDEX);
      json.writeArrayPropertyStart("manifests");
      manifests.forEach(each -> write(json, each));
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Descriptor descriptor) {
    json.writeStartObject();
    json.writeStringProperty("mediaType", descriptor.mediaType());
    json.writeStringProperty("digest", descriptor.digest().toString());
    json.writeNumberProperty("size", descriptor.size());
    if (!descriptor.artifactType().isEmpty()) {
      json.writeStringProperty("artifactType", descriptor.artifactType());
    }
    if (!descriptor.annotations().isEmpty()) {
      json.writeObjectPropertyStart("annotations");
      for (Map.Entry<String, String> each : descriptor.annotations().entrySet()) {
        json.writeStringProperty(each.getKey(), each.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
