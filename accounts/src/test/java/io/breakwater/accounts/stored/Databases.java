package io.breakwater.accounts.stored;

import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import io.breakwater.testkit.databases.PostgresServer;
import java.nio.file.Path;

/// Empty metadata for tests.
public final class Databases {
  private Databases() {}

  /// A new file in a folder.
  public static Metadata sqlite(Path folder) throws Exception {
    return Metadata.open(MetadataOptions.Sqlite.at(folder.resolve("metadata.db")));
  }

  /// A new database.
  public static MetadataOptions postgres(PostgresServer server) throws Exception {
    var database = server.database();
    return new MetadataOptions.PostgreSql(database.url(), database.user(), database.password(), 4);
  }
}
