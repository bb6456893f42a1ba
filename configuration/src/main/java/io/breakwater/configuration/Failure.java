package io.breakwater.configuration;

/// One place at which a configuration does not follow a practice.
///
/// @param file absolute path in the image; for what is missing the file it belongs into
/// @param line from 1, 0 for the whole file
/// @param layer index of the layer that wrote the file, -1 where none did
/// @param correctiveAction what was found and what to write, a sentence or two
public record Failure(String file, int line, int layer, String correctiveAction) {}
