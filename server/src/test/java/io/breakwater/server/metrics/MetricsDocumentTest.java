package io.breakwater.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// `docs/metrics.md` holds the table of [Metric]. With `-Dbreakwater.write-docs=true` the test
/// writes it there.
class MetricsDocumentTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("breakwater.home", "..")).resolve("docs/metrics.md");
  private static final String BEGIN = "<!-- metrics -->\n";
  private static final String END = "<!-- end of metrics -->\n";

  @Test
  void theTableIsThatOfTheProgram() throws IOException {
    var found = Files.readString(DOCUMENT);
    var begin = found.indexOf(BEGIN) + BEGIN.length();
    var expected = found.substring(0, begin) + table() + found.substring(found.indexOf(END));
    if (Boolean.getBoolean("breakwater.write-docs")) {
      Files.writeString(DOCUMENT, expected);
    } else {
      assertThat(found).isEqualTo(expected);
    }
  }

  @Test
  void noNameStandsForTwo() {
    assertThat(Arrays.stream(Metric.values()).map(Metric::exposed)).doesNotHaveDuplicates();
  }

  private static String table() {
    var table = new StringBuilder("| name | type | labels | what it is |\n|---|---|---|---|\n");
    for (var metric : Metric.values()) {
      table.append("| `").append(metric.exposed()).append("` | ");
      table.append(metric.type().name().toLowerCase(Locale.ROOT)).append(" | ");
      table.append(String.join(", ", metric.labels())).append(" | ");
      table.append(metric.help()).append(" |\n");
    }
    return table.toString();
  }
}
