package io.breakwater.registry.manifests;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.manifest.Documents;
import io.breakwater.image.manifest.JsonDocument;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.manifests.ManifestFields.Content;
import io.breakwater.store.metadata.ManifestContent;
import io.breakwater.store.metadata.NewManifest;
import io.breakwater.store.metadata.NewManifest.Reference;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Reads manifests that are pushed (OCI image specification 1.1, `manifest.md` and
/// `image-index.md`; Docker image manifest version 2, schema 2; OCI's former artifact
/// manifest).
///
/// At most 4 MiB and 32 levels; duplicate keys, and keys that differ in case only, are refused.
public final class ManifestReader {
  private static final String ARTIFACT = "application/vnd.oci.artifact.manifest.v1+json";
  private static final JsonFactory JSON = new JsonFactory();

  private ManifestReader() {}

  /// Reads one.
  ///
  /// @param contentType that it was pushed with, with or without parameters; may be empty
  /// @throws RegistryException `MANIFEST_INVALID`, `SIZE_INVALID`
  public static NewManifest read(byte[] bytes, Digest digest, String contentType)
      throws RegistryException {
    if (bytes.length > Documents.MANIFEST_LIMIT) {
      throw new RegistryException(
          ErrorCode.SIZE_INVALID,
          "too large: a manifest has at most "
              + Documents.MANIFEST_LIMIT
              + " bytes; put what is large into a layer",
          new Detail.TooLarge(Documents.MANIFEST_LIMIT));
    }
    try (var json = JsonDocument.open(bytes, "reading the manifest", "manifest-malformed")) {
      var fields = new ManifestFields(json);
      fields.read();
      return manifest(fields, bytes, digest, type(fields, contentType));
    } catch (ImageException e) {
      throw invalid(e.why() + "; push it with a current client");
    }
  }

  private static String type(ManifestFields fields, String contentType) throws RegistryException {
    var semicolon = contentType.indexOf(';');
    var pushed = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
    if (fields.schema1 || fields.schemaVersion == 1 || MediaTypes.isSchema1(pushed)) {
      throw invalid("Docker's schema 1 is not accepted; push it with a current client");
    }
    var own = fields.mediaType;
    if (!own.isEmpty() && !pushed.isEmpty() && !own.equals(pushed)) {
      throw invalid(
          "it was pushed as " + pushed + " and calls itself " + own + "; push it as what it is");
    }
    if (!own.isEmpty() || !pushed.isEmpty()) {
      return own.isEmpty() ? pushed : own;
    }
    return fields.manifests == null ? MediaTypes.OCI_MANIFEST : MediaTypes.OCI_INDEX;
  }

  private static NewManifest manifest(
      ManifestFields fields, byte[] bytes, Digest digest, String type) throws RegistryException {
    var blobs = new ArrayList<Reference>();
    var children = new ArrayList<Reference>();
    var config = fields.config;
    var artifactType = fields.artifactType;
    if (MediaTypes.isManifest(type)) {
      schema2(fields);
      if (config == null || fields.layers == null || fields.manifests != null) {
        throw invalid("a manifest has 'config' and 'layers', and no 'manifests'");
      }
      docker(fields, type, MediaTypes.DOCKER_MANIFEST);
      blobs.add(new Reference(config.digest(), config.size(), true));
      add(fields.layers, blobs);
      artifactType = artifactType.isEmpty() ? config.mediaType() : artifactType;
    } else if (MediaTypes.isIndex(type)) {
      schema2(fields);
      if (fields.manifests == null || config != null || fields.layers != null) {
        throw invalid("an index has 'manifests', and neither 'config' nor 'layers'");
      }
      docker(fields, type, MediaTypes.DOCKER_LIST);
      for (var child : fields.manifests) {
        // Caches of builders are indexes of blobs.
        var into = child.mediaType().isEmpty() || isDocument(child.mediaType()) ? children : blobs;
        into.add(new Reference(child.digest(), child.size(), !child.elsewhere()));
      }
    } else if (type.equals(ARTIFACT)) {
      if (config != null || fields.layers != null || fields.manifests != null) {
        throw invalid("an artifact manifest has none of 'config', 'layers' and 'manifests'");
      }
      add(fields.blobs == null ? List.of() : fields.blobs, blobs);
    } else {
      throw invalid(
          "its media type is not that of a manifest or index; use "
              + MediaTypes.OCI_MANIFEST
              + " with an artifactType");
    }
    return new NewManifest(
        digest,
        type,
        artifactType.isEmpty() ? Optional.empty() : Optional.of(artifactType),
        bytes,
        Optional.ofNullable(fields.subject).map(Content::digest),
        Optional.ofNullable(config).map(Content::digest),
        blobs,
        children,
        annotations(fields.annotations));
  }

  /// The manifests that a stored one names: those of an index, none of anything else.
  public static List<Digest> children(ManifestContent stored) {
    if (!MediaTypes.isIndex(stored.mediaType())) {
      return List.of();
    }
    try {
      return read(stored.content(), stored.digest(), stored.mediaType()).children().stream()
          .map(Reference::digest)
          .toList();
    } catch (RegistryException e) {
      throw new IllegalStateException("a stored index that was never taken", e);
    }
  }

  private static boolean isDocument(String mediaType) {
    return MediaTypes.isManifest(mediaType)
        || MediaTypes.isIndex(mediaType)
        || mediaType.equals(ARTIFACT);
  }

  private static void schema2(ManifestFields fields) throws RegistryException {
    if (fields.schemaVersion != 2) {
      throw invalid("its schemaVersion is not 2; push it with a current client");
    }
  }

  /// Docker's media types stand in the document, too; OCI's may.
  private static void docker(ManifestFields fields, String type, String docker)
      throws RegistryException {
    if (type.equals(docker) && fields.mediaType.isEmpty()) {
      throw invalid("it was pushed as " + docker + " and has no mediaType");
    }
  }

  private static void add(List<Content> contents, List<Reference> blobs) {
    for (var content : contents) {
      blobs.add(new Reference(content.digest(), content.size(), !content.elsewhere()));
    }
  }

  private static Optional<String> annotations(Map<String, String> annotations) {
    if (annotations.isEmpty()) {
      return Optional.empty();
    }
    var out = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      annotations.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    return Optional.of(out.toString(StandardCharsets.UTF_8));
  }

  private static RegistryException invalid(@Nullable String why) {
    return new RegistryException(ErrorCode.MANIFEST_INVALID, "manifest invalid: " + why);
  }
}
