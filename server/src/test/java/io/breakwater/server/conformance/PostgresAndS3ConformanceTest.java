package io.breakwater.server.conformance;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.breakwater.testkit.databases.PostgresServer;
import io.breakwater.testkit.objects.S3Server;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The rules on the stores of an installation of several servers.
class PostgresAndS3ConformanceTest extends DistributionConformance {
  private @Nullable PostgresServer postgres;
  private @Nullable S3Server s3;
  private @Nullable ServedRegistry registry;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    var programs = PostgresServer.programs();
    assumeThat(programs).as("skipped: PostgreSQL 15 or newer is not installed").isPresent();
    assumeThat(S3Server.program())
        .as("skipped: S3Proxy is not there; build module store first")
        .isPresent();
    postgres = PostgresServer.start(programs.orElseThrow());
    s3 = S3Server.start(folder);
    var database = postgres.database();
    registry =
        ServedRegistry.start(
            folder,
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
                S3Server.SECRET));
  }

  @AfterAll
  void stop() throws Exception {
    if (registry != null) {
      registry.close();
    }
    if (s3 != null) {
      s3.stop();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @Override
  public Caller caller() {
    if (registry == null) {
      throw new IllegalStateException("not started");
    }
    return registry.caller();
  }
}
