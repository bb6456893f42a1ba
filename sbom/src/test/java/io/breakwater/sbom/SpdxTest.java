package io.breakwater.sbom;

import static io.breakwater.sbom.Documents.annotations;
import static io.breakwater.sbom.Documents.read;
import static io.breakwater.sbom.Documents.spdx;
import static io.breakwater.sbom.Documents.spdxPackage;
import static io.breakwater.sbom.Documents.spdxRoot;
import static io.breakwater.sbom.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.breakwater.inventory.Gap;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.Note;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpdxTest {
  private static final Object LIBSSL =
      spdxPackage(
          "SPDXRef-Package-deb-libssl3-1",
          "libssl3",
          "3.0.11-1~deb12u1",
          "pkg:deb/debian/libssl3@3.0.11-1~deb12u1?arch=amd64&distro=debian-12.5&upstream=openssl");

  @Test
  void debianOfSyftHasItsReleaseInThePackageUrls() throws SbomException {
    var inventory = read(spdx("syft", spdxRoot(), LIBSSL));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.os().orElseThrow().id()).isEqualTo("debian");
    assertThat(inventory.os().orElseThrow().versionId()).isEqualTo("12");
    assertThat(inventory.os().orElseThrow().prettyName()).isEqualTo("Debian GNU/Linux 12");
    assertThat(inventory.packages())
        .extracting(InstalledPackage::name, InstalledPackage::source)
        .containsExactly(tuple("libssl3", "openssl"));
    assertThat(inventory.notes().getFirst().message()).endsWith("SPDX 2.3, written by syft 1.2.3");
  }

  @Test
  void redHatOfSyftHasTheVendorAsSupplier() throws SbomException {
    var bash =
        with(
            spdxPackage(
                "SPDXRef-Package-rpm-bash-1",
                "bash",
                "0:4.4.20-4.el8_6",
                "pkg:rpm/redhat/bash@4.4.20-4.el8_6?arch=x86_64&distro=rhel-8.6&epoch=0"
                    + "&upstream=bash-4.4.20-4.el8_6.src.rpm"),
            "supplier",
            "Organization: Red Hat, Inc.");
    var installed = read(spdx("syft", spdxRoot(), bash)).packages().getFirst();
    assertThat(installed.vendor()).isEqualTo("Red Hat, Inc.");
    assertThat(installed.version()).isEqualTo("4.4.20-4.el8_6");
  }

  @Test
  void trivyHasTheSourceInWordsAndItsPropertiesAsAnnotations() throws SbomException {
    var system =
        with(
            spdxPackage("SPDXRef-OperatingSystem-1", "redhat", "8.9", ""),
            "primaryPackagePurpose",
            "OPERATING-SYSTEM");
    var perl =
        with(
            with(
                spdxPackage(
                    "SPDXRef-Package-1",
                    "perl-libs",
                    "4:5.26.3-422.el8",
                    "pkg:rpm/redhat/perl-libs@5.26.3-422.el8?arch=x86_64&distro=redhat-8.9&epoch=4"),
                "sourceInfo",
                "built package from: perl 4:5.26.3-422.el8"),
            "annotations",
            annotations("PkgType", "redhat", "Modularitylabel", "perl:5.26:8201:9edba152"));
    var application =
        with(
            spdxPackage("SPDXRef-Application-1", "app/go.mod", "", ""),
            "annotations",
            annotations("Class", "lang-pkgs", "Type", "gomod"));
    var inventory = read(spdx("trivy", spdxRoot(), system, perl, application));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.os().orElseThrow().id()).isEqualTo("rhel");
    var installed = inventory.packages().getFirst();
    assertThat(installed.version()).isEqualTo("4:5.26.3-422.el8");
    assertThat(installed.source()).isEqualTo("perl");
    assertThat(installed.sourceVersion()).isEqualTo("4:5.26.3-422.el8");
    assertThat(installed.sourceRpm()).isEqualTo("perl-5.26.3-422.el8.src.rpm");
    assertThat(installed.module()).isEqualTo("perl:5.26:8201:9edba152");
  }

  @Test
  void olderTrivyHasNoPurposesAndAttributionTexts() throws SbomException {
    var system = spdxPackage("SPDXRef-OperatingSystem-bd17", "alpine", "3.16.0", "");
    var musl =
        with(
            with(
                spdxPackage(
                    "SPDXRef-Package-b7eb",
                    "musl-utils",
                    "1.2.3-r0",
                    "pkg:apk/alpine/musl-utils@1.2.3-r0?distro=3.16.0"),
                "sourceInfo",
                "built package from: musl 1.2.3-r0"),
            "attributionTexts",
            List.of("LayerDiffID: sha256:" + "1".repeat(64), "no property"));
    var local =
        with(
            spdxPackage("SPDXRef-Package-c", "example.com/app", "", ""),
            "attributionTexts",
            List.of("PkgType: gobinary"));
    var document = with(spdx("trivy", spdxRoot(), system, musl, local), "spdxVersion", "SPDX-2.2");
    var inventory = read(document);
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.os().orElseThrow().versionId()).isEqualTo("3.16.0");
    assertThat(inventory.packages())
        .extracting(InstalledPackage::source, InstalledPackage::sourceVersion)
        .containsExactly(tuple("musl", "1.2.3-r0"));
  }

  @Test
  void aPackageWithoutUrlIsAGapUnlessTheDocumentIsAboutIt() throws SbomException {
    var bare = spdxPackage("SPDXRef-Package-deb-curl-1", "curl", "7.88.1-10", "");
    assertThat(read(spdx("syft", spdxRoot(), LIBSSL, bare)).gaps())
        .extracting(Gap::code)
        .containsExactly("sbom-component-unreadable");
    var other = spdxPackage("SPDXRef-1", "curl", "7.88.1-10", "");
    assertThat(read(spdx("homemade", spdxRoot(), LIBSSL, other)).gaps())
        .extracting(Gap::message)
        .singleElement()
        .asString()
        .contains("'curl 7.88.1-10' (it has no package URL)");
  }

  @Test
  void syftsPackagesOfApplicationsMayHaveNoUrl() throws SbomException {
    var binary = spdxPackage("SPDXRef-Package-binary-busybox-1", "busybox", "1.36", "");
    var inventory = read(spdx("syft", spdxRoot(), LIBSSL, binary));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.notes()).extracting(Note::code).contains("sbom-application-packages");
  }

  @Test
  void twoUrlsOfOnePackageAreTwoPackages() throws SbomException {
    var both = spdxPackage("SPDXRef-Package-deb-a-1", "a", "1", "pkg:deb/debian/a@1?arch=amd64");
    var references =
        List.of(
            java.util.Map.of("referenceType", "purl", "referenceLocator", "pkg:deb/debian/a@1"),
            java.util.Map.of(
                "referenceType",
                "http://spdx.org/rdf/references/purl",
                "referenceLocator",
                "pkg:deb/debian/a@2"));
    var inventory = read(spdx("syft", spdxRoot(), LIBSSL, with(both, "externalRefs", references)));
    assertThat(inventory.packages())
        .extracting(InstalledPackage::version)
        .containsExactly("1", "2", "3.0.11-1~deb12u1");
  }

  @Test
  void otherVersionsAreRefused() {
    for (var version : List.of("SPDX-2.1", "SPDX-3.0")) {
      assertThatThrownBy(() -> read(with(spdx("syft", spdxRoot()), "spdxVersion", version)))
          .hasMessageContaining(version);
    }
    assertThatThrownBy(() -> read(Documents.utf8("{\"@context\":\"x\",\"@graph\":[]}")))
        .isInstanceOfSatisfying(
            SbomException.class,
            e -> {
              assertThat(e.code()).isEqualTo("sbom-unsupported");
              assertThat(e.why()).contains("SPDX 3");
            });
  }
}
