package io.breakwater.sbom;

import static io.breakwater.sbom.Documents.library;
import static io.breakwater.sbom.Documents.read;
import static io.breakwater.sbom.Documents.syft;
import static io.breakwater.sbom.Documents.syftSystem;
import static io.breakwater.sbom.Documents.trivySystem;
import static io.breakwater.sbom.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.inventory.Gap;
import io.breakwater.inventory.ImageInventory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillReleaseTest {
  private static Object deb(String name, String distro) {
    var qualifier = distro.isEmpty() ? "" : "&distro=" + distro;
    return library(name, "1-1", "pkg:deb/debian/" + name + "@1-1?arch=amd64" + qualifier);
  }

  @ParameterizedTest
  @CsvSource({
    "alpine, 3.20.3, alpine, 3.20.3",
    "debian, 12.5, debian, 12",
    "ubuntu, 22.04, ubuntu, 22.04",
    "redhat, 8.9, rhel, 8.9",
    "centos, 7.9.2009, centos, 7.9.2009",
    "alma, 9.3, almalinux, 9.3",
    "rocky, 9.3, rocky, 9.3",
    "oracle, 8.8, ol, 8.8",
    "suse linux enterprise server, 15.5, sles, 15.5"
  })
  void trivysFamiliesAreDistributions(String family, String version, String id, String versionId)
      throws SbomException {
    var os = read(syft(trivySystem(family, version))).os().orElseThrow();
    assertThat(os.id()).isEqualTo(id);
    assertThat(os.versionId()).isEqualTo(versionId);
  }

  @ParameterizedTest
  @CsvSource({
    "deb, debian, debian-12.5, debian, 12, ",
    "deb, debian, bookworm, debian, '', bookworm",
    "deb, debian, debian-bookworm, debian, '', bookworm",
    "deb, ubuntu, ubuntu-22.04, ubuntu, 22.04, ",
    "deb, ubuntu, 22.04, ubuntu, 22.04, ",
    "apk, alpine, 3.20.3, alpine, 3.20.3, ",
    "apk, alpine, alpine-3.20.3, alpine, 3.20.3, ",
    "rpm, redhat, rhel-8.6, rhel, 8.6, ",
    "rpm, redhat, redhat-8.6, rhel, 8.6, ",
    "rpm, alma, alma-9.3, almalinux, 9.3, ",
    "rpm, opensuse, opensuse-leap-15.5, opensuse-leap, 15.5, "
  })
  void distroQualifiers(
      String type, String namespace, String distro, String id, String version, String codename)
      throws SbomException {
    var purl = "pkg:" + type + "/" + namespace + "/a@1-1?arch=x86_64&distro=" + distro;
    var os = read(syft(library("a", "1-1", purl))).os().orElseThrow();
    assertThat(os.id()).isEqualTo(id);
    assertThat(os.versionId()).isEqualTo(version);
    assertThat(os.codename()).isEqualTo(codename);
  }

  @Test
  void qualifiersThatContradictEachOtherAreUndecided() throws SbomException {
    assertUndecided(read(syft(deb("a", "debian-12"), deb("b", "debian-11"))));
    assertUndecided(read(syft(deb("a", "debian-12"), deb("b", "ubuntu-22.04"))));
    assertThat(read(syft(deb("a", "debian-12"), deb("b", "debian-12.5"))).gaps()).isEmpty();
  }

  @Test
  void aPackageOfAnotherReleaseThanTheSystemsIsUndecided() throws SbomException {
    var system = syftSystem("debian", "12.5", "bookworm", "Debian GNU/Linux 12 (bookworm)");
    assertUndecided(read(syft(system, deb("a", "debian-12.5"), deb("b", "debian-11.2"))));
    assertThat(read(syft(deb("a", "bookworm"), system, deb("b", ""))).gaps()).isEmpty();
  }

  @Test
  void twoOperatingSystemsAreUndecided() throws SbomException {
    assertUndecided(
        read(syft(trivySystem("debian", "12.5"), trivySystem("alpine", "3.20"), deb("a", ""))));
    var twice = read(syft(trivySystem("debian", "12.5"), trivySystem("debian", "12.5")));
    assertThat(twice.os()).isPresent();
  }

  @Test
  void packagesWithoutAnyReleaseAreAGap() throws SbomException {
    var inventory = read(syft(deb("a", "")));
    assertThat(inventory.os()).isEmpty();
    assertThat(inventory.packages()).hasSize(1);
    assertThat(inventory.gaps()).extracting(Gap::code).containsExactly("sbom-release-missing");
  }

  @Test
  void centOsStreamIsToldByItsTitleItsReleasePackageOrItsNumber() throws SbomException {
    assertThat(codename(syft(syftSystem("centos", "8", "", "CentOS Stream 8"))))
        .isEqualTo("stream");
    assertThat(codename(syft(trivySystem("centos", "9")))).isEqualTo("stream");
    assertThat(codename(syft(trivySystem("centos", "8.5.2111")))).isNull();
    var release =
        library(
            "centos-stream-release",
            "8.6-1.el8",
            "pkg:rpm/centos/centos-stream-release@8.6-1.el8?arch=noarch&distro=centos-8");
    assertThat(codename(syft(release))).isEqualTo("stream");
  }

  private static @Nullable String codename(Object document) throws SbomException {
    return read(document).os().orElseThrow().codename();
  }

  @Test
  void alpineEdgeIsToldByItsVersion() throws SbomException {
    var system = syftSystem("alpine", "3.21_alpha20240807", "", "Alpine Linux edge");
    assertThat(codename(syft(system))).isEqualTo("edge");
  }

  @Test
  void aReleaseThatItsPackagesContradictIsAGap() throws SbomException {
    var files =
        with(
            library("base-files", "12ubuntu4", "pkg:deb/ubuntu/base-files@12ubuntu4?arch=amd64"),
            "publisher",
            "Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>");
    var system = syftSystem("debian", "12.5", "bookworm", "Debian GNU/Linux 12 (bookworm)");
    assertThat(read(syft(system, files)).gaps())
        .extracting(Gap::code)
        .containsExactly("release-contradicted");
  }

  @Test
  void textInAReleasesNameStaysText() throws SbomException {
    var system = syftSystem("debian", "12", "", "a\"b\\c$d`e\nID=alpine");
    var os = read(syft(system)).os().orElseThrow();
    assertThat(os.id()).isEqualTo("debian");
    assertThat(os.prettyName()).isEqualTo("a\"b\\c$d`e ID=alpine");
  }

  private static void assertUndecided(ImageInventory inventory) {
    assertThat(inventory.os()).isEmpty();
    assertThat(inventory.gaps()).extracting(Gap::code).isEqualTo(List.of("release-undecided"));
  }
}
