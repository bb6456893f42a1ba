package io.breakwater.bench.images;

import io.breakwater.store.metadata.MetadataOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Where the metadata are: a folder for SQLite, or the URL of an empty database of PostgreSQL,
/// whose user and password are in `BREAKWATER_POSTGRESQL_USER` and
// `BREAKWATER_POSTGRESQL_PASSWORD`.
record Place(String text) {
  private static final int CONNECTIONS = 10;

  private boolean postgreSql() {
    return text.startsWith("jdbc:postgresql:");
  }

  MetadataOptions options() throws IOException {
    if (postgreSql()) {
      return new MetadataOptions.PostgreSql(
          text,
          System.getenv().getOrDefault("BREAKWATER_POSTGRESQL_USER", "breakwater"),
          System.getenv().getOrDefault("BREAKWATER_POSTGRESQL_PASSWORD", ""),
          CONNECTIONS);
    }
    Files.createDirectories(Path.of(text));
    return MetadataOptions.Sqlite.at(file());
  }

  private Path file() {
    return Path.of(text).resolve("metadata.db");
  }

  /// The file's bytes; -1 for PostgreSQL.
  long bytes() throws IOException {
    try {
      return postgreSql() ? -1 : Files.size(file());
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
