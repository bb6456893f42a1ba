package io.breakwater.registry.garbage;

import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.files.FileBlobStore;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FilesCollectionRacesTest extends CollectionRacesContract {
  @TempDir Path folder;

  @Override
  Metadata metadata() throws Exception {
    return Metadata.open(MetadataOptions.Sqlite.at(folder.resolve("metadata.db")));
  }

  @Override
  BlobStore blobs() throws Exception {
    return FileBlobStore.open(folder.resolve("blobs"));
  }
}
