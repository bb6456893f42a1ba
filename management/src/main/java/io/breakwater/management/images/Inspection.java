package io.breakwater.management.images;

import io.breakwater.registry.images.InspectedImage;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// An image in the shape of Docker's inspection (Docker Engine API, `ImageInspect`), as far as a
/// registry knows it: what an engine adds on a machine (graph driver, last tag time) is missing.
///
/// `Id` is the digest of the configuration, `Created` as the configuration writes it, `Size` and
/// `VirtualSize` the bytes of configuration and layers as they are stored, `RootFS.Layers` the
/// digests of the unpacked layers, lowest first.
final class Inspection {
  private Inspection() {}

  static void write(JsonGenerator json, String host, InspectedImage image) {
    var name = host + image.repository();
    var document = image.document();
    json.writeStartObject();
    json.writeStringProperty("Id", image.config().toString());
    json.writeArrayPropertyStart("RepoTags");
    image.tags().forEach(tag -> json.writeString(name + ":" + tag));
    json.writeEndArray();
    json.writeArrayPropertyStart("RepoDigests");
    json.writeString(name + "@" + image.index().orElse(image.digest()));
    json.writeEndArray();
    json.writeStringProperty("Parent", document.text("parent"));
    json.writeStringProperty("Comment", document.text("comment"));
    json.writeStringProperty("Created", document.created().orElse(""));
    json.writeStringProperty("Container", document.text("container"));
    object(json, "ContainerConfig", document.containerConfig());
    json.writeStringProperty("DockerVersion", document.text("docker_version"));
    json.writeStringProperty("Author", document.text("author"));
    object(json, "Config", document.config());
    json.writeStringProperty("Architecture", document.text("architecture"));
    json.writeStringProperty("Variant", document.text("variant"));
    json.writeStringProperty("Os", document.text("os"));
    json.writeStringProperty("OsVersion", document.text("os.version"));
    json.writeNumberProperty("Size", image.size());
    json.writeNumberProperty("VirtualSize", image.size());
    json.writeObjectPropertyStart("RootFS");
    json.writeStringProperty("Type", "layers");
    json.writeArrayPropertyStart("Layers");
    document.diffIds().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
    json.writeStringProperty("ManifestType", image.kind().mediaType());
    json.writeEndObject();
  }

  /// What the registry has parsed and written anew, so that it is JSON whatever was pushed.
  private static void object(JsonGenerator json, String name, Optional<String> value) {
    json.writeName(name);
    json.writeRawValue(value.orElse("{}"));
  }
}
