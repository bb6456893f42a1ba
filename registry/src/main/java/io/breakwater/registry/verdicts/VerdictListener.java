package io.breakwater.registry.verdicts;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;

/// Is told of each judgement that was computed, when it was: of a push, of a look at an image, and
/// of images that are judged again because the advisories or the policy changed. Not of answers
/// from memory. To be quick, without waiting for a disk or the network, and to throw nothing.
@FunctionalInterface
public interface VerdictListener {
  /// Listens to nothing.
  VerdictListener NONE = (repository, asked, manifest, verdict) -> {};

  /// What was said of an image.
  ///
  /// @param asked the tag or digest that the image was judged by
  /// @param manifest the image, or the index
  void judged(RepositoryName repository, Reference asked, Digest manifest, ImageVerdict verdict);
}
