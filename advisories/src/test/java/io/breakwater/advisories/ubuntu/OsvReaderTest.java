package io.breakwater.advisories.ubuntu;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.testing.Collected;
import io.breakwater.testkit.feeds.UbuntuRecord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OsvReaderTest {
  @Test
  void recordGivesARowForEachPackageAndRelease() throws Exception {
    var read =
        read(
            UbuntuRecord.cve("CVE-2024-0727")
                .priority("low")
                .cvss("CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:H")
                .dates("2024-01-26T09:15:00Z", "2024-08-09T00:00:00Z")
                .fixed("Ubuntu:22.04:LTS", "openssl", "3.0.2-0ubuntu1.14")
                .unfixed("Ubuntu:Pro:16.04:LTS", "edk2")
                .render());

    assertThat(read.lines())
        .containsExactly("CVE-2024-0727 FIXED 3.0.2-0ubuntu1.14", "CVE-2024-0727 AFFECTED null");
    assertThat(read.unfixedToo).containsExactly("ubuntu:16.04", "ubuntu:22.04");
    var row = read.rows.getFirst();
    assertThat(row.release()).isEqualTo("ubuntu:22.04");
    assertThat(row.severity()).isEqualTo("low");
    assertThat(row.recordId()).isEqualTo("UBUNTU-CVE-2024-0727");
    assertThat(row.cvss())
        .containsExactly(
            new Advisory.Cvss(
                "ubuntu", "3.1", "CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:H", 5.5));
    assertThat(row.published()).isEqualTo(Instant.parse("2024-01-26T09:15:00Z"));
    var pro = read.rows.getLast();
    assertThat(pro.release()).isEqualTo("ubuntu:16.04");
    assertThat(pro.availability()).isEqualTo(Advisory.Availability.UBUNTU_PRO);
  }

  @ParameterizedTest
  @CsvSource({
    "Ubuntu:22.04:LTS,ubuntu:22.04,PUBLIC",
    "Ubuntu:24.10,ubuntu:24.10,PUBLIC",
    "Ubuntu:Pro:14.04:LTS,ubuntu:14.04,UBUNTU_PRO",
  })
  void ecosystemsNameReleases(String ecosystem, String release, String availability) {
    assertThat(OsvReader.Target.of(ecosystem))
        .isEqualTo(new OsvReader.Target(release, Advisory.Availability.valueOf(availability)));
  }

  @ParameterizedTest
  @CsvSource({
    "Ubuntu:Pro:FIPS:16.04:LTS",
    "Ubuntu:Pro:FIPS-updates:20.04:LTS",
    "Ubuntu:Pro:FIPS-preview:22.04:LTS",
    "Ubuntu:Pro:22.04:LTS:Realtime:Kernel",
    "Ubuntu:22.04:LTS:for:NVIDIA:BlueField",
  })
  void otherBuildsAreNotMixedWithOrdinaryOnes(String ecosystem) throws Exception {
    var read = read(UbuntuRecord.cve("CVE-2024-1").fixed(ecosystem, "openssl", "1").render());

    assertThat(read.rows).isEmpty();
    assertThat(read.refused).isEmpty();
    assertThat(read.unused).containsExactly("ecosystem " + ecosystem);
  }

  @Test
  void withdrawnRecordGivesNoRow() throws Exception {
    var read =
        read(
            UbuntuRecord.cve("CVE-2024-1")
                .fixed("Ubuntu:22.04:LTS", "x", "1")
                .withdrawn("2024-05-01T00:00:00Z")
                .render());

    assertThat(read.rows).isEmpty();
    assertThat(read.unused).containsExactly("withdrawn record");
  }

  @Test
  void laterFixOfSeveralIsTaken() throws Exception {
    var read = read(events("{'introduced':'0'},{'fixed':'1'},{'introduced':'2'},{'fixed':'3'}"));

    assertThat(read.only().fixedVersion()).isEqualTo("3");
    assertThat(read.only().stateDetail()).startsWith("several-fixes");
  }

  @Test
  void introducedAgainWithoutAFixIsAffected() throws Exception {
    var read = read(events("{'introduced':'0'},{'fixed':'1'},{'introduced':'2'}"));

    assertThat(read.only().state()).isEqualTo(Advisory.State.AFFECTED);
  }

  @Test
  void untriagedIsNoSeverity() throws Exception {
    var read =
        read(
            UbuntuRecord.cve("CVE-2024-1")
                .priority("untriaged")
                .unfixed("Ubuntu:22.04:LTS", "x")
                .render());

    assertThat(read.only().severity()).isEqualTo("unknown");
  }

  @Test
  void noticeNamesItsIssuesByPackageWhereItCan() throws Exception {
    var read =
        read(
            """
            {"id":"USN-6622-1","summary":"openssl vulnerabilities","published":"2024-02-05T12:18:56Z",
             "upstream":["UBUNTU-CVE-2023-5678","UBUNTU-CVE-2023-6129"],
             "affected":[
              {"package":{"ecosystem":"Ubuntu:20.04:LTS","name":"openssl"},
               "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1.1.1f-1"}]}],
               "versions":["1.0","1.1"],
               "database_specific":{"cves_map":{"ecosystem":"x","cves":[{"id":"CVE-2023-5678",
                 "severity":[{"type":"Ubuntu","score":"low"}]}]}}},
              {"package":{"ecosystem":"Ubuntu:22.04:LTS","name":"openssl"},
               "ranges":[{"events":[{"introduced":"0"},{"fixed":"3.0.2-1"}]}]}]}
            """);

    assertThat(read.notices)
        .extracting(n -> n.release() + " " + n.cve() + " " + n.fixedVersion())
        .containsExactly(
            "ubuntu:20.04 CVE-2023-5678 1.1.1f-1",
            "ubuntu:22.04 CVE-2023-5678 3.0.2-1",
            "ubuntu:22.04 CVE-2023-6129 3.0.2-1");
  }

  @Test
  void livePatchNoticesAreLeftOut() throws Exception {
    assertThat(read("{\"id\":\"LSN-0065-1\",\"affected\":[]}").unused)
        .containsExactly("live patch notice");
  }

  @Test
  void recordOfAnotherKindIsRefused() throws Exception {
    assertThat(read("{\"id\":\"RHSA-1\"}").refused).hasSize(1);
    assertThat(read("{\"summary\":\"none\"}").refused).hasSize(1);
  }

  private static String events(String events) {
    return ("{'id':'UBUNTU-CVE-2024-1','affected':[{'package':{'ecosystem':'Ubuntu:22.04:LTS',"
            + "'name':'x'},'ranges':[{'type':'ECOSYSTEM','events':["
            + events
            + "]}]}]}")
        .replace('\'', '"');
  }

  private static Collected read(byte[] json) throws FeedException {
    var sink = new Collected();
    OsvReader.read(new ByteArrayInputStream(json), "record.json", sink);
    return sink;
  }

  private static Collected read(String json) throws FeedException {
    return read(json.getBytes(StandardCharsets.UTF_8));
  }
}
