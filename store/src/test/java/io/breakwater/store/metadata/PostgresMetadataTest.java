package io.breakwater.store.metadata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.DriverManager;
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

  @Override
  MetadataOptions options() throws Exception {
    return java.util.Objects.requireNonNull(server).database();
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
