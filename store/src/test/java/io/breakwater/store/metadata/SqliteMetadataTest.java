package io.breakwater.store.metadata;

import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.io.TempDir;

class SqliteMetadataTest extends MetadataContract {
  @TempDir Path folder;

  @Override
  MetadataOptions options() {
    return MetadataOptions.Sqlite.at(folder.resolve("metadata.db"));
  }

  @Override
  void execute(MetadataOptions at, String statement) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + ((MetadataOptions.Sqlite) at).file());
        var statements = connection.createStatement()) {
      statements.execute(statement);
    }
  }
}
