package io.breakwater.store.metadata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteNotificationsTest extends NotificationsContract {
  @TempDir Path folder;

  @Override
  MetadataOptions options() throws IOException {
    return MetadataOptions.Sqlite.at(
        Files.createTempDirectory(folder, "each").resolve("metadata.db"));
  }
}
