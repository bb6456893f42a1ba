package io.breakwater.rpmdb.blob;

import org.jspecify.annotations.Nullable;

/// Takes the header blobs of a store one after the other.
public interface BlobSink {
  /// Takes one blob.
  ///
  /// @param number the instance number under which the store keeps the blob
  /// @param name the package's name as an index of the store has it, null where it has none
  /// @param bytes holds the blob; belongs to the caller, who uses it again
  /// @param from where the blob starts in `bytes`
  /// @param length of the blob
  /// @param offset where the blob starts in the store's file
  /// @return false when no further blob is wanted
  boolean blob(long number, @Nullable String name, byte[] bytes, int from, int length, long offset);
}
