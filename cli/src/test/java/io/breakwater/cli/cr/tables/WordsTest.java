package io.breakwater.cli.cr.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Times, sizes and columns.
class WordsTest {
  private static final Instant NOW = Instant.parse("2026-09-16T14:20:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT-5S, Less than a second ago",
    "PT0.5S, Less than a second ago",
    "PT1S, 1 second ago",
    "PT45S, 45 seconds ago",
    "PT1M, About a minute ago",
    "PT4M, 4 minutes ago",
    "PT59M59S, 59 minutes ago",
    "PT1H, About an hour ago",
    "PT90M, 2 hours ago",
    "PT47H, 47 hours ago",
    "PT48H, 2 days ago",
    "P13D, 13 days ago",
    "P14D, 2 weeks ago",
    "P59D, 8 weeks ago",
    "P60D, 2 months ago",
    "P729D, 24 months ago",
    "P730D, 2 years ago"
  })
  void agesReadAsDockers(Duration since, String words) {
    assertThat(Words.ago(NOW.minus(since), NOW)).isEqualTo(words);
  }

  @Test
  void anAgeThatNobodyStatedIsNone() {
    assertThat(Words.ago(Instant.EPOCH, NOW)).isEqualTo("-");
    assertThat(Words.ago(Instant.parse("0001-01-01T00:00:00Z"), NOW)).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, -",
    "0, 0 B",
    "433, 433 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "1800000, 1.8 MB",
    "9949999, 9.9 MB",
    "9950000, 10 MB",
    "365000000, 365 MB",
    "5368709120, 5.4 GB"
  })
  void sizesReadAsTheOriginals(long bytes, String words) {
    assertThat(Words.size(bytes)).isEqualTo(words);
  }

  @Test
  void datesAreGosUnixDate() {
    assertThat(Words.date(Instant.parse("2026-09-16T14:18:40Z")))
        .isEqualTo("Wed Sep 16 14:18:40 UTC 2026");
    assertThat(Words.date(Instant.parse("2026-09-05T04:08:00Z")))
        .isEqualTo("Sat Sep  5 04:08:00 UTC 2026");
  }

  @Test
  void proseBreaksBetweenWordsAndColumnsStayInLine() {
    var table = Table.withProse(1, 12, "Id", "What");
    table.row("a", "one two three four");
    table.row("longer", "extraordinarily long");
    assertThat(table.lines())
        .containsExactly(
            "Id       What",
            "a        one two",
            "         three four",
            "longer   extraordinarily",
            "         long");
  }
}
