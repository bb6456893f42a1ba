package io.breakwater.store.blobs;

import io.breakwater.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps content. Safe for use by many threads, and by several processes where the store is
/// shared (S3).
public interface BlobStore extends AutoCloseable {
  /// Opens a content; empty where there is none under the key.
  Optional<BlobContent> open(BlobKey key) throws StoreException;

  /// Continues the staging of an upload, or begins one.
  ///
  /// One writer at a time: whoever calls holds the upload in the metadata.
  ///
  /// @param upload 1 to 64 characters of `[a-z0-9-]`
  StagedBlob stage(String upload) throws StoreException;

  /// Removes a content; nothing happens where there is none. A reader that has it open reads
  /// on.
  void delete(BlobKey key) throws StoreException;

  /// Makes a file another name of a content, which is never written to again, without its bytes
  /// being copied; false, and nothing happens, where that is not possible: another file system,
  /// content that is no file or not there.
  default boolean linkTo(BlobKey key, Path file) throws StoreException {
    return false;
  }

  /// Tells every content, in no order; those that come and go meanwhile may be told or not.
  void contents(Consumer<Stored> each) throws StoreException;

  /// Tells every staged upload, in no order.
  void staged(Consumer<StagedUpload> each) throws StoreException;

  /// Whether the store can be written to, for readiness: writes and removes a small content.
  void probe() throws StoreException;

  @Override
  void close();

  /// A content that is kept.
  ///
  /// @param size bytes
  /// @param written when it was put in place
  record Stored(BlobKey key, long size, Instant written) {}

  /// What is staged of an upload.
  ///
  /// @param size bytes
  /// @param changed last time something was staged
  record StagedUpload(String upload, long size, Instant changed) {}
}
