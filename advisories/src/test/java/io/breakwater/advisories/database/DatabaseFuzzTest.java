package io.breakwater.advisories.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.FeedSink.Exploited;
import io.breakwater.advisories.testing.Mutations;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFuzzTest {
  @TempDir Path folder;

  @Test
  void damagedFilesWithAGoodChecksumAreRefusedOrReadWithinBounds() throws Exception {
    Mutations.replay(List.of(file()), 20_000, DatabaseFuzz::fuzzerTestOneInput);
  }

  @Test
  void damagedFilesWithABadChecksumAreRefused() throws Exception {
    var good = file();
    var bad = good.clone();
    bad[good.length / 2] ^= 1;
    assertThatThrownBy(() -> AdvisoryDatabase.of(ByteBuffer.wrap(bad), "db"))
        .isInstanceOfSatisfying(
            FeedException.class,
            e ->
                org.assertj.core.api.Assertions.assertThat(e.code())
                    .isEqualTo("database-checksum"));
  }

  private byte[] file() throws Exception {
    var target = folder.resolve("db");
    try (var builder = DatabaseBuilder.beside(target)) {
      var feed = builder.collector("debian");
      for (var i = 0; i < 12; i++) {
        feed.row(Rows.fixed("debian:1" + i % 3, "ab".substring(i % 2, i % 2 + 1), "CVE-" + i, "1"));
      }
      builder.take(feed, feed.describe(null, "d"));
      var kev = builder.collector("kev");
      kev.exploited(new Exploited("CVE-2", LocalDate.of(2024, 1, 2), LocalDate.of(2024, 2, 2)));
      builder.take(kev, kev.describe(null, "k"));
      builder.write(target);
    }
    return Files.readAllBytes(target);
  }
}
