package io.breakwater.registry.verdicts;

/// What would be said of an image by another policy than the one in force.
public sealed interface Trial {
  /// It was judged by both, by the same advisories.
  record Judged(AssessedImage before, AssessedImage after) implements Trial {}

  /// It cannot be judged now: its layers are still being read, or cannot be.
  record Unknown() implements Trial {}

  /// An artifact, of which nothing is said.
  record NoImage() implements Trial {}
}
