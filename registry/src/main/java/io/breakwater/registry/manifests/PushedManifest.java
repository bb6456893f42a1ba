package io.breakwater.registry.manifests;

import io.breakwater.image.Digest;
import java.util.Optional;

/// What became of a manifest.
///
/// @param id the store's own, of the content
/// @param digest by the algorithm that it was pushed with, otherwise `sha256`
/// @param subject that it refers to
/// @param added whether the repository did not have it
public record PushedManifest(
    long id, Digest digest, String mediaType, Optional<Digest> subject, boolean added) {}
