package io.breakwater.registry.images;

import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// An image's configuration, as far as Docker's inspection shows it (OCI image specification 1.1,
/// `config.md`; Docker Engine API, `ImageInspect`). At most 8 MiB and 32 levels; what is
/// there under other names is in [#raw].
///
/// @param texts what is a text on the highest level, by name: `architecture`, `os`, `os.version`,
///     `variant`, `author`, `comment`, `docker_version`, `container`, `parent`; without those that
///     are absent
/// @param created when it was built, as it is written
/// @param config the object `config` as JSON; empty where there is none
/// @param containerConfig the object `container_config` as JSON; likewise
/// @param diffIds of the layers, lowest first
/// @param raw all of it, as it was pushed
public record ImageDocument(
    Map<String, String> texts,
    Optional<String> created,
    Optional<String> config,
    Optional<String> containerConfig,
    List<String> diffIds,
    String raw) {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxTokenCount(1_000_000)
                  .maxNameLength(4096)
                  .maxNumberLength(40)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  public ImageDocument {
    texts = Map.copyOf(texts);
    diffIds = List.copyOf(diffIds);
  }

  /// A text of the highest level; empty where it is absent.
  public String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /// When it was built; empty where it does not say.
  public Optional<Instant> time() {
    return created.flatMap(ConfigTimes::parse);
  }

  /// @throws RegistryException `MANIFEST_INVALID`: it is no such document
  static ImageDocument read(byte[] bytes) throws RegistryException {
    try (var json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      return new Reading(json).read(new String(bytes, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw malformed(e.getOriginalMessage());
    }
  }

  static RegistryException malformed(String why) {
    return new RegistryException(
        ErrorCode.MANIFEST_INVALID,
        "the image's configuration cannot be read: " + why + "; build the image again");
  }

  private static final class Reading {
    private final JsonParser json;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<String> diffIds = new ArrayList<>();
    private Optional<String> created = Optional.empty();
    private Optional<String> config = Optional.empty();
    private Optional<String> containerConfig = Optional.empty();

    Reading(JsonParser json) {
      this.json = json;
    }

    ImageDocument read(String raw) throws RegistryException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("it is no object");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        var name = json.currentName();
        var token = json.nextToken();
        if (token == null) {
          throw malformed("it ends too early");
        }
        field(name, token);
      }
      if (json.nextToken() != null) {
        throw malformed("something follows it");
      }
      return new ImageDocument(texts, created, config, containerConfig, diffIds, raw);
    }

    private void field(String name, JsonToken token) throws RegistryException {
      switch (name) {
        case "created" -> created = text(token);
        case "config" -> config = object(token);
        case "container_config" -> containerConfig = object(token);
        case "rootfs" -> layers(token);
        case "architecture",
            "os",
            "os.version",
            "variant",
            "author",
            "comment",
            "docker_version",
            "container",
            "parent" ->
            text(token).ifPresent(text -> texts.put(name, text));
        default -> json.skipChildren();
      }
    }

    private Optional<String> text(JsonToken token) {
      if (token == JsonToken.VALUE_STRING) {
        return Optional.of(json.getString());
      }
      json.skipChildren();
      return Optional.empty();
    }

    private Optional<String> object(JsonToken token) {
      if (token != JsonToken.START_OBJECT) {
        json.skipChildren();
        return Optional.empty();
      }
      var out = new StringWriter();
      try (var copy = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
        copy.copyCurrentStructure(json);
      }
      return Optional.of(out.toString());
    }

    private void layers(JsonToken token) throws RegistryException {
      if (token != JsonToken.START_OBJECT) {
        throw malformed("'rootfs' is no object");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        var layers = json.currentName().equals("diff_ids");
        if (json.nextToken() != JsonToken.START_ARRAY || !layers) {
          json.skipChildren();
          continue;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
          text(json.currentToken()).ifPresent(diffIds::add);
        }
      }
    }
  }
}
