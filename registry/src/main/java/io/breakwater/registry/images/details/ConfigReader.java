package io.breakwater.registry.images.details;

import io.breakwater.image.ImageException;
import io.breakwater.image.manifest.JsonDocument;
import io.breakwater.inventory.BaseImage;
import io.breakwater.registry.images.ConfigTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads an image's configuration (OCI image specification, `config.md`) for people who look at
/// it. What is longer than an answer should be is cut, and counted.
final class ConfigReader {
  private static final int WORDS = 1_000;
  private static final int LABELS = 1_000;
  private static final int LABEL_CHARACTERS = 64 << 10;
  private static final int TEXT = 16 << 10;
  private static final String BASE = "org.opencontainers.image.base.";

  private final JsonDocument json;
  private final int mostSteps;
  private final List<BuildStep> steps = new ArrayList<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final TreeSet<String> ports = new TreeSet<>();
  private final TreeSet<String> volumes = new TreeSet<>();
  private final List<String> env = new ArrayList<>();
  private final Map<String, String> platform = new LinkedHashMap<>();
  private List<String> entrypoint = List.of();
  private List<String> cmd = List.of();
  private String user = "";
  private String workingDir = "";
  private String created = "";
  private int stepsInAll;
  private int labelCharacters;
  private final Map<String, String> baseLabels = new LinkedHashMap<>();

  private ConfigReader(JsonDocument json, int mostSteps) {
    this.json = json;
    this.mostSteps = mostSteps;
  }

  /// What was read.
  ///
  /// @param platform `os/architecture[/variant]`; empty where it does not say
  /// @param history without layers, at most as many as were asked for
  /// @param stepsInAll how many there are
  record Read(
      Optional<String> platform,
      Optional<Instant> created,
      ConfigDetails config,
      List<BuildStep> history,
      int stepsInAll,
      Optional<BaseImage> base) {}

  /// @param mostSteps how much of the history to keep
  /// @throws ImageException it is no such document
  static Read read(byte[] bytes, String what, int mostSteps) throws ImageException {
    try (var json = JsonDocument.open(bytes, what, "config-malformed")) {
      var reader = new ConfigReader(json, mostSteps);
      json.object(reader::field);
      json.end();
      return reader.read();
    }
  }

  private Read read() {
    var config =
        new ConfigDetails(
            user,
            entrypoint,
            cmd,
            workingDir,
            List.copyOf(ports),
            List.copyOf(volumes),
            labels,
            env);
    return new Read(
        platform(),
        ConfigTimes.parse(created),
        config,
        steps,
        stepsInAll,
        BaseImage.of(baseLabels));
  }

  private Optional<String> platform() {
    var os = platform.getOrDefault("os", "");
    var architecture = platform.getOrDefault("architecture", "");
    var variant = platform.getOrDefault("variant", "");
    return os.isEmpty() || architecture.isEmpty()
        ? Optional.empty()
        : Optional.of(cut(os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant), 128));
  }

  private void field(String name) throws ImageException {
    switch (name) {
      case "os", "architecture", "variant" -> platform.put(name, json.text());
      case "created" -> created = json.text();
      case "config" -> json.object(this::container);
      case "history" -> json.array(this::step);
      default -> json.skip();
    }
  }

  private void container(String name) throws ImageException {
    switch (name) {
      case "User" -> user = cut(json.text(), TEXT);
      case "WorkingDir" -> workingDir = cut(json.text(), TEXT);
      case "Entrypoint" -> entrypoint = words(json.words());
      case "Cmd" -> cmd = words(json.words());
      case "ExposedPorts" -> json.object(one -> name(ports, one));
      case "Volumes" -> json.object(one -> name(volumes, one));
      case "Labels" -> json.object(this::label);
      case "Env" -> json.array(this::variable);
      default -> json.skip();
    }
  }

  private void name(Set<String> names, String one) throws ImageException {
    json.skip();
    if (names.size() < WORDS) {
      names.add(cut(one, TEXT));
    }
  }

  private void label(String name) throws ImageException {
    var value = json.text();
    // Before any cut: which base an image has is not to depend on how many labels it has.
    if (name.startsWith(BASE)) {
      baseLabels.put(name, cut(value, TEXT));
    }
    labelCharacters += Math.min(name.length() + value.length(), LABEL_CHARACTERS + 1);
    if (labelCharacters <= LABEL_CHARACTERS && labels.size() < LABELS) {
      labels.put(name, value);
    } else {
      labelCharacters = LABEL_CHARACTERS + 1;
    }
  }

  private void variable() throws ImageException {
    var text = json.text();
    var equals = text.indexOf('=');
    if (env.size() < WORDS) {
      env.add(cut(equals < 0 ? text : text.substring(0, equals), TEXT));
    }
  }

  private void step() throws ImageException {
    var fields = new Step();
    json.object(fields::field);
    stepsInAll++;
    if (steps.size() < mostSteps) {
      steps.add(
          new BuildStep(
              Optional.empty(),
              StepText.of(fields.createdBy),
              cut(fields.comment, TEXT),
              ConfigTimes.parse(fields.created),
              fields.empty));
    }
  }

  private final class Step {
    private String createdBy = "";
    private String comment = "";
    private String created = "";
    private boolean empty;

    void field(String name) throws ImageException {
      switch (name) {
        case "created_by" -> createdBy = json.text();
        case "comment" -> comment = json.text();
        case "created" -> created = json.text();
        case "empty_layer" -> empty = json.flag();
        default -> json.skip();
      }
    }
  }

  private static List<String> words(List<String> all) {
    return all.stream().limit(WORDS).map(one -> cut(one, TEXT)).toList();
  }

  private static String cut(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit) + "…";
  }
}
