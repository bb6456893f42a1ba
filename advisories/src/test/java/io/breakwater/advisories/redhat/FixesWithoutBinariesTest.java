package io.breakwater.advisories.redhat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Kind;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.testing.Collected;
import io.breakwater.testkit.feeds.CsafVex;
import io.breakwater.testkit.feeds.RedHatCve;
import io.breakwater.testkit.feeds.RedHatOsv;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fixes that the feeds tell by source packages only must not be lost.
class FixesWithoutBinariesTest {
  private final RedHatFeed feed = new RedHatFeed();
  private final Collected sink = new Collected();

  private void read(RedHatFeed.Kind kind, byte[] document) throws FeedException {
    feed.read(kind, new ByteArrayInputStream(document), "document", sink);
  }

  private static byte[] glibc() {
    return RedHatCve.of("CVE-2024-2961")
        .severity("Important")
        .released("RHSA-2024:2722", 8, "glibc-0:2.28-236.el8_9.13")
        .render();
  }

  @Test
  void anAdvisoryWithoutItsOwnRecordFixesTheSourcesThatSecurityDataNames() throws FeedException {
    read(RedHatFeed.Kind.SECURITY_DATA, glibc());
    feed.finish(sink);
    assertThat(sink.rows)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.release()).isEqualTo("rhel:8");
              assertThat(row.packageName()).isEqualTo("glibc");
              assertThat(row.kind()).isEqualTo(Kind.SOURCE);
              assertThat(row.fixedVersion()).isEqualTo("0:2.28-236.el8_9.13");
              assertThat(row.severity()).isEqualTo("important");
              assertThat(row.notices()).extracting(Advisory.Notice::id).contains("RHSA-2024:2722");
              assertThat(row.scope().cpes()).hasSize(1);
            });
  }

  @Test
  void anAdvisoryWithItsOwnRecordNamesBinariesOnly() throws FeedException {
    read(RedHatFeed.Kind.SECURITY_DATA, glibc());
    read(
        RedHatFeed.Kind.ADVISORY,
        RedHatOsv.of("RHSA-2024:2722", "CVE-2024-2961")
            .fixed("enterprise_linux:8::baseos", "glibc-common", "0:2.28-236.el8_9.13")
            .render());
    feed.finish(sink);
    assertThat(sink.rows).extracting(Advisory::kind).containsExactly(Kind.BINARY);
  }

  @Test
  void containerImagesAndModulesAreNoSources() throws FeedException {
    read(
        RedHatFeed.Kind.SECURITY_DATA,
        RedHatCve.of("CVE-2024-1000")
            .released("RHSA-2024:0001", 8, "openshift4/ose-cli:v4.12.0-202301010000.p0")
            .released("RHSA-2024:0002", 8, "nodejs:18-8090020240101120000.a75119d5")
            .released("RHSA-2024:0003", 8, null)
            .render());
    feed.finish(sink);
    assertThat(sink.rows).isEmpty();
  }

  @Test
  void aVexDocumentThatNamesSourcesOnlyFixesSources() throws FeedException {
    read(
        RedHatFeed.Kind.VEX,
        CsafVex.of("CVE-2024-1000")
            .product("rhel9", "Red Hat Enterprise Linux 9", "cpe:/o:redhat:enterprise_linux:9")
            .fixed("rhel9", "curl-0:7.76.1-29.el9_4.1.src", "RHSA-2024:0001")
            .render());
    assertThat(sink.rows)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.kind()).isEqualTo(Kind.SOURCE);
              assertThat(row.state()).isEqualTo(State.FIXED);
              assertThat(row.packageName()).isEqualTo("curl");
              assertThat(row.fixedVersion()).isEqualTo("0:7.76.1-29.el9_4.1");
              assertThat(row.scope().arches()).isEmpty();
            });
  }

  @Test
  void whereBinariesAreNamedTheSourceIsLeftOut() throws FeedException {
    read(
        RedHatFeed.Kind.VEX,
        CsafVex.of("CVE-2024-1000")
            .product("rhel9", "Red Hat Enterprise Linux 9", "cpe:/o:redhat:enterprise_linux:9")
            .fixed("rhel9", "curl-0:7.76.1-29.el9_4.1.src", "RHSA-2024:0001")
            .fixed("rhel9", "libcurl-0:7.76.1-29.el9_4.1.x86_64", "RHSA-2024:0001")
            .render());
    assertThat(sink.rows).extracting(Advisory::packageName).containsExactly("libcurl");
  }

  @Test
  void aBrokenDocumentSaysSo() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> read(RedHatFeed.Kind.VEX, "{\"document\": {".getBytes(UTF_8)))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("ends early");
  }

  @ParameterizedTest
  @CsvSource({
    "texlive-7:20180414-29.el8_8, true",
    "openssl-1:1.1.1k-7.el8_6, true",
    "machine-os-content-container, false",
    "rhdh-hub-container-1.3-142, false",
    "openshift4/ose-ansible-rhel9-operator:v4.17.0-1.el9, false",
    "ubi8/openjdk-11:1.14-11, false",
    "virt:rhel-8000020200910175113.f8e95b4e, false",
    "jackson-databind, false",
    "a-1:2, false",
    "-1:2-3, false",
  })
  void onlyPackagesWithAnEpochAreBuilds(String text, boolean build) {
    assertThat(SourceFixes.isBuild(text)).isEqualTo(build);
  }

  @Test
  void halfACharacterOfAWideEncodingIsADamagedDocument() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> read(RedHatFeed.Kind.VEX, new byte[] {0x53, 0, 0, 0, 0, 0}))
        .isInstanceOfSatisfying(
            FeedException.class, e -> assertThat(e.code()).isEqualTo("feed-malformed"));
  }
}
