package io.breakwater.server.installation;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.breakwater.testkit.databases.PostgresServer;
import io.breakwater.testkit.objects.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// PostgreSQL and S3Proxy of the test's own: the stores of an installation of several servers.
public final class SharedStores implements AutoCloseable {
  private final PostgresServer postgres;
  private final S3Server s3;
  private final Map<String, String> settings;

  private SharedStores(PostgresServer postgres, S3Server s3, Map<String, String> settings) {
    this.postgres = postgres;
    this.s3 = s3;
    this.settings = settings;
  }

  /// Starts them; where one is not there, the test is skipped and says so.
  ///
  /// @param folder for the objects
  public static SharedStores start(Path folder) throws Exception {
    var programs = PostgresServer.programs();
    assumeThat(programs).as("skipped: PostgreSQL 15 or newer is not installed").isPresent();
    assumeThat(S3Server.program())
        .as("skipped: S3Proxy is not there; build module store first")
        .isPresent();
    var postgres = PostgresServer.start(programs.orElseThrow());
    try {
      var database = postgres.database();
      var s3 = S3Server.start(folder);
      return new SharedStores(postgres, s3, settings(database, s3));
    } catch (Exception e) {
      postgres.close();
      throw e;
    }
  }

  private static Map<String, String> settings(PostgresServer.Database database, S3Server s3) {
    return Map.of(
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

  /// By which servers use them.
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  public void close() throws IOException {
    try {
      s3.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      postgres.close();
    }
  }
}
