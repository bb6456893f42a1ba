package io.breakwater.advisories.kev;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.FeedSink.Exploited;
import io.breakwater.advisories.testing.Collected;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class KevReaderTest {
  @Test
  void entriesAndDateAreTaken() throws Exception {
    var sink = new Collected();
    var json =
        """
        {"title":"x","dateReleased":"2025-08-25T17:04:19.9796Z","count":3,"vulnerabilities":[
          {"cveID":"CVE-2025-48384","dateAdded":"2025-08-25","dueDate":"2025-09-15","cwes":["a"]},
          {"cveID":"CVE-2025-1"},
          {"dateAdded":"2025-08-25"}]}
        """;
    KevReader.read(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "kev.json", sink);

    assertThat(sink.exploited)
        .containsExactly(
            new Exploited("CVE-2025-48384", LocalDate.of(2025, 8, 25), LocalDate.of(2025, 9, 15)));
    assertThat(sink.refused).hasSize(2);
    assertThat(sink.dates).containsExactly(Instant.parse("2025-08-25T17:04:19.979600Z"));
  }
}
