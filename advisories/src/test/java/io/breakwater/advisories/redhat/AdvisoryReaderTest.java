package io.breakwater.advisories.redhat;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Scope;
import io.breakwater.testkit.feeds.RedHatCve;
import io.breakwater.testkit.feeds.RedHatOsv;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdvisoryReaderTest {
  private static final String MODULAR = "1:18.16.1-1.module+el8.8.0+19438+94e84959";

  @Test
  void fixesNameBinaryPackagesOfAllProductsInOneRow() throws Exception {
    var read =
        new Read()
            .add(
                RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001")
                    .severity("important")
                    .dates("2024-02-03T10:00:00Z", "2024-02-04T10:00:00Z")
                    .fixed("enterprise_linux:7::server", "curl", "0:7.29.0-59.el7_9.2")
                    .fixed("enterprise_linux:7::client", "curl", "0:7.29.0-59.el7_9.2"));
    var row = read.only();

    assertThat(Read.line(row))
        .isEqualTo(
            "rhel:7 curl BINARY CVE-2024-0001 FIXED 0:7.29.0-59.el7_9.2 []"
                + " [cpe:/o:redhat:enterprise_linux:7::client,"
                + " cpe:/o:redhat:enterprise_linux:7::server]");
    assertThat(row.severity()).isEqualTo("important");
    assertThat(row.recordId()).isEqualTo("RHSA-2024:0001");
    assertThat(row.notices())
        .containsExactly(
            new Advisory.Notice(
                "RHSA-2024:0001",
                Instant.parse("2024-02-03T10:00:00Z"),
                List.of("https://access.redhat.com/errata/RHSA-2024:0001")));
  }

  @Test
  void issueAndDayComeFromTheSecurityData() throws Exception {
    var read =
        new Read()
            .add(
                RedHatCve.of("CVE-2024-0001")
                    .severity("Low")
                    .description("curl: a flaw")
                    .released("RHSA-2024:0001", 9, "curl-0:7.76.1-26.el9"))
            .add(
                RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001")
                    .severity("important")
                    .fixed("enterprise_linux:9::baseos", "libcurl", "0:7.76.1-26.el9"));
    var row = read.only();

    assertThat(row.severity()).isEqualTo("low");
    assertThat(row.summary()).isEqualTo("curl: a flaw");
    assertThat(row.notices().getFirst().published())
        .isEqualTo(Instant.parse("2024-02-01T00:00:00Z"));
  }

  @Test
  void productsOfAnotherSeverityAreRowsOfTheirOwn() throws Exception {
    var read =
        new Read()
            .add(
                RedHatCve.of("CVE-2024-0001")
                    .severity("Important")
                    .released(
                        "RHSA-2024:0001", "cpe:/a:redhat:rhel_eus:8.6", "EUS", "c-0:1-1.el8", "")
                    .impact("low"))
            .add(
                RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001")
                    .fixed("enterprise_linux:8::baseos", "c", "0:1-1.el8")
                    .fixed("rhel_eus:8.6::baseos", "c", "0:1-1.el8"));

    assertThat(read.rows())
        .extracting(r -> r.severity() + " " + r.scope().cpes())
        .containsExactly(
            "important [cpe:/o:redhat:enterprise_linux:8::baseos]",
            "low [cpe:/o:redhat:rhel_eus:8.6::baseos]");
  }

  @Test
  void modulesComeFromTheSecurityDataThenTheTitle() throws Exception {
    var known =
        new Read()
            .add(
                RedHatCve.of("CVE-2024-0001")
                    .released("RHSA-2024:0001", 8, "nodejs:18-8080020230718122522.63b34585"))
            .add(
                RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001")
                    .summary("nodejs:20 security update")
                    .fixed("enterprise_linux:8::appstream", "nodejs", MODULAR)
                    .fixed("enterprise_linux:8::appstream", "curl", "0:7.61.1-34.el8"));
    var titled =
        new Read()
            .add(
                RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001")
                    .summary("virt:rhel and virt-devel:rhel security update")
                    .fixed("enterprise_linux:8::appstream", "qemu", MODULAR));
    var unknown =
        new Read()
            .add(
                RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001")
                    .fixed("enterprise_linux:8::appstream", "qemu", MODULAR));

    assertThat(known.rows())
        .extracting(r -> r.packageName() + " " + r.scope().modules())
        .containsExactly("nodejs [nodejs:18]", "curl []");
    assertThat(titled.only().scope().modules()).containsExactly("virt-devel:rhel", "virt:rhel");
    assertThat(unknown.only().scope().modules()).containsExactly(Scope.UNKNOWN_MODULE);
  }

  @Test
  void fixesOfTheExtendedLifeCycleAreNotPublic() throws Exception {
    var read =
        new Read()
            .add(
                RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001")
                    .fixed("rhel_els:7", "a", "0:1-1.el7_9")
                    .fixed("rhel_els:7", "b", "0:1-1.el7_9")
                    .fixed("enterprise_linux:7::server", "b", "0:1-1.el7_9"));

    assertThat(read.rows())
        .extracting(r -> r.packageName() + " " + r.availability())
        .containsExactly("a " + Availability.EXTENDED_SUPPORT, "b " + Availability.PUBLIC);
  }

  @Test
  void majorOfALayeredProductComesFromItsEditionOrTheVersion() throws Exception {
    var read =
        new Read()
            .add(
                RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001")
                    .fixed("rhel_software_collections:3::el7", "a", "0:1-1.el7")
                    .fixed("rhev_manager:4.3", "b", "0:1-1.el7ev")
                    .fixed("rhel_stronghold:4.0", "c", "0:1-1")
                    .fixed("enterprise_linux:5::server", "d", "0:1-1.el5"));

    assertThat(read.rows())
        .extracting(r -> r.packageName() + " " + r.release())
        .containsExactly("a rhel:7", "b rhel:7", "c rhel:any");
    assertThat(read.sink.unused).containsExactly("release rhel:5");
  }

  @Test
  void partsThatAreNotUnderstoodAreRefused() throws Exception {
    var read =
        new Read()
            .add(
                RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001")
                    .fixed("enterprise_linux:8::baseos", "a b", "0:1-1.el8"));

    assertThat(read.rows()).isEmpty();
    assertThat(read.sink.refused)
        .containsExactly("RHSA-2024:0001: a b: no fix, package or product");
  }
}
