package io.breakwater.registry.images.details;

import io.breakwater.image.Digest;
import java.time.Instant;
import java.util.Optional;

/// A step of an image's history (OCI image specification, `config.md`, "history").
///
/// @param layer that it made; empty where it made none, or nothing tells which
/// @param createdBy the command, without the values of variables ([StepText])
/// @param created when it was run
/// @param empty whether it says that it made no layer
public record BuildStep(
    Optional<StepLayer> layer,
    String createdBy,
    String comment,
    Optional<Instant> created,
    boolean empty) {
  BuildStep with(StepLayer made) {
    return new BuildStep(Optional.of(made), createdBy, comment, created, empty);
  }

  /// A layer.
  ///
  /// @param index in the image, lowest is 0
  /// @param size bytes as they are stored
  /// @param base whether it is the base image's; empty where nothing tells
  public record StepLayer(int index, Digest digest, long size, Optional<Boolean> base) {}
}
