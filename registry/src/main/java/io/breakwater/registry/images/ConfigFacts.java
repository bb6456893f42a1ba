package io.breakwater.registry.images;

import io.breakwater.image.ImageException;
import io.breakwater.image.manifest.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a list shows of an image's configuration (OCI image specification, `config.md`).
///
/// @param created when it was built; empty where it does not say, or says the year 1 as Go writes
///     no time
/// @param platform `os/architecture[/variant]`; empty where it does not say, or in more than 128
///     characters
/// @param labels of `config.Labels`, the first of them that have 16 KiB together and are at most
///     100: a list of thousands of images holds them all
record ConfigFacts(
    Optional<Instant> created, Optional<String> platform, Map<String, String> labels) {
  private static final int PLATFORM = 128;
  private static final int LABELS = 100;
  private static final int LABEL_BYTES = 16 << 10;

  /// Says nothing.
  static final ConfigFacts NONE = new ConfigFacts(Optional.empty(), Optional.empty(), Map.of());

  /// @throws ImageException it is no such document
  static ConfigFacts read(byte[] bytes, String what) throws ImageException {
    try (var json = JsonDocument.open(bytes, what, "config-malformed")) {
      var fields = new Fields(json);
      json.object(fields::field);
      json.end();
      return new ConfigFacts(ConfigTimes.parse(fields.created), fields.platform(), fields.labels);
    }
  }

  private static final class Fields {
    private final JsonDocument json;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private String created = "";
    private String os = "";
    private String architecture = "";
    private String variant = "";
    private int bytes;

    Fields(JsonDocument json) {
      this.json = json;
    }

    void field(String name) throws ImageException {
      switch (name) {
        case "created" -> created = json.text();
        case "os" -> os = json.text();
        case "architecture" -> architecture = json.text();
        case "variant" -> variant = json.text();
        case "config" -> json.object(this::config);
        default -> json.skip();
      }
    }

    private void config(String name) throws ImageException {
      if (name.equals("Labels")) {
        json.object(this::label);
      } else {
        json.skip();
      }
    }

    private void label(String name) throws ImageException {
      var value = json.text();
      bytes += size(name) + size(value);
      if (bytes <= LABEL_BYTES && labels.size() < LABELS) {
        labels.put(name, value);
      }
    }

    private static int size(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private Optional<String> platform() {
      return os.isEmpty() || architecture.isEmpty()
          ? Optional.empty()
          : Optional.of(os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant))
              .filter(text -> text.length() <= PLATFORM);
    }
  }
}
