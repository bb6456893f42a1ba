package io.breakwater.store.metadata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.testkit.databases.PostgresServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresMetadataTest extends MetadataContract {
  private static @Nullable PostgresServer server;

  @BeforeAll
  static void startServer() throws Exception {
    var programs = PostgresServer.programs();
    assumeTrue(programs.isPresent(), "skipped: PostgreSQL 15 or newer is not installed");
    server = PostgresServer.start(programs.get());
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  static MetadataOptions empty(PostgresServer server) throws SQLException {
    var database = server.database();
    return new MetadataOptions.PostgreSql(database.url(), database.user(), database.password(), 10);
  }

  @Override
  MetadataOptions options() throws Exception {
    return empty(java.util.Objects.requireNonNull(server));
  }

  @Override
  void execute(MetadataOptions at, String statement) throws Exception {
    var options = (MetadataOptions.PostgreSql) at;
    try (var connection =
            DriverManager.getConnection(options.url(), options.user(), options.password());
        var statements = connection.createStatement()) {
      statements.execute(statement);
    }
  }
}
