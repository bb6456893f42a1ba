package io.breakwater.image.source;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.manifest.Documents;
import io.breakwater.image.manifest.Manifest.ImageManifest;
import io.breakwater.image.remote.RegistryClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Artifacts of one file (OCI image specification 1.1, `manifest.md`, "Guidelines for Artifact
/// Usage"): to and from a registry or an OCI layout directory.
public final class OciArtifacts {
  private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+-]+/[A-Za-z0-9.+-]+");
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.US_ASCII);

  private OciArtifacts() {}

  /// Stores a file as the only layer of an artifact.
  ///
  /// @param to a registry reference with a tag, or an OCI layout directory that is new
  /// @param mediaType of the file, which names the artifact's type, too
  /// @return digest of the artifact's manifest
  /// @throws ImageException `artifact-unsupported` for other places, `layout-exists`,
  ///     `artifact-unwritable`, and those of registries
  public static Digest push(ImageLocation to, String mediaType, Path file, SourceOptions options)
      throws ImageException {
    if (!MEDIA_TYPE.matcher(mediaType).matches()) {
      throw new IllegalArgumentException("not a media type: " + mediaType);
    }
    var what = "storing " + file + " as an artifact";
    try {
      var empty = Blobs.digest(EMPTY, "sha256");
      var content = digest(file);
      var manifest = manifest(mediaType, empty, content, Files.size(file));
      var digest = Blobs.digest(manifest, "sha256");
      switch (to) {
        case ImageLocation.Registry(var text) -> {
          var reference = RegistryContents.parse(text);
          try (var client =
              RegistryClient.push(reference.host(), reference.repository(), options.registry())) {
            client.pushBlob(EMPTY, empty);
            client.pushBlob(file, content);
            client.pushManifest(reference.version(), manifest, MediaTypes.OCI_MANIFEST);
          }
        }
        case ImageLocation.OciLayout(var directory, var tag) -> {
          if (Files.exists(directory.resolve("index.json"))) {
            throw new ImageException(
                "layout-exists", what, directory + " holds a layout", "Name a new directory");
          }
          var blobs = Files.createDirectories(directory.resolve("blobs/sha256"));
          Files.write(blobs.resolve(empty.hex()), EMPTY);
          Files.copy(file, blobs.resolve(content.hex()));
          Files.write(blobs.resolve(digest.hex()), manifest);
          Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
          Files.writeString(
              directory.resolve("index.json"),
              index(digest, manifest.length, tag == null ? "latest" : tag));
        }
        default -> throw unsupported(what);
      }
      return digest;
    } catch (IOException e) {
      throw new ImageException(
          "artifact-unwritable", what, "failed: " + e, "Check the path and the disk", -1, e);
    }
  }

  /// Fetches an artifact's file; `target` is replaced only once all of it is there and verified.
  ///
  /// @param mediaType the file must have
  /// @param limit largest size in bytes
  /// @return digest of the artifact's manifest
  /// @throws ImageException `not-an-artifact`, `blob-too-large`, `blob-digest-mismatch`, and
  ///     those of places
  public static Digest pull(
      ImageLocation from, String mediaType, Path target, long limit, SourceOptions options)
      throws ImageException {
    return switch (from) {
      case ImageLocation.Registry(var text) -> {
        var reference = RegistryContents.parse(text);
        try (var client =
            RegistryClient.pull(reference.host(), reference.repository(), options.registry())) {
          var pulled = client.manifest(reference.version());
          var layer = layer(pulled.bytes(), reference.toString(), mediaType, limit);
          save(client.blob(layer), layer, target);
          yield pulled.digest();
        }
      }
      case ImageLocation.OciLayout(var directory, var tag) -> {
        var what = "opening oci:" + directory;
        var contents = new LayoutContents(directory);
        var json = ImageSource.read(directory.resolve("index.json"), what);
        var chosen = OciIndex.choose(OciIndex.read(json, what), tag, what);
        var bytes = contents.document(chosen, what, Documents.MANIFEST_LIMIT);
        var layer = layer(bytes, directory.toString(), mediaType, limit);
        save(contents.layer(layer), layer, target);
        yield chosen.digest();
      }
      default -> throw unsupported("fetching an artifact");
    };
  }

  private static ImageException unsupported(String what) {
    return new ImageException(
        "artifact-unsupported",
        what,
        "artifacts are kept in registries and OCI layout directories",
        "Write host/repository:tag or oci:DIR");
  }

  private static Descriptor layer(byte[] manifest, String name, String mediaType, long limit)
      throws ImageException {
    var what = "reading artifact " + name;
    if (!(Documents.manifest(manifest, what, "") instanceof ImageManifest image)
        || image.layers().size() != 1
        || !image.layers().getFirst().mediaType().equals(mediaType)) {
      throw new ImageException(
          "not-an-artifact",
          what,
          "it does not hold one file of type " + mediaType,
          "Check the reference");
    }
    var layer = image.layers().getFirst();
    if (layer.size() > limit) {
      throw new ImageException(
          "blob-too-large",
          what,
          "it has " + layer.size() + " bytes; at most " + limit + " are read",
          "Check the reference");
    }
    return layer;
  }

  private static void save(InputStream in, Descriptor layer, Path target) throws ImageException {
    var what = "fetching " + layer.digest() + " to " + target;
    var temporary = target.resolveSibling(target.getFileName() + ".partial");
    try (in) {
      try (var out = Files.newOutputStream(temporary)) {
        var buffer = new byte[1 << 16];
        var left = layer.size();
        for (var n = in.read(buffer); n >= 0 && left >= 0; n = in.read(buffer)) {
          out.write(buffer, 0, n);
          left -= n;
        }
      }
      var found = digest(temporary);
      if (!found.equals(layer.digest())) {
        throw new ImageException(
            "blob-digest-mismatch",
            what,
            "expected " + layer.digest() + ", the content has " + found,
            "Try again; if it stays so, the content was changed");
      }
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Blobs.unreadable(what, e);
    } finally {
      delete(temporary);
    }
  }

  private static void delete(Path temporary) {
    var file = temporary.toFile();
    if (file.exists() && !file.delete()) {
      file.deleteOnExit();
    }
  }

  private static Digest digest(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var hash = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[1 << 16];
      for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        hash.update(buffer, 0, n);
      }
      return new Digest("sha256", HexFormat.of().formatHex(hash.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] manifest(String mediaType, Digest empty, Digest content, long size) {
    return """
    {"schemaVersion":2,"mediaType":"%s","artifactType":"%s",\
    "config":{"mediaType":"%s","digest":"%s","size":2},\
    "layers":[{"mediaType":"%s","digest":"%s","size":%d}]}\
    """
        .formatted(
            MediaTypes.OCI_MANIFEST,
            mediaType,
            MediaTypes.OCI_EMPTY,
            empty,
            mediaType,
            content,
            size)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String index(Digest manifest, int size, String tag) {
    var safe = tag.matches("\\w[\\w.-]{0,127}") ? tag : "latest";
    return """
    {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","digest":"%s",\
    "size":%d,"annotations":{"%s":"%s"}}]}\
    """
        .formatted(
            MediaTypes.OCI_INDEX,
            MediaTypes.OCI_MANIFEST,
            manifest,
            size,
            Descriptor.REF_NAME,
            safe);
  }
}
