package io.breakwater.sbom;

/// What a bill of materials may cost; more is `sbom-too-large`, never a shorter list.
///
/// @param bytes uncompressed size of the document
/// @param packages packages of an operating system that are kept
/// @param keptChars characters of the texts that are kept of them
/// @param textChars longest single text that is looked at; texts that are skipped may be longer
/// @param depth objects and arrays in one another
public record SbomLimits(long bytes, int packages, long keptChars, int textChars, int depth) {
  /// Syft's documents with a file list have about 40 KB a package: a thousand times the largest
  /// distribution image of today still fits by its packages.
  public static final SbomLimits DEFAULT =
      new SbomLimits(1L << 30, 200_000, 64L << 20, 1 << 20, 128);
}
