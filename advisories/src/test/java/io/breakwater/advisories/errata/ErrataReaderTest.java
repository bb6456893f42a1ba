package io.breakwater.advisories.errata;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.Advisory.Kind;
import io.breakwater.advisories.Scope;
import io.breakwater.advisories.testing.Collected;
import io.breakwater.testkit.feeds.ErrataOsv;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ErrataReaderTest {
  private static Collected read(ErrataReader reader, ErrataOsv erratum) throws Exception {
    var sink = new Collected();
    reader.read(new ByteArrayInputStream(erratum.render()), "erratum", sink);
    return sink;
  }

  @Test
  void almaLinuxNamesBinaryPackages() throws Exception {
    var row =
        read(
                ErrataReader.almalinux(),
                ErrataOsv.almaLinux("ALSA-2024:0001", "CVE-2024-0001")
                    .summary("Important: curl security update")
                    .dates("2024-02-03T00:00:00Z", "2024-02-04T00:00:00Z")
                    .fixed(9, "libcurl", "7.76.1-26.el9_3.2"))
            .only();

    assertThat(row.release()).isEqualTo("almalinux:9");
    assertThat(row.kind()).isEqualTo(Kind.BINARY);
    assertThat(row.fixedVersion()).isEqualTo("7.76.1-26.el9_3.2");
    assertThat(row.severity()).isEqualTo("important");
    assertThat(row.scope()).isEqualTo(Scope.ANY);
    assertThat(row.feed()).isEqualTo("almalinux");
    assertThat(row.recordId()).isEqualTo("ALSA-2024:0001");
    assertThat(row.notices().getFirst().published())
        .isEqualTo(Instant.parse("2024-02-03T00:00:00Z"));
    assertThat(row.notices().getFirst().links())
        .containsExactly("https://errata.almalinux.org/ALSA-2024-0001.html");
  }

  @Test
  void modularVersionsAreOfTheModulesOfTheTitle() throws Exception {
    var version = "0:1-1.module_el8.6.0+2868+44838709";
    var named =
        read(
            ErrataReader.rocky(),
            ErrataOsv.rocky("RLSA-2024:0001", "CVE-2024-0001")
                .summary("Moderate: nodejs:18 security update")
                .fixed(8, "nodejs", version)
                .fixed(8, "curl", "0:1-1.el8"));
    var unnamed =
        read(
            ErrataReader.rocky(),
            ErrataOsv.rocky("RLSA-2024:0001", "CVE-2024-0001")
                .summary("Moderate: nodejs security update")
                .fixed(8, "nodejs", version));

    assertThat(named.rows)
        .extracting(r -> r.release() + " " + r.scope().modules())
        .containsExactly("rocky:8 [nodejs:18]", "rocky:8 []");
    assertThat(unnamed.only().scope().modules()).containsExactly(Scope.UNKNOWN_MODULE);
  }

  @Test
  void titleThatLooksLikeAModuleIsNoneForOrdinaryBuilds() throws Exception {
    var row =
        read(
                ErrataReader.almalinux(),
                ErrataOsv.almaLinux("ALSA-2024:0001", "CVE-2024-0001")
                    .summary("Moderate: kernel:4.18.0 security update")
                    .fixed(8, "kernel", "4.18.0-553.el8_10"))
            .only();

    assertThat(row.scope()).isEqualTo(Scope.ANY);
  }

  @Test
  void advisoriesWithoutIssueAndWithdrawnOnesAreCounted() throws Exception {
    var none =
        read(ErrataReader.almalinux(), ErrataOsv.almaLinux("ALBA-2024:0001").fixed(8, "a", "1"));
    var withdrawn =
        read(
            ErrataReader.almalinux(),
            ErrataOsv.almaLinux("ALSA-2024:0001", "CVE-2024-0001")
                .fixed(8, "a", "1")
                .withdrawn("2024-03-01T00:00:00Z"));

    assertThat(none.rows).isEmpty();
    assertThat(none.unused).containsExactly("advisory without CVE");
    assertThat(withdrawn.rows).isEmpty();
    assertThat(withdrawn.unused).containsExactly("withdrawn record");
  }

  @Test
  void otherEcosystemsAreRefused() throws Exception {
    var sink =
        read(
            ErrataReader.rocky(),
            ErrataOsv.almaLinux("ALSA-2024:0001", "CVE-2024-0001").fixed(8, "a", "1"));

    assertThat(sink.rows).isEmpty();
    assertThat(sink.refused).containsExactly("ALSA-2024:0001: ecosystem AlmaLinux:8");
  }
}
