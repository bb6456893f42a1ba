package io.breakwater.store.blobs;

import io.breakwater.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/// An opened content.
public interface BlobContent extends AutoCloseable {
  /// Bytes.
  long size();

  /// Writes a part of it.
  ///
  /// @param offset first byte
  /// @param length bytes, within the content
  /// @throws StoreException the content could not be read
  /// @throws IOException the other side could not be written to
  void transferTo(long offset, long length, WritableByteChannel out)
      throws StoreException, IOException;

  /// Reads it from a byte on. Failures of the store come as an [IOException] with a
  /// [StoreException] as its cause.
  InputStream read(long offset) throws StoreException;

  /// The file, where it is one, for zero-copy; closed with this.
  Optional<FileChannel> file();

  @Override
  void close();
}
