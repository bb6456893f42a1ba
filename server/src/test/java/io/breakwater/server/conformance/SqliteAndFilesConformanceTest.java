package io.breakwater.server.conformance;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The rules on the stores of an installation that sets nothing.
class SqliteAndFilesConformanceTest extends DistributionConformance {
  private @Nullable ServedRegistry registry;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    registry = ServedRegistry.start(folder, Map.of());
  }

  @AfterAll
  void stop() {
    if (registry != null) {
      registry.close();
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
