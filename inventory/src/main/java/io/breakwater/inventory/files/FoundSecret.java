package io.breakwater.inventory.files;

/// A secret left in an image. The secret itself is not kept.
///
/// @param kind identifier of a [io.breakwater.secrets.SecretKind]
/// @param place absolute path of the file; of the image's configuration
///     `config: environment variable NAME` or `config: history entry N`, the oldest entry is 1
/// @param line from 1, 0 outside of files
/// @param layer index of the layer that holds it, -1 for the image's configuration
/// @param fate what became of the file in the layers above
public record FoundSecret(String kind, String place, int line, int layer, Fate fate) {
  /// What became of a file of a lower layer: whoever has the image has it in any case.
  public enum Fate {
    /// It is in the image's file system.
    PRESENT,
    /// A layer above deletes or replaces it.
    HIDDEN
  }
}
