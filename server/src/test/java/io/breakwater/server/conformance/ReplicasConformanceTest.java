package io.breakwater.server.conformance;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.breakwater.server.installation.KillableServer;
import io.breakwater.server.installation.Nginx;
import io.breakwater.server.installation.Replicas;
import io.breakwater.server.installation.SharedStores;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The rules on three servers behind nginx, which gives each request to the next of them. The
/// rules of the wire are left out: there it is nginx that answers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicasConformanceTest
    implements BaseRules,
        PullRules,
        UploadRules,
        ChunkRules,
        MountRules,
        ManifestRules,
        BadManifestRules,
        ReferrerRules,
        ListRules,
        DeleteRules,
        SameTimeRules {
  private @Nullable SharedStores stores;
  private @Nullable Replicas replicas;
  private @Nullable Caller caller;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeThat(System.getProperty("breakwater.replicas"))
        .as("skipped: the rules on three servers are for -Dbreakwater.replicas=MINUTES")
        .isNotNull();
    assumeThat(Nginx.program()).as("skipped: nginx is not installed").isPresent();
    stores = SharedStores.start(folder);
    replicas = Replicas.start(folder, 3, stores.settings());
    var password = KillableServer.password(replicas.folder(0));
    caller =
        new Caller(
            new Target(
                replicas.addresses().getFirst(), Optional.of("admin"), password, "conformance"));
  }

  @AfterAll
  void stop() throws Exception {
    if (replicas != null) {
      replicas.close();
    }
    if (stores != null) {
      stores.close();
    }
  }

  /// Not a rule here: of a name with `%00` nginx says that it is wrong, in its own words.
  @Override
  public void anUploadOfAnyNameIsUnknown(String id) {}

  @Override
  public Caller caller() {
    if (caller == null) {
      throw new IllegalStateException("not started");
    }
    return caller;
  }
}
