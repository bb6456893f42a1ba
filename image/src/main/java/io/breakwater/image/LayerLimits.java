package io.breakwater.image;

/// What a layer may cost at the most. Passing one is an [ImageException] with the code named
/// here, and
/// never an empty result.
///
/// @param expandedBytes uncompressed bytes of the layer (`layer-too-large`)
/// @param compressionRatio uncompressed to compressed, judged from the first 16 MiB on
///     (`layer-compression-ratio`)
/// @param entries entries of the layer (`layer-too-many-entries`)
/// @param pathBytes length of a path or a link target (`layer-path-too-long`)
public record LayerLimits(long expandedBytes, int compressionRatio, int entries, int pathBytes) {
  /// Reasons for the figures stand in RATIONALE.md.
  public static final LayerLimits DEFAULT = new LayerLimits(64L << 30, 1000, 4_000_000, 4096);
}
