package io.breakwater.store.metadata;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteTrashTest extends TrashContract {
  @TempDir Path folder;

  @Override
  MetadataOptions options() {
    return MetadataOptions.Sqlite.at(folder.resolve("metadata.db"));
  }
}
