package io.breakwater.registry;

import static io.breakwater.registry.Stores.bytes;
import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.sha256;

import io.breakwater.image.Digest;
import io.breakwater.image.MediaTypes;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.uploads.UploadBody;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import java.io.ByteArrayInputStream;
import java.time.InstantSource;

/// Pushes small images, as clients do.
public final class Pushes {
  private final Uploads uploads;
  private final RepositoryManifests manifests;

  public Pushes(Stores stores, InstantSource clock) {
    uploads = new Uploads(stores.metadata(), stores.blobs(), clock, UploadLimits.defaults());
    manifests = new RepositoryManifests(stores.metadata(), clock);
  }

  public Pushes(Stores stores) {
    this(stores, Stores.CLOCK);
  }

  public Digest blob(String repository, String content) throws Exception {
    var body = UploadBody.of(new ByteArrayInputStream(bytes(content)), content.length());
    var digest = sha256(bytes(content));
    return uploads.push(name(repository), "ann", digest, body).key().digest();
  }

  /// Pushes an image whose configuration is `{}`, by a tag or, for an empty one, by its digest.
  public Digest image(String repository, String tag, String... layers) throws Exception {
    blob(repository, "{}");
    for (var layer : layers) {
      blob(repository, layer);
    }
    return manifest(repository, tag, manifest(layers));
  }

  public Digest manifest(String repository, String tag, String content) throws Exception {
    var reference = tag.isEmpty() ? sha256(bytes(content)).toString() : tag;
    return manifests
        .put(name(repository), Reference.parse(reference), "", bytes(content), "ann")
        .digest();
  }

  public static String manifest(String... layers) {
    return "{\"schemaVersion\":2,\"config\":"
        + descriptor("x/config", "{}")
        + ",\"layers\":"
        + list(MediaTypes.OCI_LAYER, layers)
        + "}";
  }

  public static String index(String... manifests) {
    return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":%s}"
        .formatted(MediaTypes.OCI_INDEX, list(MediaTypes.OCI_MANIFEST, manifests));
  }

  /// An artifact about a manifest.
  public static String referrer(String subject, String artifactType) {
    return "{\"schemaVersion\":2,\"artifactType\":\"%s\",\"config\":%s,\"layers\":[],\"subject\":%s}"
        .formatted(
            artifactType,
            descriptor("x/config", "{}"),
            descriptor(MediaTypes.OCI_MANIFEST, subject));
  }

  private static String list(String type, String... contents) {
    var list = new StringBuilder("[");
    for (var content : contents) {
      list.append(list.length() == 1 ? "" : ",").append(descriptor(type, content));
    }
    return list.append(']').toString();
  }

  private static String descriptor(String type, String content) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(type, sha256(bytes(content)), content.length());
  }
}
