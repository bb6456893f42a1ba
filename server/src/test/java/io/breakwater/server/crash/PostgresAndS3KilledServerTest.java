package io.breakwater.server.crash;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.breakwater.testkit.databases.PostgresServer;
import io.breakwater.testkit.objects.S3Server;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class PostgresAndS3KilledServerTest extends KilledServer {
  private @Nullable PostgresServer postgres;
  private @Nullable S3Server s3;
  private Map<String, String> stores = Map.of();

  @BeforeEach
  void start(@TempDir Path objects) throws Exception {
    // S3Proxy was seen to answer listings with 500 after a server that used it had been killed.
    assumeThat(System.getProperty("breakwater.crash.rounds"))
        .as("skipped: killing servers on S3Proxy is for -Dbreakwater.crash.rounds=N")
        .isNotNull();
    var programs = PostgresServer.programs();
    assumeThat(programs).as("skipped: PostgreSQL 15 or newer is not installed").isPresent();
    assumeThat(S3Server.program())
        .as("skipped: S3Proxy is not there; build module store first")
        .isPresent();
    postgres = PostgresServer.start(programs.orElseThrow());
    s3 = S3Server.start(objects);
    var database = postgres.database();
    stores =
        Map.of(
            "postgresql.url",
            database.url(),
            "postgresql.user",
            database.user(),
            "postgresql.password",
            database.password(),
            "s3.bucket",
            S3Server.BUCKET,
            "s3.endpoint",
            s3.endpoint().toString(),
            "s3.path-style",
            "true",
            "s3.access-key",
            S3Server.KEY,
            "s3.secret-key",
            S3Server.SECRET);
  }

  @AfterEach
  void stop() throws Exception {
    if (s3 != null) {
      s3.stop();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @Override
  Map<String, String> stores() {
    return stores;
  }
}
