package io.breakwater.inventory;

import io.breakwater.image.Image;
import java.util.ArrayList;
import java.util.List;

/// Which build step made a layer, and whether the layer is of the base image.
///
/// **Build steps.** The configuration's history has one entry a step; those that made a layer
/// (`empty_layer` is false) go with the layers in order (OCI image specification, `config.md`,
/// "history"). Where their number is another, nothing can be told.
///
/// **Base.** As [BaseImage] says.
final class Provenance {
  private final List<Origin> origins = new ArrayList<>();

  Provenance(Image image) {
    var steps = image.config().history().stream().filter(step -> !step.emptyLayer()).toList();
    int layers = image.layers().size();
    boolean known = steps.size() == layers;
    boolean based = BaseImage.of(image.config()).isPresent();
    for (int i = 0; i < layers; i++) {
      var layer = image.layers().get(i);
      var createdBy = known ? steps.get(i).createdBy() : "";
      origins.add(new Origin(i, layer.digest(), createdBy, based && BaseImage.holds(i, layers)));
    }
  }

  Origin of(int layer) {
    return origins.get(layer);
  }
}
