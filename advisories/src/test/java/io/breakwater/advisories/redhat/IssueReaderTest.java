package io.breakwater.advisories.redhat;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.testkit.feeds.RedHatCve;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssueReaderTest {
  private static final String VECTOR = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H";

  @Test
  void unfixedStatesNameSourcePackages() throws Exception {
    var row =
        new Read()
            .add(
                RedHatCve.of("CVE-2024-0001")
                    .severity("Moderate")
                    .cvss("7.5", VECTOR)
                    .description("openssl: a flaw")
                    .publicDate("2024-03-04T00:00:00Z")
                    .state("openssl", 8, "Will not fix"))
            .only();

    assertThat(Read.line(row))
        .isEqualTo(
            "rhel:8 openssl SOURCE CVE-2024-0001 WILL_NOT_FIX null []"
                + " [cpe:/o:redhat:enterprise_linux:8]");
    assertThat(row.stateDetail()).isEqualTo("will not fix");
    assertThat(row.severity()).isEqualTo("moderate");
    assertThat(row.summary()).isEqualTo("openssl: a flaw");
    assertThat(row.published()).isEqualTo(Instant.parse("2024-03-04T00:00:00Z"));
    assertThat(row.cvss()).singleElement().satisfies(c -> assertThat(c.score()).isEqualTo(7.5));
    assertThat(row.cvss().getFirst().source()).isEqualTo("redhat");
    assertThat(row.recordId()).isEqualTo("CVE-2024-0001");
    assertThat(row.links()).containsExactly("https://access.redhat.com/security/cve/CVE-2024-0001");
  }

  @ParameterizedTest
  @CsvSource({
    "Affected, AFFECTED,",
    "Will not fix, WILL_NOT_FIX, will not fix",
    "Fix deferred, DEFERRED, fix deferred",
    "Out of support scope, END_OF_LIFE, out of support scope",
    "Under investigation, UNDER_INVESTIGATION, under investigation",
    "New, UNDER_INVESTIGATION, new",
  })
  void redHatsWordsAreKept(String word, State state, String detail) throws Exception {
    var row = new Read().add(RedHatCve.of("CVE-2024-0001").state("curl", 9, word)).only();

    assertThat(row.state()).isEqualTo(state);
    assertThat(row.stateDetail()).isEqualTo(detail);
  }

  @Test
  void modulesAreToldFromImagesAndFlatpaks() throws Exception {
    var read =
        new Read()
            .add(
                RedHatCve.of("CVE-2024-0001")
                    .state("nodejs:18/nodejs", 8, "Affected")
                    .state("virt:rhel", 8, "Affected")
                    .state("rhel8/postgresql-12", 8, "Affected")
                    .state("firefox:flatpak/firefox", 9, "Affected"));

    assertThat(read.lines())
        .containsExactly(
            "rhel:8 nodejs SOURCE CVE-2024-0001 AFFECTED null [nodejs:18]"
                + " [cpe:/o:redhat:enterprise_linux:8]",
            "rhel:8 virt SOURCE CVE-2024-0001 AFFECTED null [virt:rhel]"
                + " [cpe:/o:redhat:enterprise_linux:8]");
    assertThat(read.sink.unused).containsExactly("container image", "flatpak");
  }

  @Test
  void statesOfSeveralProductsAreOneRow() throws Exception {
    var read =
        new Read()
            .add(
                RedHatCve.of("CVE-2024-0001")
                    .state("curl", "cpe:/a:redhat:openshift:4", "OpenShift", "Affected")
                    .state("curl", "cpe:/a:redhat:openshift:3", "OpenShift", "Affected")
                    .state("curl", "cpe:/a:rhel_sam:1", "SAM", "Affected"));

    assertThat(read.lines())
        .containsExactly(
            "rhel:any curl SOURCE CVE-2024-0001 AFFECTED null []"
                + " [cpe:/a:redhat:openshift:3, cpe:/a:redhat:openshift:4, cpe:/a:rhel_sam:1]");
  }

  @Test
  void oldMajorsAreLeftOutAndCounted() throws Exception {
    var read = new Read().add(RedHatCve.of("CVE-2024-0001").state("curl", 5, "Affected"));

    assertThat(read.rows()).isEmpty();
    assertThat(read.sink.unused).containsExactly("release rhel:5");
  }

  @Test
  void notAffectedIsARowOnlyWhereItWithdrawsOne() throws Exception {
    var read =
        new Read()
            .add(
                RedHatCve.of("CVE-2024-0001")
                    .state("nodejs:16/nodejs", 8, "Affected")
                    .state("nodejs:18/nodejs", 8, "Not affected")
                    .state("nodejs", 9, "Not affected")
                    .state("curl", 8, "Not affected"));

    assertThat(read.rows())
        .extracting(r -> r.scope().modules() + " " + r.state())
        .containsExactly("[nodejs:16] AFFECTED", "[nodejs:18] NOT_AFFECTED");
  }

  @Test
  void severityOfAnEntryIsItsOwn() throws Exception {
    var row =
        new Read()
            .add(
                RedHatCve.of("CVE-2024-0001")
                    .severity("Important")
                    .state("curl", 8, "Affected")
                    .impact("low"))
            .only();

    assertThat(row.severity()).isEqualTo("low");
  }

  @Test
  void oneEntryMayStandWithoutItsList() throws Exception {
    var json =
        """
        {"name": "CVE-2024-0001", "threat_severity": "Low", "public_date": "2024-01-01T00:00:00",
         "details": ["first", "second"],
         "package_state": {"product_name": "x", "fix_state": "Affected", "package_name": "curl",
          "cpe": "cpe:/o:redhat:rhel_els:7"}}
        """;
    var row =
        new Read().add(RedHatFeed.Kind.SECURITY_DATA, json.getBytes(StandardCharsets.UTF_8)).only();

    assertThat(row.release()).isEqualTo("rhel:7");
    assertThat(row.summary()).isEqualTo("first");
    assertThat(row.availability()).isEqualTo(Availability.EXTENDED_SUPPORT);
  }

  @Test
  void unknownStatesAndProductsAreRefused() throws Exception {
    var read =
        new Read()
            .add(
                RedHatCve.of("CVE-2024-0001")
                    .state("curl", 8, "Perhaps")
                    .state("curl", "nonsense", "x", "Affected"));

    assertThat(read.rows()).isEmpty();
    assertThat(read.sink.refused)
        .containsExactly("CVE-2024-0001: state Perhaps", "CVE-2024-0001: product nonsense");
  }
}
