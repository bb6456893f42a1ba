package io.breakwater.inventory;

import java.util.OptionalInt;
import java.util.OptionalLong;

/// Something that could not be read, so that the inventory may lack packages: the verdict is
/// INCOMPLETE.
///
/// @param code stable, kebab case: `layer-truncated`, `package-database-damaged`, …
/// @param message what, expected and found, for people
/// @param next what the user can do about it
/// @param layer index of the layer, where one is concerned
/// @param offset byte offset in the uncompressed layer, where one is known
public record Gap(
    String code, String message, String next, OptionalInt layer, OptionalLong offset) {}
