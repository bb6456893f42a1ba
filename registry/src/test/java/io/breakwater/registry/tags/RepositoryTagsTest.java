package io.breakwater.registry.tags;

import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.Pushes;
import io.breakwater.registry.Stores;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTagsTest {
  private static final RepositoryName ROBIN = name("birds/robin");

  @TempDir Path folder;
  private Stores stores;
  private Pushes pushes;
  private RepositoryTags tags;

  @BeforeEach
  void open() throws Exception {
    stores = new Stores(folder);
    pushes = new Pushes(stores);
    tags = new RepositoryTags(stores.metadata());
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void pagesFollowEachOtherInTheOrderOfBytes() throws Exception {
    for (var tag : List.of("b", "10", "a", "B", "_x", "2")) {
      pushes.image("birds/robin", tag);
    }
    assertThat(tags.page(ROBIN, "", 3)).isEqualTo(new TagPage(List.of("10", "2", "B"), true));
    assertThat(tags.page(ROBIN, "B", 3)).isEqualTo(new TagPage(List.of("_x", "a", "b"), false));
    assertThat(tags.page(ROBIN, "C", 1)).isEqualTo(new TagPage(List.of("_x"), true));
    assertThat(tags.page(ROBIN, "b", 3)).isEqualTo(new TagPage(List.of(), false));
    assertThat(tags.page(ROBIN, "", 0)).isEqualTo(new TagPage(List.of(), false));
  }

  @Test
  void aRepositoryWithoutTagsHasAnEmptyListAndOneWithoutManifestsNone() throws Exception {
    refused(ErrorCode.NAME_UNKNOWN, () -> tags.page(ROBIN, "", 10));
    pushes.blob("birds/robin", "{}");
    refused(ErrorCode.NAME_UNKNOWN, () -> tags.page(ROBIN, "", 10));
    var digest = pushes.image("birds/robin", "");
    assertThat(tags.page(ROBIN, "", 10)).isEqualTo(new TagPage(List.of(), false));
    new RepositoryManifests(stores.metadata(), Stores.CLOCK)
        .delete(ROBIN, new Reference.ByDigest(digest), "ann");
    refused(ErrorCode.NAME_UNKNOWN, () -> tags.page(ROBIN, "", 10));
  }
}
