package io.breakwater.server;

import io.breakwater.server.background.Leadership;
import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.Settings;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.files.FileBlobStore;
import io.breakwater.store.blobs.s3.S3BlobStore;
import io.breakwater.store.blobs.s3.S3Settings;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The stores that the configuration names, opened.
///
/// @param shared whether other servers may use the same metadata
public record Stores(DataFolder folder, BlobStore blobs, Metadata metadata, boolean shared)
    implements AutoCloseable {
  /// Opens them.
  ///
  /// @param folder closed with them, also where this fails
  public static Stores open(DataFolder folder, Configuration configuration) throws ServerException {
    @Nullable BlobStore blobs = null;
    try {
      blobs = blobs(folder, configuration);
      return new Stores(
          folder,
          blobs,
          metadata(folder, configuration),
          configuration.find(Settings.POSTGRESQL_URL).isPresent());
    } catch (ServerException e) {
      if (blobs != null) {
        blobs.close();
      }
      folder.close();
      throw e;
    }
  }

  /// Opens those of a registry that is there, also while a server uses them.
  static Stores beside(Path folder, Configuration configuration) throws ServerException {
    var there = DataFolder.beside(folder);
    var files = configuration.find(Settings.S3_BUCKET).isEmpty();
    var what = "opening the data folder " + folder;
    @Nullable BlobStore blobs = null;
    try {
      blobs = files ? FileBlobStore.beside(there.content()) : blobs(there, configuration);
      var shared = configuration.find(Settings.POSTGRESQL_URL).isPresent();
      var metadata =
          shared
              ? metadata(there, configuration)
              : Metadata.open(MetadataOptions.Sqlite.beside(there.metadata()));
      return new Stores(there, blobs, metadata, shared);
    } catch (StoreException | ServerException e) {
      if (blobs != null) {
        blobs.close();
      }
      there.close();
      throw e instanceof StoreException store
          ? ServerException.of(what, store)
          : (ServerException) e;
    }
  }

  static BlobStore blobs(DataFolder folder, Configuration configuration) throws ServerException {
    var bucket = configuration.find(Settings.S3_BUCKET);
    try {
      if (bucket.isEmpty()) {
        return FileBlobStore.open(folder.content());
      }
    } catch (StoreException e) {
      throw ServerException.of("opening the data folder " + folder.root(), e);
    }
    var store = S3BlobStore.of(s3(bucket.get(), configuration));
    try {
      // Nothing else would tell a wrong key before the first push.
      store.probe();
      return store;
    } catch (StoreException e) {
      store.close();
      throw ServerException.of("opening the bucket " + bucket.get(), e);
    }
  }

  private static S3Settings s3(String bucket, Configuration configuration) {
    var key = configuration.find(Settings.S3_ACCESS_KEY);
    return new S3Settings(
        configuration.find(Settings.S3_ENDPOINT).orElse(null),
        configuration.get(Settings.S3_REGION),
        configuration.get(Settings.S3_PATH_STYLE),
        bucket,
        configuration.find(Settings.S3_PREFIX).orElse(""),
        key.isEmpty()
            ? null
            : new S3Settings.Credentials(key.get(), configuration.get(Settings.S3_SECRET_KEY)));
  }

  private static Metadata metadata(DataFolder folder, Configuration configuration)
      throws ServerException {
    var url = configuration.find(Settings.POSTGRESQL_URL);
    try {
      if (url.isEmpty()) {
        SqliteLibrary.unpackInto(folder.nativeLibraries());
      }
      return Metadata.open(
          url.isPresent()
              ? new MetadataOptions.PostgreSql(
                  url.get(),
                  configuration.get(Settings.POSTGRESQL_USER),
                  configuration.find(Settings.POSTGRESQL_PASSWORD).orElse(""),
                  configuration.get(Settings.POSTGRESQL_CONNECTIONS))
              : MetadataOptions.Sqlite.at(folder.metadata()));
    } catch (IOException e) {
      throw DataFolder.unusable("opening the data folder " + folder.root(), e);
    } catch (StoreException e) {
      var where = url.isPresent() ? "the database" : "the data folder " + folder.root();
      throw ServerException.of("opening " + where, e);
    }
  }

  Leadership leadership() {
    return shared ? Leadership.shared(metadata) : Leadership.alone(metadata);
  }

  @Override
  public void close() {
    metadata.close();
    blobs.close();
    folder.close();
  }
}
