package io.breakwater.insights.images.details;

import io.breakwater.image.Digest;
import io.breakwater.inventory.BaseImage;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.registry.images.details.BuildStep;
import io.breakwater.registry.images.details.BuildStep.StepLayer;
import io.breakwater.registry.images.details.ConfigDetails;
import io.breakwater.registry.images.details.ImageDetails;
import io.breakwater.registry.images.details.PlatformDetails;
import io.breakwater.registry.images.details.ReferrerDetails;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes the details of an image.
final class ImageDetailJson {
  private final JsonGenerator json;
  private final Map<Digest, List<InstalledPackage>> installed;

  /// @param installed by platform; without those of which it is not known
  ImageDetailJson(JsonGenerator json, Map<Digest, List<InstalledPackage>> installed) {
    this.json = json;
    this.installed = installed;
  }

  void write(ImageDetails image) {
    json.writeStartObject();
    json.writeStringProperty("repository", image.repository().toString());
    json.writeStringProperty("digest", image.digest().toString());
    json.writeStringProperty("kind", image.kind().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("mediaType", image.mediaType());
    texts("tags", image.tags().stream().map(Object::toString).toList());
    json.writeNumberProperty("size", image.size());
    time("created", image.created());
    json.writeStringProperty("pushed", image.pushed().toString());
    json.writeStringProperty("pushedBy", image.pushedBy());
    json.writeArrayPropertyStart("platforms");
    image.platforms().forEach(this::platform);
    json.writeEndArray();
    json.writeNumberProperty("platformsInAll", image.platformsInAll());
    base(image.base());
    json.writeArrayPropertyStart("referrers");
    image.referrers().forEach(this::referrer);
    json.writeEndArray();
    json.writeNumberProperty("referrersInAll", image.referrersInAll());
    json.writeEndObject();
  }

  private void base(Optional<BaseImage> base) {
    if (base.isEmpty()) {
      json.writeNullProperty("base");
      return;
    }
    json.writeObjectPropertyStart("base");
    json.writeStringProperty("name", orNull(base.get().name()));
    json.writeStringProperty("digest", orNull(base.get().digest()));
    json.writeEndObject();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private void platform(PlatformDetails platform) {
    json.writeStartObject();
    json.writeStringProperty("platform", platform.platform().orElse(null));
    json.writeStringProperty("digest", platform.digest().toString());
    json.writeNumberProperty("size", platform.size());
    time("created", platform.created());
    if (platform.config().isEmpty()) {
      json.writeNullProperty("config");
    } else {
      config(platform.config().get());
    }
    var packages = byLayer(platform.digest());
    json.writeArrayPropertyStart("layers");
    platform.steps().forEach(step -> step(step, packages));
    json.writeEndArray();
    json.writeNumberProperty("layersInAll", platform.stepsInAll());
    if (packages.isPresent()) {
      var all = packages.get().values().stream().mapToInt(Integer::intValue).sum();
      json.writeNumberProperty("packages", all);
    } else {
      json.writeNullProperty("packages");
    }
    json.writeEndObject();
  }

  /// How many packages each layer brought at their present version.
  private Optional<Map<Integer, Integer>> byLayer(Digest manifest) {
    return Optional.ofNullable(installed.get(manifest))
        .map(
            packages -> {
              var counts = new HashMap<Integer, Integer>();
              packages.forEach(one -> counts.merge(one.origin().layer(), 1, Integer::sum));
              return counts;
            });
  }

  private void config(ConfigDetails config) {
    json.writeObjectPropertyStart("config");
    json.writeStringProperty("user", config.user());
    texts("entrypoint", config.entrypoint());
    texts("cmd", config.cmd());
    json.writeStringProperty("workingDir", config.workingDir());
    texts("ports", config.ports());
    texts("volumes", config.volumes());
    texts("labels", config.labels());
    texts("env", config.env());
    json.writeEndObject();
  }

  private void step(BuildStep step, Optional<Map<Integer, Integer>> packages) {
    json.writeStartObject();
    step.layer().ifPresentOrElse(this::layer, this::noLayer);
    json.writeStringProperty("createdBy", step.createdBy());
    json.writeStringProperty("comment", step.comment());
    time("created", step.created());
    json.writeBooleanProperty("empty", step.empty());
    if (step.layer().isPresent() && packages.isPresent()) {
      json.writeNumberProperty(
          "packages", packages.get().getOrDefault(step.layer().get().index(), 0));
    } else {
      json.writeNullProperty("packages");
    }
    json.writeEndObject();
  }

  private void layer(StepLayer layer) {
    json.writeNumberProperty("index", layer.index());
    json.writeStringProperty("digest", layer.digest().toString());
    json.writeNumberProperty("size", layer.size());
    if (layer.base().isPresent()) {
      json.writeBooleanProperty("base", layer.base().get());
    } else {
      json.writeNullProperty("base");
    }
  }

  private void noLayer() {
    json.writeNullProperty("index");
    json.writeNullProperty("digest");
    json.writeNullProperty("size");
    json.writeNullProperty("base");
  }

  private void referrer(ReferrerDetails referrer) {
    json.writeStartObject();
    json.writeStringProperty("digest", referrer.digest().toString());
    json.writeStringProperty("artifactType", referrer.artifactType().orElse(null));
    json.writeNumberProperty("size", referrer.size());
    time("created", referrer.created());
    json.writeStringProperty("pushed", referrer.pushed().toString());
    texts("annotations", referrer.annotations());
    json.writeEndObject();
  }

  private void time(String name, Optional<Instant> time) {
    json.writeStringProperty(name, time.map(Instant::toString).orElse(null));
  }

  private void texts(String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private void texts(String name, Map<String, String> texts) {
    json.writeObjectPropertyStart(name);
    new TreeMap<>(texts).forEach(json::writeStringProperty);
    json.writeEndObject();
  }
}
