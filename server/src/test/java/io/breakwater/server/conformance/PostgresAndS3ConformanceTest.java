package io.breakwater.server.conformance;

import io.breakwater.server.installation.SharedStores;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The rules on the stores of an installation of several servers.
class PostgresAndS3ConformanceTest extends DistributionConformance {
  private @Nullable SharedStores stores;
  private @Nullable ServedRegistry registry;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stores = SharedStores.start(folder);
    registry = ServedRegistry.start(folder, stores.settings());
  }

  @AfterAll
  void stop() throws Exception {
    if (registry != null) {
      registry.close();
    }
    if (stores != null) {
      stores.close();
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
