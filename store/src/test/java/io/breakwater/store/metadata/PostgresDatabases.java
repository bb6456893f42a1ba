package io.breakwater.store.metadata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.testkit.databases.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Empty databases of one PostgreSQL server for all tests of a run; without PostgreSQL they are
/// skipped.
final class PostgresDatabases implements BeforeAllCallback {
  private @Nullable PostgresServer server;

  @Override
  public void beforeAll(ExtensionContext context) {
    var programs = PostgresServer.programs();
    assumeTrue(programs.isPresent(), "skipped: PostgreSQL 15 or newer is not installed");
    server =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(PostgresDatabases.class))
            .computeIfAbsent(
                PostgresServer.class, none -> start(programs.get()), PostgresServer.class);
  }

  private static PostgresServer start(Path programs) {
    try {
      return PostgresServer.start(programs);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  MetadataOptions empty() throws SQLException {
    return empty(Objects.requireNonNull(server));
  }

  static MetadataOptions empty(PostgresServer server) throws SQLException {
    var database = server.database();
    return new MetadataOptions.PostgreSql(database.url(), database.user(), database.password(), 10);
  }
}
