package io.breakwater.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.Policy;
import io.breakwater.image.source.ImageLocation;
import io.breakwater.image.source.ImageSource;
import io.breakwater.image.source.SourceOptions;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.ImageInventories;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.inventory.Origin;
import io.breakwater.sbom.SbomFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bills of materials that are written here are read by `sbom:` as what they were made from.
class ReadBackTest {
  private static final Path IMAGES = Path.of(System.getProperty("breakwater.shared", ""), "images");
  private static final List<String> BILLS = List.of("cyclonedx", "cyclonedx-sbom", "spdx");

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3.6",
        "3.20",
        "debian-bookworm-nginx",
        "ubuntu-jammy-release",
        "rpm-sqlite-rhel9like",
        "rpm-bdb-centos8like",
        "rpm-ndb-sles15like",
        "status-only-debian-trixie",
        "status-only-ubuntu-xenial-release",
        "status-only-debian-bookworm-mariadb"
      })
  void realImagesHaveTheSamePackagesIssuesAndRelease(String tag) throws Exception {
    assumeTrue(Files.isDirectory(IMAGES), "skipped: no real images beside the checkout");
    var location = ImageLocation.parse("oci:" + IMAGES.resolve("oci") + ":" + tag);
    try (var opened = ImageSource.open(location, SourceOptions.of(temporary))) {
      var options = ImageInventories.Options.standard().withSpoolDirectory(temporary);
      areReadBack(new ImageInventories(options).read(opened.images().getFirst()));
    }
  }

  @Test
  void everyFieldOfAPackageComesBack() throws Exception {
    var packages =
        List.of(
            rpm("bash", "4.4-1.el8", "bash", "4.4-1.el8", null, "bash-4.4-1.el8.src.rpm", null),
            rpm(
                "nodejs",
                "1:16.13.1-3.module+el8.5.0",
                "nodejs",
                "1:16.13.1-3.module+el8.5.0",
                "nodejs:16:8050020211213092237:c5368500",
                "nodejs-16.13.1-3.module+el8.5.0.src.rpm",
                "Red Hat, Inc. <http://bugzilla.redhat.com/bugzilla>"));
    areReadBack(inventory("rhel", "8.10", packages));
    areReadBack(
        inventory(
            "debian",
            "12",
            List.of(
                deb("libc++1", "1:16.0-1+b1", "llvm-16", "1:16.0-1", "debian"),
                deb("zlib1g", "1:1.2.13.dfsg-1", "zlib", "1:1.2.13.dfsg-1", null))));
  }

  @Test
  void whatCouldNotBeReadStaysUnread() throws Exception {
    var report = SampleReports.incomplete();
    var bytes = FormatsTest.bytes("cyclonedx-sbom", report, ReportOptions.PLAIN);
    var file = Files.write(temporary.resolve("incomplete.json"), bytes);
    assertThat(SbomFile.read(file).gaps()).extracting("code").containsExactly("sbom-incomplete");
  }

  private void areReadBack(ImageInventory inventory) throws Exception {
    var written = report(inventory);
    for (var format : BILLS) {
      var file = temporary.resolve(format + ".json");
      Files.write(file, FormatsTest.bytes(format, written, ReportOptions.PLAIN));
      var read = SbomFile.read(file);
      assertThat(read.packages())
          .as(format)
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("file")
          .containsExactlyInAnyOrderElementsOf(inventory.packages());
      assertThat(read.os().map(ReadBackTest::release))
          .as(format)
          .isEqualTo(inventory.os().map(ReadBackTest::release));
      assertThat(read.gaps()).as(format).isEmpty();
      var again = report(read).assessment();
      assertThat(again.findings())
          .as(format)
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("installed.file")
          .containsExactlyInAnyOrderElementsOf(written.assessment().findings());
      assertThat(again.counts().vulnerabilities())
          .isEqualTo(written.assessment().counts().vulnerabilities());
    }
  }

  /// What a document says of a release: whose it is like no advisory asks.
  private static List<Object> release(OperatingSystem os) {
    return List.of(os.id(), os.versionId(), String.valueOf(os.codename()), os.prettyName());
  }

  private static ImageReport report(ImageInventory inventory) {
    var assessment =
        Advisor.assess(inventory, new EverythingIsVulnerable(), Policy.DEFAULT, SampleReports.NOW);
    return new ImageReport(
        "app:1", Optional.of(SampleReports.DIGEST), Optional.empty(), assessment);
  }

  private static ImageInventory inventory(
      String id, String version, List<InstalledPackage> packages) {
    var pretty = id.equals("rhel") ? "Red Hat Enterprise Linux 8.10" : "Debian 12 (bookworm)";
    var codename = id.equals("rhel") ? null : "bookworm";
    var os = new OperatingSystem(id, List.of(), version, codename, pretty, "/etc/os-release");
    return new ImageInventory(Optional.of(os), packages, List.of("/db"), List.of(), Set.of());
  }

  private static InstalledPackage rpm(
      String name,
      String version,
      String source,
      String sourceVersion,
      @Nullable String module,
      String sourceRpm,
      @Nullable String vendor) {
    return new InstalledPackage(
        Ecosystem.RPM,
        name,
        version,
        "x86_64",
        source,
        sourceVersion,
        module,
        sourceRpm,
        vendor,
        "/db",
        new Origin(3, Optional.of(SampleReports.DIGEST), "RUN echo \"a: b\" && dnf install", true));
  }

  private static InstalledPackage deb(
      String name, String version, String source, String sourceVersion, @Nullable String vendor) {
    return new InstalledPackage(
        Ecosystem.DEB,
        name,
        version,
        "amd64",
        source,
        sourceVersion,
        null,
        null,
        vendor,
        "/db",
        new Origin(0, Optional.empty(), "", false));
  }
}
