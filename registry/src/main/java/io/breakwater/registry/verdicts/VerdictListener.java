package io.breakwater.registry.verdicts;

/// Is told of each judgement that was computed, when it was: of a push, of a look at an image, and
/// of images that are judged again because the advisories or the policy changed. Not of answers
/// from memory. To be quick, without waiting for a disk or the network, and to throw nothing.
@FunctionalInterface
public interface VerdictListener {
  /// Listens to nothing.
  VerdictListener NONE = judgement -> {};

  /// What was said of an image.
  void judged(Judgement judgement);
}
