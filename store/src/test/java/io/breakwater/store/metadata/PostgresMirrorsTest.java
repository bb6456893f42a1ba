package io.breakwater.store.metadata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.testkit.databases.PostgresServer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresMirrorsTest extends MirrorsContract {
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
    return PostgresMetadataTest.empty(Objects.requireNonNull(server));
  }
}
