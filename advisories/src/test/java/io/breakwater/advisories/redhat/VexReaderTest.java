package io.breakwater.advisories.redhat;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.Scope;
import io.breakwater.testkit.feeds.CsafVex;
import io.breakwater.testkit.feeds.RedHatCve;
import io.breakwater.testkit.feeds.RedHatOsv;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VexReaderTest {
  private static final String APPSTREAM = "cpe:/a:redhat:enterprise_linux:8::appstream";
  private static final String NODE = "nodejs:18:8080020230718122522:63b34585";

  private static CsafVex document() {
    return CsafVex.of("CVE-2024-0001")
        .severity("Important")
        .product("AppStream-8", "AppStream", APPSTREAM)
        .product("BaseOS-8", "BaseOS", "cpe:/o:redhat:enterprise_linux:8::baseos");
  }

  @Test
  void fixesAreMergedByArchitectureAndProduct() throws Exception {
    var read =
        new Read()
            .add(
                document()
                    .cvss(7.5, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H")
                    .fixed("AppStream-8", "curl-1:7.61.1-34.el8.x86_64", "RHSA-2024:0001")
                    .fixed("AppStream-8", "curl-1:7.61.1-34.el8.aarch64", "RHSA-2024:0001")
                    .fixed("BaseOS-8", "curl-1:7.61.1-34.el8.x86_64", "RHSA-2024:0001")
                    .fixed("BaseOS-8", "curl-1:7.61.1-34.el8.aarch64", "RHSA-2024:0001")
                    .fixed("AppStream-8", "curl-1:7.61.1-34.el8.src", "RHSA-2024:0001"));
    var row = read.only();

    assertThat(Read.line(row))
        .isEqualTo(
            "rhel:8 curl BINARY CVE-2024-0001 FIXED 1:7.61.1-34.el8 [] ["
                + APPSTREAM
                + ", cpe:/o:redhat:enterprise_linux:8::baseos]");
    assertThat(row.scope().arches()).containsExactly("aarch64", "x86_64");
    assertThat(row.severity()).isEqualTo("important");
    assertThat(row.cvss()).hasSize(1);
    assertThat(row.notices().getFirst().id()).isEqualTo("RHSA-2024:0001");
    assertThat(row.notices().getFirst().published())
        .isEqualTo(Instant.parse("2024-02-01T10:00:00Z"));
    assertThat(read.sink.unused).containsExactly("fixed source package");
  }

  @Test
  void architecturesOfOneProductAreNotThoseOfAnother() throws Exception {
    var read =
        new Read()
            .add(
                document()
                    .fixed("AppStream-8", "curl-0:1-1.el8.x86_64", "RHSA-2024:0001")
                    .fixed("BaseOS-8", "curl-0:1-1.el8.s390x", "RHSA-2024:0001"));

    assertThat(read.rows())
        .extracting(r -> r.scope().arches() + " " + r.scope().cpes())
        .containsExactly(
            "[x86_64] [" + APPSTREAM + "]", "[s390x] [cpe:/o:redhat:enterprise_linux:8::baseos]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void modulesAreQualifiersOrProductsInBetween(boolean asProducts) throws Exception {
    var document = CsafVex.of("CVE-2024-0001");
    if (asProducts) {
      document.modulesAsProducts();
    }
    document
        .product("AppStream-8", "AppStream", APPSTREAM)
        .fixed("AppStream-8", "nodejs-1:18.1-1.module+el8.x86_64", NODE, "RHSA-2024:0001");
    var row = new Read().add(document).only();

    assertThat(row.scope().modules()).containsExactly("nodejs:18");
    assertThat(row.release()).isEqualTo("rhel:8");
    assertThat(row.packageName()).isEqualTo("nodejs");
    assertThat(row.scope().cpes()).containsExactly(APPSTREAM);
  }

  @Test
  void treeOfLaterDocumentsIsFlat() throws Exception {
    var row =
        new Read()
            .add(
                CsafVex.of("CVE-2024-0001")
                    .flat()
                    .product("AppStream-8", "AppStream", APPSTREAM)
                    .fixed("AppStream-8", "curl-0:1-1.el8.x86_64", "RHSA-2024:0001"))
            .only();

    assertThat(row.fixedVersion()).isEqualTo("0:1-1.el8");
  }

  @Test
  void remediationsSayWhyThereIsNoFix() throws Exception {
    var read =
        new Read()
            .add(
                CsafVex.of("CVE-2024-0001")
                    .rhel(6)
                    .rhel(7)
                    .rhel(8)
                    .rhel(9)
                    .rhel(10)
                    .affected("red_hat_enterprise_linux_6", "curl", "Out of support scope")
                    .affected("red_hat_enterprise_linux_7", "curl", "Will not fix")
                    .affected("red_hat_enterprise_linux_8", "nodejs:18/nodejs", "Affected")
                    .affected("red_hat_enterprise_linux_9", "curl", "Fix deferred")
                    .underInvestigation("red_hat_enterprise_linux_10", "curl"));

    assertThat(read.rows())
        .extracting(
            r ->
                r.release()
                    + " "
                    + r.kind()
                    + " "
                    + r.state()
                    + " "
                    + r.stateDetail()
                    + " "
                    + r.scope().modules())
        .containsExactly(
            "rhel:6 SOURCE END_OF_LIFE out of support scope []",
            "rhel:7 SOURCE WILL_NOT_FIX will not fix []",
            "rhel:8 SOURCE AFFECTED null [nodejs:18]",
            "rhel:9 SOURCE DEFERRED fix deferred []",
            "rhel:10 SOURCE UNDER_INVESTIGATION under investigation []");
    assertThat(read.sink.unfixedToo).hasSize(5);
  }

  @Test
  void besideSourcePackagesComponentsAreBinary() throws Exception {
    var read =
        new Read()
            .add(
                CsafVex.of("CVE-2024-0001")
                    .rhel(8)
                    .rhel(9)
                    .affected("red_hat_enterprise_linux_8", "curl.src", "Affected")
                    .affected("red_hat_enterprise_linux_8", "libcurl", "Affected")
                    .notAffected("red_hat_enterprise_linux_8", "libcurl-minimal")
                    .notAffected("red_hat_enterprise_linux_9", "curl"));

    assertThat(read.rows())
        .extracting(r -> r.packageName() + " " + r.kind() + " " + r.state())
        .containsExactly(
            "curl SOURCE AFFECTED",
            "libcurl BINARY AFFECTED",
            "libcurl-minimal BINARY NOT_AFFECTED");
  }

  @Test
  void documentReplacesTheOtherFilesOfItsIssue() throws Exception {
    var read =
        new Read()
            .add(document().fixed("AppStream-8", "curl-0:2-1.el8.x86_64", "RHSA-2024:0002"))
            .add(RedHatCve.of("CVE-2024-0001").state("curl", 8, "Affected"))
            .add(
                RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001", "CVE-2024-0002")
                    .fixed("enterprise_linux:8::appstream", "curl", "0:1-1.el8"));

    assertThat(read.sink.lines())
        .containsExactly("CVE-2024-0001 FIXED 0:2-1.el8", "CVE-2024-0002 FIXED 0:1-1.el8");
  }

  @Test
  void firstDocumentOfAnIssueCounts() throws Exception {
    var read =
        new Read()
            .add(document().fixed("AppStream-8", "curl-0:2-1.el8.x86_64", "RHSA-2024:0002"))
            .add(document().fixed("AppStream-8", "curl-0:1-1.el8.x86_64", "RHSA-2024:0001"));

    assertThat(read.only().fixedVersion()).isEqualTo("0:2-1.el8");
  }

  @Test
  void documentThatComesTooLateIsRefused() throws Exception {
    var read =
        new Read()
            .add(RedHatCve.of("CVE-2024-0001").state("curl", 8, "Affected"))
            .add(document().fixed("AppStream-8", "curl-0:2-1.el8.x86_64", "RHSA-2024:0002"));

    assertThat(read.rows()).hasSize(1);
    assertThat(read.sink.refused).singleElement().asString().contains("keep the kinds");
  }

  @Test
  void malformedPackageUrlsAreCountedOnceAndNotFatal() throws Exception {
    var read =
        new Read()
            .add(
                CsafVex.of("CVE-2024-0001")
                    .rhel(8)
                    .rhel(9)
                    .affected("red_hat_enterprise_linux_8", "curl", "Affected")
                    .affected("red_hat_enterprise_linux_9", "curl", "Affected")
                    .affected("red_hat_enterprise_linux_9", "wget", "Affected")
                    .purl("curl", "pkg:rpm/redhat/%zz")
                    .purl("wget", null));

    assertThat(read.rows()).extracting(r -> r.packageName()).contains("wget", "curl");
    assertThat(read.sink.refused)
        .containsExactly("CVE-2024-0001: no package URL: pkg:rpm/redhat/%zz");
  }

  @Test
  void malformedModuleIsAnUnknownOneNotNone() throws Exception {
    var row =
        new Read()
            .add(
                CsafVex.of("CVE-2024-0001")
                    .rhel(10)
                    .affected("red_hat_enterprise_linux_10", "firefox", "Affected")
                    .purl("firefox", "pkg:rpm/redhat/firefox?rpmmod=rhel10"))
            .only();

    assertThat(row.scope().modules()).containsExactly(Scope.UNKNOWN_MODULE);
  }

  @Test
  void severityOfAProductIsItsOwn() throws Exception {
    var read =
        new Read()
            .add(
                document()
                    .fixed("AppStream-8", "a-0:1-1.el8.noarch", "RHSA-2024:0001")
                    .fixed("AppStream-8", "b-0:1-1.el8.noarch", "RHSA-2024:0001")
                    .impact("Low"));

    assertThat(read.rows())
        .extracting(r -> r.packageName() + " " + r.severity())
        .containsExactlyInAnyOrder("a important", "b low");
  }

  @Test
  void deletedDocumentGivesNothing() throws Exception {
    var json =
        """
        {"document": {"tracking": {"id": "CVE-2024-0001", "status": "deleted"}}}
        """;
    var read = new Read().add(RedHatFeed.Kind.VEX, json.getBytes(StandardCharsets.UTF_8));

    assertThat(read.rows()).isEmpty();
    assertThat(read.sink.records).isEqualTo(1);
    assertThat(read.sink.unused).containsExactly("deleted VEX document");
  }

  @Test
  void imagesAreLeftOut() throws Exception {
    var read =
        new Read()
            .add(
                CsafVex.of("CVE-2024-0001")
                    .product("openshift_4", "OpenShift", "cpe:/a:redhat:openshift:4")
                    .affected("openshift_4", "openshift4/ose-cli", "Affected")
                    .purl("openshift4/ose-cli", "pkg:oci/openshift4/ose-cli"));

    assertThat(read.rows()).isEmpty();
    assertThat(read.sink.unused).containsExactly("component of type oci");
  }

  @Test
  void fewDocumentsDoNotMakeTheFeedNewer() throws Exception {
    var read =
        new Read()
            .add(document().released("2025-11-21T00:00:00+00:00"))
            .add(RedHatCve.of("CVE-2024-0002").publicDate("2025-02-01T00:00:00Z"))
            .add(RedHatCve.of("CVE-2024-0003").publicDate("2025-02-02T00:00:00Z"));
    read.feed.finish(read.sink);

    assertThat(read.sink.dates).containsExactly(Instant.parse("2025-02-02T00:00:00Z"));
  }
}
