package io.breakwater.image.manifest;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageConfig;
import io.breakwater.image.ImageConfig.History;
import io.breakwater.image.ImageException;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.Platform;
import io.breakwater.image.manifest.Manifest.ImageIndex;
import io.breakwater.image.manifest.Manifest.ImageManifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads manifests, indexes, configurations and a docker-archive's `manifest.json`.
public final class Documents {
  /// Largest manifest or index, in bytes; what registries accept, too.
  public static final int MANIFEST_LIMIT = 4 << 20;

  /// Largest configuration, in bytes.
  public static final int CONFIG_LIMIT = 8 << 20;

  private Documents() {}

  /// What a configuration document says.
  ///
  /// @param platform empty when `os` or `architecture` is absent
  public record ConfigDocument(Optional<Platform> platform, ImageConfig config) {}

  /// One image of a docker-archive's `manifest.json`.
  ///
  /// @param config path of the configuration in the archive
  /// @param repoTags names, may be empty
  /// @param layers paths of the layers in the archive, lowest first
  public record ArchivedImage(String config, List<String> repoTags, List<String> layers) {
    public ArchivedImage {
      repoTags = List.copyOf(repoTags);
      layers = List.copyOf(layers);
    }
  }

  /// Reads a manifest or an index.
  ///
  /// @param what for messages: `reading manifest sha256:…`
  /// @param announced media type from the descriptor or the registry, may be empty
  /// @throws ImageException `manifest-malformed`, `manifest-schema-1`, `not-an-image`
  public static Manifest manifest(byte[] bytes, String what, String announced)
      throws ImageException {
    try (var json = JsonDocument.open(bytes, what, "manifest-malformed")) {
      var reader = new ManifestFields(json);
      json.object(reader::field);
      json.end();
      return reader.manifest(what, announced);
    }
  }

  /// Reads a configuration (OCI image specification, `config.md`).
  ///
  /// @throws ImageException `config-malformed`
  public static ConfigDocument config(byte[] bytes, String what) throws ImageException {
    try (var json = JsonDocument.open(bytes, what, "config-malformed")) {
      var fields = new ConfigFields(json);
      json.object(fields::field);
      json.end();
      return fields.document();
    }
  }

  /// Reads a docker-archive's `manifest.json` (Docker image specification 1.2, "Combined Image
  /// JSON + Filesystem Changeset Format").
  ///
  /// @throws ImageException `manifest-malformed`
  public static List<ArchivedImage> archiveManifest(byte[] bytes, String what)
      throws ImageException {
    try (var json = JsonDocument.open(bytes, what, "manifest-malformed")) {
      var images = new ArrayList<ArchivedImage>();
      json.array(
          () -> {
            var config = new String[] {""};
            var tags = new ArrayList<String>();
            var layers = new ArrayList<String>();
            json.object(
                name -> {
                  switch (name) {
                    case "Config" -> config[0] = json.text();
                    case "RepoTags" -> json.array(() -> tags.add(json.text()));
                    case "Layers" -> json.array(() -> layers.add(json.text()));
                    default -> json.skip();
                  }
                });
            images.add(new ArchivedImage(config[0], tags, layers));
          });
      json.end();
      return images;
    }
  }

  /// The fields of a manifest or index, whichever it turns out to be.
  private static final class ManifestFields {
    private final JsonDocument json;
    private String mediaType = "";
    private @Nullable String artifactType;
    private int schemaVersion;
    private @Nullable DescriptorFields config;
    private @Nullable List<DescriptorFields> layers;
    private @Nullable List<DescriptorFields> manifests;
    private boolean schema1;
    private Map<String, String> annotations = Map.of();

    ManifestFields(JsonDocument json) {
      this.json = json;
    }

    void field(String name) throws ImageException {
      switch (name) {
        case "mediaType" -> mediaType = json.text();
        case "artifactType" -> artifactType = json.text();
        case "schemaVersion" -> schemaVersion = (int) json.number();
        case "config" -> config = DescriptorFields.read(json);
        case "layers" -> layers = descriptors();
        case "manifests" -> manifests = descriptors();
        case "annotations" -> annotations = json.texts();
        case "fsLayers" -> {
          schema1 = true;
          json.skip();
        }
        default -> {
          refuseOtherCase(name);
          json.skip();
        }
      }
    }

    /// Container runtimes match keys without regard to case; this reader must not see less.
    private void refuseOtherCase(String name) throws ImageException {
      switch (name.toLowerCase(Locale.ROOT)) {
        case "mediatype", "config", "layers", "manifests", "schemaversion" ->
            throw json.malformed("the key '" + name + "' differs from the specification's in case");
        default -> {
          // Unknown keys are to be ignored.
        }
      }
    }

    private List<DescriptorFields> descriptors() throws ImageException {
      var list = new ArrayList<DescriptorFields>();
      json.array(() -> list.add(DescriptorFields.read(json)));
      return list;
    }

    Manifest manifest(String what, String announced) throws ImageException {
      if (schema1 || schemaVersion == 1 || MediaTypes.isSchema1(mediaType)) {
        throw new ImageException(
            "manifest-schema-1",
            what,
            "the image is in Docker's schema 1 format, which ended in 2017 and does not name its"
                + " layers by content",
            "Pull it and push it again with a current client, or rebuild it");
      }
      if (manifests != null && (layers != null || config != null)) {
        throw json.malformed("it has both 'manifests' and 'layers' or 'config'");
      }
      if (!announced.isEmpty() && !mediaType.isEmpty() && kind(announced) != kind(mediaType)) {
        throw json.malformed("it was announced as " + announced + " and calls itself " + mediaType);
      }
      return manifests != null ? index() : image(what);
    }

    private static int kind(String mediaType) {
      return MediaTypes.isIndex(mediaType) ? 1 : MediaTypes.isManifest(mediaType) ? 2 : 0;
    }

    private ImageIndex index() throws ImageException {
      if (MediaTypes.isManifest(mediaType)) {
        throw json.malformed("it calls itself a manifest and has the fields of an index");
      }
      return new ImageIndex(mediaType, described(manifests));
    }

    private ImageManifest image(String what) throws ImageException {
      if (config == null || layers == null) {
        throw new ImageException(
            "not-an-image",
            what,
            "the document has neither 'manifests' nor 'config' and 'layers'",
            "Check the reference; this looks like something other than a container image");
      }
      if (MediaTypes.isIndex(mediaType)) {
        throw json.malformed("it calls itself an index and has the fields of a manifest");
      }
      return new ImageManifest(
          mediaType, config.descriptor(json), described(layers), artifactType, annotations);
    }

    private List<Descriptor> described(@Nullable List<DescriptorFields> fields)
        throws ImageException {
      var list = new ArrayList<Descriptor>();
      if (fields != null) {
        for (var field : fields) {
          list.add(field.descriptor(json));
        }
      }
      return list;
    }
  }

  /// The fields of a configuration.
  private static final class ConfigFields {
    private final JsonDocument json;
    private String os = "";
    private String architecture = "";
    private @Nullable String variant;
    private String user = "";
    private Map<String, String> labels = Map.of();
    private final List<String> env = new ArrayList<>();
    private List<String> entrypoint = List.of();
    private List<String> arguments = List.of();
    private final List<Digest> diffIds = new ArrayList<>();
    private final List<History> history = new ArrayList<>();

    ConfigFields(JsonDocument json) {
      this.json = json;
    }

    void field(String name) throws ImageException {
      switch (name) {
        case "os" -> os = json.text();
        case "architecture" -> architecture = json.text();
        case "variant" -> variant = json.text();
        case "config" -> json.object(this::containerField);
        case "rootfs" -> json.object(this::rootField);
        case "history" -> json.array(() -> json.object(new HistoryFields()::field));
        default -> json.skip();
      }
    }

    private void containerField(String name) throws ImageException {
      switch (name) {
        case "User" -> user = json.text();
        case "Env" -> json.array(() -> env.add(json.text()));
        case "Entrypoint" -> entrypoint = json.words();
        case "Cmd" -> arguments = json.words();
        case "Labels" -> labels = json.texts();
        default -> json.skip();
      }
    }

    private void rootField(String name) throws ImageException {
      if (name.equals("diff_ids")) {
        json.array(() -> diffIds.add(json.digest()));
      } else {
        json.skip();
      }
    }

    /// One history entry; made complete with each field, since all are optional.
    private final class HistoryFields {
      private String createdBy = "";
      private boolean emptyLayer;
      private final int at = history.size();

      HistoryFields() {
        history.add(new History("", false));
      }

      void field(String name) throws ImageException {
        switch (name) {
          case "created_by" -> createdBy = json.text();
          case "empty_layer" -> emptyLayer = json.flag();
          default -> json.skip();
        }
        history.set(at, new History(createdBy, emptyLayer));
      }
    }

    ConfigDocument document() {
      var platform =
          os.isEmpty() || architecture.isEmpty()
              ? Optional.<Platform>empty()
              : Optional.of(
                  new Platform(
                      os, architecture, variant == null || variant.isEmpty() ? null : variant));
      var command = new ArrayList<>(entrypoint);
      command.addAll(arguments);
      return new ConfigDocument(
          platform, new ImageConfig(diffIds, history, new HashMap<>(labels), user, env, command));
    }
  }
}
