/// From stored bytes to uncompressed ones: gzip, zstd and plain, with limits and checks.
///
/// A [io.breakwater.image.compression.ByteWindow] shows an uncompressed archive a window at a
/// time, so that its reader parses in place; [io.breakwater.image.compression.LayerBytes] is
/// the window over a compressed stream: it hashes both sides, keeps the limits and verifies.
@NullMarked
package io.breakwater.image.compression;

import org.jspecify.annotations.NullMarked;
