package io.breakwater.store.metadata;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteBrowserSessionsTest extends BrowserSessionsContract {
  @TempDir Path folder;

  @Override
  MetadataOptions options() {
    return MetadataOptions.Sqlite.at(folder.resolve("metadata.db"));
  }
}
