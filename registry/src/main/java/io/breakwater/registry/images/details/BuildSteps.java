package io.breakwater.registry.images.details;

import io.breakwater.registry.images.details.BuildStep.StepLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings an image's history and its layers together: the steps that made a layer go with the
/// layers in order (OCI image specification, `config.md`, "history").
final class BuildSteps {
  private BuildSteps() {}

  /// The history with its layers; where their numbers differ nothing tells which step made which
  /// layer, so first all layers and then all steps.
  ///
  /// @param layers lowest first
  /// @param history oldest first, without layers
  static List<BuildStep> of(List<StepLayer> layers, List<BuildStep> history) {
    var making = history.stream().filter(step -> !step.empty()).count();
    return making == layers.size() ? together(layers, history) : apart(layers, history);
  }

  private static List<BuildStep> together(List<StepLayer> layers, List<BuildStep> history) {
    var steps = new ArrayList<BuildStep>();
    var next = layers.iterator();
    for (var step : history) {
      steps.add(step.empty() ? step : step.with(next.next()));
    }
    return steps;
  }

  private static List<BuildStep> apart(List<StepLayer> layers, List<BuildStep> history) {
    var steps = new ArrayList<BuildStep>();
    for (var layer : layers) {
      steps.add(new BuildStep(Optional.of(layer), "", "", Optional.empty(), false));
    }
    steps.addAll(history);
    return steps;
  }
}
