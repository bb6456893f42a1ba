package io.breakwater.server.crash;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.breakwater.server.installation.SharedStores;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class PostgresAndS3KilledServerTest extends KilledServer {
  private @Nullable SharedStores stores;

  @BeforeEach
  void start(@TempDir Path objects) throws Exception {
    assumeThat(System.getProperty("breakwater.crash.rounds"))
        .as("skipped: killing servers on PostgreSQL and S3 is for -Dbreakwater.crash.rounds=N")
        .isNotNull();
    stores = SharedStores.start(objects);
  }

  @AfterEach
  void stop() throws Exception {
    if (stores != null) {
      stores.close();
    }
  }

  @Override
  Map<String, String> stores() {
    return stores == null ? Map.of() : stores.settings();
  }
}
