package io.breakwater.advisories.debian;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.testing.Collected;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackerReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "-",
      value = {
        "'status':'resolved','fixed_version':'1.2-3','urgency':'low' | FIXED | 1.2-3 | - | low",
        "'status':'resolved','fixed_version':'0','urgency':'medium' | NOT_AFFECTED | - | - | medium",
        "'status':'open','urgency':'not yet assigned' | AFFECTED | - | - | unknown",
        "'status':'open','urgency':'high**' | AFFECTED | - | - | unknown",
        "'status':'open','urgency':'high*' | AFFECTED | - | - | high",
        "'status':'open','urgency':'unimportant' | AFFECTED | - | unimportant | unimportant",
        "'status':'resolved','fixed_version':'2','urgency':'unimportant'"
            + " | FIXED | 2 | unimportant | unimportant",
        "'status':'open','urgency':'low','nodsa':'Minor issue','nodsa_reason':''"
            + " | AFFECTED | - | no-dsa: Minor issue | low",
        "'status':'open','nodsa':'Minor','nodsa_reason':'ignored'"
            + " | WILL_NOT_FIX | - | ignored: Minor | unknown",
        "'status':'open','nodsa':'Later','nodsa_reason':'postponed'"
            + " | DEFERRED | - | postponed: Later | unknown",
        "'status':'open','urgency':'end-of-life' | END_OF_LIFE | - | end-of-life | unknown",
        "'status':'undetermined','urgency':'not yet assigned'"
            + " | UNDER_INVESTIGATION | - | undetermined | unknown",
      })
  void everyStatusHasItsState(
      String fields, String state, String fixed, String detail, String severity) throws Exception {
    var row = read(tracker("bookworm", fields)).only();

    assertThat(row.state()).isEqualTo(Advisory.State.valueOf(state));
    assertThat(row.fixedVersion()).isEqualTo(fixed);
    assertThat(row.stateDetail()).isEqualTo(detail);
    assertThat(row.severity()).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({"wheezy,debian:7", "bookworm,debian:12", "forky,debian:14", "sid,debian:sid"})
  void codenamesNameReleases(String codename, String release) throws Exception {
    var read = read(tracker(codename, "'status':'open'"));
    assertThat(read.only().release()).isEqualTo(release);
    assertThat(read.unfixedToo).containsExactly(release);
  }

  @Test
  void unknownCodenamesAreCounted() throws Exception {
    var read = read(tracker("etch", "'status':'open'"));

    assertThat(read.rows).isEmpty();
    assertThat(read.unused).containsExactly("release etch");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {"'status':'fixed'", "'status':'resolved'", "'fixed_version':'1'"})
  void wordsThatMakeNoSenseAreRefused(String fields) throws Exception {
    var read = read(tracker("bookworm", fields));

    assertThat(read.rows).isEmpty();
    assertThat(read.refused).hasSize(1);
  }

  @Test
  void temporaryIdentifiersAreKept() throws Exception {
    var json = tracker("sid", "'status':'open'").replace("CVE-2024-1234", "TEMP-0000000-A1B2C3");
    assertThat(read(json).only().cve()).isEqualTo("TEMP-0000000-A1B2C3");
  }

  @Test
  void fieldsOfOtherTypesAreSkippedNotFatal() throws Exception {
    var row = read(tracker("bookworm", "'status':'open','nodsa':{'x':[1,2]},'debianbug':5")).only();

    assertThat(row.state()).isEqualTo(Advisory.State.AFFECTED);
    assertThat(row.summary()).isEqualTo("A bug.");
    assertThat(row.recordId()).isEqualTo("openssl/CVE-2024-1234");
  }

  private static String tracker(String codename, String fields) {
    return ("{'openssl':{'CVE-2024-1234':{'description':'A  bug.','debianbug':1234,'scope':'local',"
            + "'releases':{'"
            + codename
            + "':{"
            + fields
            + ",'repositories':{'x':'1'}}}}}}")
        .replace('\'', '"');
  }

  private static Collected read(String json) throws FeedException {
    var sink = new Collected();
    TrackerReader.read(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "tracker.json", sink);
    return sink;
  }
}
