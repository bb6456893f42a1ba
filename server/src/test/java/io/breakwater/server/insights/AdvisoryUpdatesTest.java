package io.breakwater.server.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.advisories.update.FeedUpdater;
import io.breakwater.insights.advisories.AdvisoryUpdate;
import io.breakwater.insights.advisories.AdvisoryUpdates;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.server.RunningServer;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryUpdatesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

  @TempDir Path folder;

  private static FeedFolderBuilder feeds(String fixed) {
    return new FeedFolderBuilder()
        .debianFixed("openssl", "CVE-2026-1008", "bookworm", fixed)
        .debianFixed("zlib", "CVE-2026-1001", "bookworm", "1.3");
  }

  private CurrentAdvisories current() {
    return new CurrentAdvisories(FeedUpdater.databaseIn(folder.resolve("advisories")));
  }

  @Test
  void eachVersionIsKeptOnceWithWhatItChanged() throws Exception {
    RunningServer.advisories(folder, feeds("3.0.12-1"));
    try (Metadata metadata =
        Metadata.open(MetadataOptions.Sqlite.at(folder.resolve("metadata.db")))) {
      var advisories = current();
      var updates = new AdvisoryUpdates(metadata, advisories, CLOCK);
      advisories.refresh();
      assertThat(updates.run()).isOne();
      assertThat(updates.last())
          .singleElement()
          .extracting(AdvisoryUpdate::rows)
          .isEqualTo(Optional.empty());

      RunningServer.advisories(
          folder, feeds("3.0.13-1").debianFixed("bash", "CVE-2026-1010", "bookworm", "5.3"));
      var beside = current();
      var besides = new AdvisoryUpdates(metadata, beside, CLOCK);
      advisories.refresh();
      beside.refresh();
      assertThat(updates.run()).isOne();
      assertThat(updates.run()).isZero();
      assertThat(besides.run()).isZero();

      assertThat(updates.last()).hasSize(2);
      var newest =
          updates.last().stream().filter(one -> one.rows().isPresent()).findFirst().orElseThrow();
      assertThat(newest.version()).isEqualTo(advisories.current().version());
      assertThat(newest.rows().orElseThrow().added()).isOne();
      assertThat(newest.rows().orElseThrow().changed()).isOne();
      assertThat(newest.rows().orElseThrow().withdrawn()).isZero();
      assertThat(newest.feeds()).containsExactly("debian");
      assertThat(newest.time()).isEqualTo(CLOCK.instant());
    }
  }

  @Test
  void onlyTheLastTwentyAreKept() throws Exception {
    try (Metadata metadata =
        Metadata.open(MetadataOptions.Sqlite.at(folder.resolve("metadata.db")))) {
      metadata.write(
          tx -> {
            for (var i = 0; i < 30; i++) {
              tx.settings()
                  .put(
                      "advisory-updates",
                      "v" + i,
                      "2026-10-%02dT00:00:00Z 1 2 3 alpine,debian".formatted(i + 1));
            }
            tx.settings().put("advisory-updates", "other", "of a later version of this program");
            return true;
          });
      RunningServer.advisories(folder, feeds("3.0.12-1"));
      var advisories = current();
      advisories.refresh();
      var updates = new AdvisoryUpdates(metadata, advisories, CLOCK);
      assertThat(updates.run()).isOne();
      assertThat(updates.last()).hasSize(AdvisoryUpdates.MOST);
      assertThat(updates.last().getFirst().version()).isEqualTo(advisories.current().version());
      assertThat(updates.last().getLast().version()).isEqualTo("v11");
      assertThat(updates.last().getLast().feeds()).containsExactly("alpine", "debian");
      int kept = metadata.read(tx -> tx.settings().all("advisory-updates").size());
      assertThat(kept).isEqualTo(AdvisoryUpdates.MOST + 1);
    }
  }

  @Test
  void theCoverageTellsEndsOfSupportAndUpdates() throws Exception {
    RunningServer.advisories(folder, feeds("3.0.12-1"));
    try (var server = RunningServer.start(folder)) {
      JsonNode all = new ObjectMapper().readTree(server.get("/api/v2/advisories").body());
      var debian = all.at("/releases/0");
      assertThat(debian.at("/release").asText()).isEqualTo("debian:12");
      assertThat(debian.at("/name").asText()).contains("bookworm");
      assertThat(debian.at("/endOfLife").asText()).isEqualTo("2028-06-30");
      assertThat(debian.at("/extendedSupport").findValuesAsText("name")).contains("Debian LTS");
      assertThat(debian.at("/images").asInt(-1)).isZero();
      assertThat(all.at("/known/images").asInt(-1)).isZero();
      var end = Instant.now().plusSeconds(20);
      while (all.at("/updates").isEmpty() && Instant.now().isBefore(end)) {
        Thread.sleep(100);
        all = new ObjectMapper().readTree(server.get("/api/v2/advisories").body());
      }
      assertThat(all.at("/updates")).hasSize(1);
      assertThat(all.at("/updates/0/version")).isEqualTo(all.at("/version"));
      assertThat(all.at("/updates/0/added").isNull()).isTrue();
      assertThat(server.anonymous("/api/v2/advisories").statusCode()).isEqualTo(401);
    }
  }
}
