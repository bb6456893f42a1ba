package io.breakwater.image;

/// What a layer may cost at the most. Passing one is an [ImageException] with the code named
/// here, and never an empty result.
///
/// @param expandedBytes uncompressed bytes of the layer (`layer-too-large`)
/// @param compressionRatio uncompressed bytes for each stored one, once [#UNJUDGED] bytes are
///     passed (`layer-compression-ratio`)
/// @param entries entries of the layer (`layer-too-many-entries`)
/// @param pathBytes length of a path or a link target (`layer-path-too-long`)
public record LayerLimits(long expandedBytes, int compressionRatio, int entries, int pathBytes) {
  /// So many uncompressed bytes come free: a layer may hold them whatever they compress to, and
  /// `compressionRatio` times its stored size on top. Some dozen megabytes of zeros are what real
  /// software leaves behind (preallocated databases, sparse logs); 128 MiB take a tenth of a
  /// second.
  public static final long UNJUDGED = 128L << 20;

  /// Reasons for the figures stand in RATIONALE.md.
  public static final LayerLimits DEFAULT = new LayerLimits(64L << 30, 100, 4_000_000, 4096);
}
