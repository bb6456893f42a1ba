package io.breakwater.inventory;

import io.breakwater.image.Image;
import io.breakwater.image.ImageConfig;
import java.util.ArrayList;
import java.util.List;

/// Which build step made a layer, and whether the layer is of the base image.
///
/// **Build steps.** The configuration's history has one entry a step; those that made a layer
/// (`empty_layer` is false) go with the layers in order (OCI image specification, `config.md`,
/// "history"). Where their number is another, nothing can be told.
///
/// **Base.** The label `org.opencontainers.image.base.name` or `.digest` (OCI image specification,
/// `annotations.md`) says that there is a base image, but not how many layers it has. What is
/// certain without asking a registry is that it has at least one, the lowest; so this layer alone
/// is called base, and only where another lies above it: a single layer is the squashed whole.
/// Calling more would tell somebody to upgrade a base image for what their own step brought.
final class Provenance {
  private static final String BASE = "org.opencontainers.image.base.";

  private final List<Origin> origins = new ArrayList<>();

  Provenance(Image image) {
    var steps = image.config().history().stream().filter(step -> !step.emptyLayer()).toList();
    int layers = image.layers().size();
    boolean known = steps.size() == layers;
    boolean based = layers > 1 && hasBase(image.config());
    for (int i = 0; i < layers; i++) {
      var layer = image.layers().get(i);
      var createdBy = known ? steps.get(i).createdBy() : "";
      origins.add(new Origin(i, layer.digest(), createdBy, based && i == 0));
    }
  }

  private static boolean hasBase(ImageConfig config) {
    var name = config.labels().getOrDefault(BASE + "name", "");
    var digest = config.labels().getOrDefault(BASE + "digest", "");
    return name.isEmpty() ? !digest.isEmpty() : !name.equals("scratch");
  }

  Origin of(int layer) {
    return origins.get(layer);
  }
}
