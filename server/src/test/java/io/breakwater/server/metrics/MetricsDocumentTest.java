package io.breakwater.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.server.documents.DocumentTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// `docs/metrics.md` holds the table of [Metric]. With `-Dbreakwater.write-docs=true` the test
/// writes it there.
class MetricsDocumentTest {
  @Test
  void theTableIsThatOfTheProgram() throws IOException {
    DocumentTable.of("metrics.md", "metrics").is(table());
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
