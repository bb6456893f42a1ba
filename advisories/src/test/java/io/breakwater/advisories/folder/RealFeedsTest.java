package io.breakwater.advisories.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.database.FeedInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Builds from the publishers' real files, where they lie beside the checkout; takes 10 s. The
/// counts come from an independent program in another language.
class RealFeedsTest {
  @TempDir Path folder;

  @Test
  void everyRowOfTheRealFeedsIsThere() throws Exception {
    var feeds = Path.of(System.getProperty("breakwater.shared", "none"), "feeds");
    assumeTrue(Files.isDirectory(feeds), "skipped: no real feeds at " + feeds);
    var target = folder.resolve("db");
    var result = FeedBuild.build(feeds, target, FeedBuild.Options.plain());
    var database = result.database();

    assertThat(result.refused()).isEmpty();
    assertThat(database.feedInfos())
        .extracting(FeedInfo::name, FeedInfo::rows)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("almalinux", 257_736L),
            org.assertj.core.groups.Tuple.tuple("alpine", 85_292L),
            org.assertj.core.groups.Tuple.tuple("debian", 123_992L),
            org.assertj.core.groups.Tuple.tuple("kev", 1_404L),
            org.assertj.core.groups.Tuple.tuple("redhat", 1_172_792L),
            org.assertj.core.groups.Tuple.tuple("ubuntu", 257_482L));
    assertThat(database.feedInfos().get(2).asOf()).isEqualTo(Instant.parse("2025-02-12T00:00:00Z"));
    assertThat((double) database.size() / 1_898_698).isLessThan(60);
    assertThat(database.find("debian:12", "openssl", row -> row.state() == State.FIXED))
        .isNotEmpty();
  }
}
