package io.breakwater.policy.document;

/// What a document may cost; more is `policy-too-large`.
///
/// @param bytes size of the document
/// @param nodes scalars, lists and mappings in it
/// @param depth of them in one another
public record DocumentLimits(int bytes, int nodes, int depth) {
  /// For files that people write.
  public static final DocumentLimits WRITTEN = new DocumentLimits(4 << 20, 200_000, 32);

  /// For VEX documents, which may hold a bill of materials.
  public static final DocumentLimits VEX = new DocumentLimits(16 << 20, 600_000, 64);
}
