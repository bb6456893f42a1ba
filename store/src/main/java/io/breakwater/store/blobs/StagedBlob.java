package io.breakwater.store.blobs;

import io.breakwater.image.Digest;
import io.breakwater.store.StoreException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// Content on its way in.
///
/// What was appended is durable after [#sync()]; a crash may keep more than that, never less.
/// Closing neither commits nor discards. Where a call fails, what is staged can be looked up
/// with [#length()], or by staging the upload anew, and the upload can go on from there.
public interface StagedBlob extends AutoCloseable {
  /// Bytes that are staged.
  long length() throws StoreException;

  /// Appends the buffer's remaining bytes. Where that fails, the buffer's position and
  /// [#length()] tell how many were taken; the rest can be appended later.
  void append(ByteBuffer bytes) throws StoreException;

  /// Forgets what is behind a length, which was cut off in the middle of a request.
  ///
  /// @param length at most [#length()]
  void truncate(long length) throws StoreException;

  /// Makes what was appended durable.
  void sync() throws StoreException;

  /// Reads what is staged from its beginning; sees what is appended until it is opened.
  InputStream read() throws StoreException;

  /// Puts all of it in place under a key, durably; nothing is staged afterwards. The caller has
  /// verified the digest.
  ///
  /// @return the key: the digest, and the upload as the copy
  BlobKey commit(Digest digest) throws StoreException;

  /// Removes what is staged.
  void discard() throws StoreException;

  @Override
  void close();
}
