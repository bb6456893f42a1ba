package io.breakwater.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.server.configuration.ConfigurationReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryFeedsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir private Path folder = Path.of("");

  @Test
  void whatSomebodyHasJustFetchedIsNotFetchedAgain() throws Exception {
    var fetched = new AtomicInteger();
    var feeds =
        new AdvisoryFeeds(
            folder,
            ConfigurationReader.read(null, Map.of(), Map.of("advisories.every", List.of("6h"))),
            (into, mirror) -> {
              fetched.incrementAndGet();
              return List.of();
            },
            () -> NOW);
    feeds.fetch();
    assertThat(fetched).hasValue(1);

    var status = Files.writeString(folder.resolve("feeds.status"), "");
    Files.setLastModifiedTime(status, FileTime.from(NOW.minusSeconds(5 * 3600)));
    feeds.fetch();
    assertThat(fetched).hasValue(1);

    Files.setLastModifiedTime(status, FileTime.from(NOW.minusSeconds(7 * 3600)));
    feeds.fetch();
    assertThat(fetched).hasValue(2);
  }

  @Test
  void withoutAdvisoriesNothingIsCalledFine() throws Exception {
    var feeds =
        new AdvisoryFeeds(
            folder,
            ConfigurationReader.read(null, Map.of(), Map.of()),
            (into, mirror) -> List.of(),
            () -> NOW);
    feeds.watch();
    assertThat(feeds.part().works()).isFalse();
    assertThat(feeds.part().needed()).isFalse();
    assertThat(feeds.part().detail()).isEqualTo("none yet");
    assertThat(feeds.sentence()).contains("no advisories", "INCOMPLETE");
  }
}
