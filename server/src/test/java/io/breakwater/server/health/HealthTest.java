package io.breakwater.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.blobs.files.FileBlobStore;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
  private static final Part NO_ADVISORIES = new Part("advisories", false, "none yet", "");

  @TempDir private Path folder = Path.of("");

  private static List<String> broken(Health health) {
    return health.parts().stream().filter(part -> !part.works()).map(Part::name).toList();
  }

  @Test
  void withoutAdvisoriesAServerWorksAndWhenItStopsItIsNotReady() throws Exception {
    try (var blobs = FileBlobStore.open(folder.resolve("content"));
        var metadata =
            Metadata.open(new MetadataOptions.Sqlite(folder.resolve("metadata.db"), 1))) {
      var health = new Health(metadata, blobs, () -> NO_ADVISORIES);
      assertThat(broken(health)).containsExactly("advisories");
      assertThat(Health.ready(health.parts())).isTrue();
      health.stopping();
      assertThat(broken(health)).containsExactly("advisories", "running");
      assertThat(Health.ready(health.parts())).isFalse();
    }
  }

  @Test
  void aStorageThatCannotBeWrittenIsNotReadyAndNamesNoPath() throws Exception {
    var content = folder.resolve("content");
    try (var blobs = FileBlobStore.open(content);
        var metadata =
            Metadata.open(new MetadataOptions.Sqlite(folder.resolve("metadata.db"), 1))) {
      // In the place of the file that a probe writes.
      Files.createDirectory(content.resolve("probe"));
      var health = new Health(metadata, blobs, () -> NO_ADVISORIES);
      assertThat(broken(health)).contains("storage");
      assertThat(Health.ready(health.parts())).isFalse();
      assertThat(health.parts().toString()).doesNotContain(folder.toString());
    }
  }
}
