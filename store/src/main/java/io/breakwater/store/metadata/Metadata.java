package io.breakwater.store.metadata;

import io.breakwater.store.StoreException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a registry knows of its content: namespaces, repositories, manifests, tags, uploads.
/// Safe for use by many threads; on PostgreSQL by several processes.
public interface Metadata extends AutoCloseable {
  /// Opens the metadata; makes or upgrades their schema.
  ///
  /// @throws StoreException `storage-version` when a newer version wrote them, `storage-locked`
  ///     when another process has them open, `storage-corrupt`, `storage-unavailable`
  static Metadata open(MetadataOptions options) throws StoreException {
    return switch (options) {
      case MetadataOptions.Sqlite sqlite -> SqliteMetadata.open(sqlite);
      case MetadataOptions.PostgreSql postgreSql -> PostgresMetadata.open(postgreSql);
    };
  }

  /// Reads one state of the metadata; changes are refused.
  <T extends @Nullable Object> T read(Work<T> work) throws StoreException;

  /// Changes the metadata: all of it or, when this throws, nothing. Durable on return.
  ///
  /// Runs the work again, a bounded number of times, when another change came between. After
  /// `storage-unavailable` it is unknown whether the change was made; every change may be asked
  /// for again.
  <T extends @Nullable Object> T write(Work<T> work) throws StoreException;

  /// Changes the metadata as [#write] does, without waiting for the disk: for what nobody relies
  /// on, such as an upload that was begun, or who writes to it. The end of this process loses
  /// nothing of it; that of the machine may, until something else was written.
  <T extends @Nullable Object> T note(Work<T> work) throws StoreException;

  /// Writes a copy of one state of the metadata, which can be opened as SQLite's; changes go on
  /// meanwhile. Durable on return, but for the file's name in its folder.
  ///
  /// @param file that is not there yet
  /// @throws StoreException `storage-unsupported` for PostgreSQL, with what to do instead;
  ///     `storage-full`, `storage-unavailable`
  void copyTo(Path file) throws StoreException;

  @Override
  void close();
}
