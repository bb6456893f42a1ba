package io.breakwater.sbom;

import static io.breakwater.sbom.Documents.library;
import static io.breakwater.sbom.Documents.property;
import static io.breakwater.sbom.Documents.read;
import static io.breakwater.sbom.Documents.syft;
import static io.breakwater.sbom.Documents.syftSystem;
import static io.breakwater.sbom.Documents.trivy;
import static io.breakwater.sbom.Documents.trivySystem;
import static io.breakwater.sbom.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.Gap;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.Note;
import io.breakwater.testkit.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CycloneDxTest {
  private static final Object BOOKWORM =
      syftSystem("debian", "12.5", "bookworm", "Debian GNU/Linux 12 (bookworm)");
  private static final Object LIBSSL =
      library(
          "libssl3",
          "3.0.11-1~deb12u1",
          "pkg:deb/debian/libssl3@3.0.11-1~deb12u1?arch=amd64&distro=debian-12.5&upstream=openssl",
          "syft:package:type",
          "deb",
          "syft:metadata:source",
          "openssl");

  @Test
  void debianOfSyft() throws SbomException {
    var bash =
        library(
            "bash",
            "5.2.15-2+b2",
            "pkg:deb/debian/bash@5.2.15-2%2Bb2?arch=amd64&distro=debian-12.5"
                + "&upstream=bash%405.2.15-2");
    var inventory = read(syft(BOOKWORM, LIBSSL, bash));
    assertThat(inventory.gaps()).isEmpty();
    var os = inventory.os().orElseThrow();
    assertThat(os.id()).isEqualTo("debian");
    assertThat(os.versionId()).isEqualTo("12");
    assertThat(os.codename()).isEqualTo("bookworm");
    assertThat(os.prettyName()).isEqualTo("Debian GNU/Linux 12 (bookworm)");
    assertThat(inventory.databases()).containsExactly(Documents.NAME);
    assertThat(inventory.packages())
        .extracting(
            InstalledPackage::name,
            InstalledPackage::version,
            InstalledPackage::arch,
            InstalledPackage::source,
            InstalledPackage::sourceVersion)
        .containsExactly(
            tuple("bash", "5.2.15-2+b2", "amd64", "bash", "5.2.15-2"),
            tuple("libssl3", "3.0.11-1~deb12u1", "amd64", "openssl", "3.0.11-1~deb12u1"));
  }

  @Test
  void redHatOfSyft() throws SbomException {
    var openssl =
        with(
            library(
                "openssl-libs",
                "1:1.1.1k-6.el8_5",
                "pkg:rpm/redhat/openssl-libs@1.1.1k-6.el8_5?arch=x86_64&distro=rhel-8.6&epoch=1"
                    + "&upstream=openssl-1.1.1k-6.el8_5.src.rpm"),
            "publisher",
            "Red Hat, Inc.");
    var node =
        with(
            library(
                "nodejs",
                "1:18.9.1-1.module+el8.7.0+16806+4709f9d4",
                "pkg:rpm/redhat/nodejs@18.9.1-1.module%2Bel8.7.0%2B16806%2B4709f9d4?arch=x86_64"
                    + "&distro=rhel-8.6&epoch=1&rpmmod=nodejs:18:8070020221009220316:bd1311ed"
                    + "&upstream=nodejs-18.9.1-1.module%2Bel8.7.0%2B16806%2B4709f9d4.src.rpm"),
            "publisher",
            "Red Hat, Inc.");
    var key = library("gpg-pubkey", "1-2", "pkg:rpm/redhat/gpg-pubkey@1-2?distro=rhel-8.6");
    var system = syftSystem("rhel", "8.6", "", "Red Hat Enterprise Linux 8.6 (Ootpa)");
    var inventory = read(syft(system, openssl, node, key));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.os().orElseThrow().versionId()).isEqualTo("8.6");
    assertThat(inventory.packages())
        .extracting(
            InstalledPackage::version,
            InstalledPackage::source,
            InstalledPackage::sourceVersion,
            InstalledPackage::module,
            InstalledPackage::sourceRpm,
            InstalledPackage::vendor)
        .containsExactly(
            tuple(
                "1:18.9.1-1.module+el8.7.0+16806+4709f9d4",
                "nodejs",
                "1:18.9.1-1.module+el8.7.0+16806+4709f9d4",
                "nodejs:18:8070020221009220316:bd1311ed",
                "nodejs-18.9.1-1.module+el8.7.0+16806+4709f9d4.src.rpm",
                "Red Hat, Inc."),
            tuple(
                "1:1.1.1k-6.el8_5",
                "openssl",
                "1:1.1.1k-6.el8_5",
                null,
                "openssl-1.1.1k-6.el8_5.src.rpm",
                "Red Hat, Inc."));
  }

  @Test
  void redHatOfTrivy() throws SbomException {
    var perl =
        with(
            library(
                "perl-libs",
                "4:5.26.3-422.el8",
                "pkg:rpm/redhat/perl-libs@5.26.3-422.el8?arch=x86_64&distro=redhat-8.9&epoch=4",
                "aquasecurity:trivy:PkgType",
                "redhat",
                "aquasecurity:trivy:SrcName",
                "perl",
                "aquasecurity:trivy:SrcVersion",
                "5.26.3",
                "aquasecurity:trivy:SrcRelease",
                "422.el8",
                "aquasecurity:trivy:SrcEpoch",
                "4",
                "aquasecurity:trivy:Modularitylabel",
                "perl:5.26:820181219174508:9edba152",
                "aquasecurity:trivy:LayerDigest",
                "sha256:" + "a".repeat(64),
                "aquasecurity:trivy:LayerDiffID",
                "sha256:" + "2".repeat(64)),
            "supplier",
            Json.object("name", "Red Hat, Inc."));
    var document = trivy(trivySystem("redhat", "8.9"), perl);
    var root =
        Json.object(
            "type",
            "container",
            "name",
            "ubi8",
            "properties",
            List.of(
                property("aquasecurity:trivy:DiffID", "sha256:" + "1".repeat(64)),
                property("aquasecurity:trivy:DiffID", "sha256:" + "2".repeat(64))));
    var tools = List.of(Json.object("vendor", "aquasecurity", "name", "trivy", "version", "0.50"));
    var inventory =
        read(with(document, "metadata", Json.object("tools", tools, "component", root)));
    assertThat(inventory.gaps()).isEmpty();
    var os = inventory.os().orElseThrow();
    assertThat(os.id()).isEqualTo("rhel");
    assertThat(os.prettyName()).isEqualTo("Red Hat Enterprise Linux 8.9");
    var installed = inventory.packages().getFirst();
    assertThat(installed.version()).isEqualTo("4:5.26.3-422.el8");
    assertThat(installed.source()).isEqualTo("perl");
    assertThat(installed.sourceVersion()).isEqualTo("4:5.26.3-422.el8");
    assertThat(installed.sourceRpm()).isEqualTo("perl-5.26.3-422.el8.src.rpm");
    assertThat(installed.module()).isEqualTo("perl:5.26:820181219174508:9edba152");
    assertThat(installed.vendor()).isEqualTo("Red Hat, Inc.");
    assertThat(installed.origin().layer()).isEqualTo(1);
    assertThat(installed.origin().layerDigest())
        .hasToString("Optional[sha256:" + "a".repeat(64) + "]");
  }

  @Test
  void ubuntuAndAlpineOfTrivy() throws SbomException {
    var bsdutils =
        library(
            "bsdutils",
            "1:2.37.2-4ubuntu3",
            "pkg:deb/ubuntu/bsdutils@2.37.2-4ubuntu3?arch=amd64&distro=ubuntu-22.04&epoch=1",
            "aquasecurity:trivy:SrcName",
            "util-linux",
            "aquasecurity:trivy:SrcVersion",
            "2.37.2",
            "aquasecurity:trivy:SrcRelease",
            "4ubuntu3");
    var ubuntu = read(trivy(trivySystem("ubuntu", "22.04"), bsdutils));
    assertThat(ubuntu.gaps()).isEmpty();
    assertThat(ubuntu.packages())
        .extracting(
            InstalledPackage::version, InstalledPackage::source, InstalledPackage::sourceVersion)
        .containsExactly(tuple("1:2.37.2-4ubuntu3", "util-linux", "2.37.2-4ubuntu3"));

    var ssl =
        library(
            "ssl_client",
            "1.36.1-r29",
            "pkg:apk/alpine/ssl_client@1.36.1-r29?arch=x86_64&distro=3.20.3",
            "aquasecurity:trivy:SrcName",
            "busybox",
            "aquasecurity:trivy:SrcVersion",
            "1.36.1-r29");
    var alpine = read(trivy(trivySystem("alpine", "3.20.3"), ssl));
    assertThat(alpine.gaps()).isEmpty();
    assertThat(alpine.os().orElseThrow().versionId()).isEqualTo("3.20.3");
    assertThat(alpine.packages().getFirst().ecosystem()).isEqualTo(Ecosystem.APK);
    assertThat(alpine.packages().getFirst().source()).isEqualTo("busybox");
  }

  @Test
  void theEpochMayStandInTheVersionTheQualifierOrBesideThem() throws SbomException {
    var system = syftSystem("centos", "8", "", "CentOS Linux 8");
    for (var forms :
        List.of(
            library("a", "1:2-3", "pkg:rpm/centos/a@1:2-3?arch=x86_64&upstream=a-2-3.src.rpm"),
            library("a", "2-3", "pkg:rpm/centos/a@2-3?arch=x86_64&epoch=1&upstream=a-2-3.src.rpm"),
            library("a", "1:2-3", "pkg:rpm/centos/a@2-3?arch=x86_64&upstream=a-2-3.src.rpm"))) {
      assertThat(read(syft(system, forms)).packages().getFirst().version()).isEqualTo("1:2-3");
    }
    var zero =
        library("a", "0:2-3", "pkg:rpm/centos/a@2-3?arch=x86_64&epoch=0&upstream=a-2-3.src.rpm");
    assertThat(read(syft(system, zero)).packages().getFirst().version()).isEqualTo("2-3");
  }

  @Test
  void keysComeInAnyOrder() throws SbomException {
    var document = syft(BOOKWORM, LIBSSL, library("left-pad", "1", "pkg:npm/left-pad@1"));
    var keys = new ArrayList<>(document.keySet());
    Collections.reverse(keys);
    var turned = new LinkedHashMap<String, Object>();
    keys.forEach(key -> turned.put(key, document.get(key)));
    assertThat(read(turned)).isEqualTo(read(document));
  }

  @Test
  void nestedComponentsCountAndDoubledOnesCountOnce() throws SbomException {
    var nested =
        Json.object(
            "type",
            "application",
            "name",
            "bundle",
            "components",
            List.of(LIBSSL, Json.object("type", "framework", "name", "x", "purl", "pkg:npm/x@1")));
    var inventory = read(syft(BOOKWORM, LIBSSL, nested));
    assertThat(inventory.packages()).hasSize(1);
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.notes())
        .filteredOn(note -> note.code().equals("sbom-application-packages"))
        .singleElement()
        .satisfies(note -> assertThat(note.message()).startsWith("1 package of other kinds (npm)"));
  }

  @Test
  void whatCannotBeToldIsAGap() throws SbomException {
    var bare = library("curl", "7.88.1-10", "");
    var malformed = library("zlib1g", "1", "pkg:deb/debian/zlib1g@%zz");
    var inventory = read(syft(BOOKWORM, LIBSSL, bare, malformed));
    assertThat(inventory.packages()).hasSize(1);
    assertThat(inventory.gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.code()).isEqualTo("sbom-component-unreadable");
              assertThat(gap.message()).startsWith("2 components of app.json").contains("zlib1g 1");
            });
  }

  @Test
  void aPackageOfAnApplicationWithoutUrlIsNoGap() throws SbomException {
    var local = library("example.com/app", "(devel)", "", "aquasecurity:trivy:PkgType", "gobinary");
    var broken = library("x", "1", "pkg:golang/x@%zz", "syft:package:type", "go-module");
    var inventory = read(syft(BOOKWORM, LIBSSL, local, broken));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.notes())
        .extracting(Note::message)
        .anyMatch(message -> message.contains("2 packages of other kinds (gobinary, golang)"));
    var os = library("curl", "7.88.1-10", "", "syft:package:type", "deb");
    assertThat(read(syft(BOOKWORM, LIBSSL, os)).gaps())
        .extracting(Gap::code)
        .containsExactly("sbom-component-unreadable");
  }

  @Test
  void anRpmWithoutReleaseArchitectureOrVersionCannotBeTold() throws SbomException {
    for (var purl :
        List.of(
            "pkg:rpm/centos/a@1?arch=x86_64",
            "pkg:rpm/centos/a@1:-2?arch=x86_64",
            "pkg:rpm/centos/a@1-?arch=x86_64",
            "pkg:rpm/centos/a@1-2",
            "pkg:rpm/centos/a@1-2?arch=x86_64&epoch=x",
            "pkg:rpm/centos/a@1:1-2?arch=x86_64&epoch=2",
            "pkg:rpm/centos/a?arch=x86_64")) {
      var inventory = read(syft(syftSystem("centos", "8", "", "CentOS"), library("a", "", purl)));
      assertThat(inventory.packages()).as(purl).isEmpty();
      assertThat(inventory.gaps())
          .as(purl)
          .extracting(Gap::code)
          .containsExactly("sbom-component-unreadable");
    }
  }

  @Test
  void sourcePackagesAreNotInstalled() throws SbomException {
    var source = library("openssl", "3-1", "pkg:rpm/redhat/openssl@3-1?arch=src");
    var dsc = library("openssl", "3-1", "pkg:deb/debian/openssl@3-1?arch=source");
    assertThat(read(syft(BOOKWORM, LIBSSL, source, dsc)).packages()).hasSize(1);
  }

  @Test
  void anotherToolsListWithoutSourcesIsAGap() throws SbomException {
    var libssl = library("libssl3", "3.0.11-1", "pkg:deb/debian/libssl3@3.0.11-1?arch=amd64");
    var document = Documents.cycloneDx("homemade", BOOKWORM, libssl);
    assertThat(read(document).gaps()).extracting(Gap::code).containsExactly("sbom-sources-missing");
    assertThat(read(Documents.cycloneDx("homemade", BOOKWORM, LIBSSL)).gaps()).isEmpty();
    assertThat(read(syft(BOOKWORM, libssl)).gaps()).isEmpty();
  }

  @Test
  void onlyWellKnownToolsNameVendors() throws SbomException {
    var bash =
        with(
            library("bash", "5-1", "pkg:rpm/centos/bash@5-1?arch=x86_64&upstream=bash-5-1.src.rpm"),
            "publisher",
            "CentOS");
    var system = syftSystem("centos", "8", "", "CentOS Linux 8");
    assertThat(read(syft(system, bash)).packages().getFirst().vendor()).isEqualTo("CentOS");
    assertThat(read(Documents.cycloneDx("homemade", system, bash)).packages().getFirst().vendor())
        .isNull();
  }

  @Test
  void aListThatSaysItIsIncompleteIsAGap() throws SbomException {
    for (var aggregate : List.of("incomplete", "incomplete_third_party_only")) {
      var compositions = List.of(Json.object("aggregate", aggregate, "assemblies", List.of("x")));
      assertThat(read(with(syft(BOOKWORM, LIBSSL), "compositions", compositions)).gaps())
          .extracting(Gap::code)
          .containsExactly("sbom-incomplete");
    }
    var graph = List.of(Json.object("aggregate", "incomplete", "dependencies", List.of("x")));
    assertThat(read(with(syft(BOOKWORM, LIBSSL), "compositions", graph)).gaps()).isEmpty();
    var unknown = List.of(Json.object("aggregate", "unknown"));
    assertThat(read(with(syft(BOOKWORM, LIBSSL), "compositions", unknown)).notes())
        .extracting(Note::code)
        .contains("sbom-completeness-unknown");
  }

  @Test
  void withoutAnyPackageOfAnOperatingSystemNothingIsKnown() throws SbomException {
    for (var document : List.of(syft(), syft(library("x", "1", "pkg:npm/x@1")), syft(BOOKWORM))) {
      var inventory = read(document);
      assertThat(inventory.packages()).isEmpty();
      assertThat(inventory.gaps()).extracting(Gap::code).containsExactly("sbom-without-packages");
    }
  }

  @Test
  void theNotesSayWhatASbomLacksAndWhoWroteIt() throws SbomException {
    var notes = read(syft(BOOKWORM, LIBSSL)).notes();
    assertThat(notes)
        .extracting(Note::code)
        .containsExactly("sbom", "sbom-no-file-list", "sbom-no-configuration");
    assertThat(notes.getFirst().message()).endsWith("CycloneDX 1.6, written by syft 1.2.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.4", "1.5", "1.6", "1.7"})
  void versionsThatAreRead(String version) throws SbomException {
    var inventory = read(with(syft(BOOKWORM, LIBSSL), "specVersion", version));
    assertThat(inventory.packages()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.3", "1.8", "2.0", ""})
  void versionsThatAreRefused(String version) {
    assertThatThrownBy(() -> read(with(syft(BOOKWORM, LIBSSL), "specVersion", version)))
        .isInstanceOfSatisfying(
            SbomException.class,
            e -> {
              assertThat(e.code()).isEqualTo("sbom-unsupported");
              assertThat(e.next()).contains("1.4 to 1.7");
            });
  }

  @Test
  void aListOfVulnerabilitiesAloneIsNoSbom() {
    var vex =
        Json.object(
            "bomFormat",
            "CycloneDX",
            "specVersion",
            "1.5",
            "vulnerabilities",
            List.of(Json.object("id", "CVE-2024-1")));
    assertThatThrownBy(() -> read(vex)).hasMessageContaining("VEX");
  }
}
