package io.breakwater.inventory;

import io.breakwater.image.Digest;
import java.util.Optional;

/// Which build step brought a package at its present version.
///
/// @param layer index of the layer, lowest is 0
/// @param layerDigest the layer's digest (stored bytes), where it has one
/// @param createdBy the history entry of that layer, empty where there is none
/// @param base true when the layer belongs to the base image as far as labels tell
public record Origin(int layer, Optional<Digest> layerDigest, String createdBy, boolean base) {}
