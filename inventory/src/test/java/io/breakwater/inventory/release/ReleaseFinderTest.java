package io.breakwater.inventory.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.inventory.release.ReleaseFiles.Found;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReleaseFinderTest {
  private static final String UBUNTU_BUILDER =
      "Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>";
  private static final Evidence NOTHING = new Evidence(0, 0, null, 0, Set.of(), Set.of());
  private static final Evidence UBUNTU =
      new Evidence(242, 100, UBUNTU_BUILDER, 0, Set.of(), Set.of());
  private static final Evidence DEBIAN =
      new Evidence(88, 0, "Santiago Vila <sanvila@debian.org>", 0, Set.of(), Set.of());

  private final Map<String, String> files = new HashMap<>();

  private ReleaseFinder.Finding find(Evidence evidence) {
    return ReleaseFinder.find(
        path -> {
          var text = files.get(path);
          return text == null ? new Found.Absent() : new Found.Text(text, "/" + path);
        },
        evidence);
  }

  private Release release(Evidence evidence) {
    return find(evidence).release().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "'ID=debian', debian",
    "'ID=\"debian\"', debian",
    "'ID=''debian''', debian",
    "'ID=de\\bian', debian",
    "'\uFEFFID=Debian', debian",
    "'ID=x\nID=debian', debian",
    "'# ID=x\r\nID=debian\r\n', debian",
    "'ID=\"a\\\"b\\n\"', 'a\"b\\n'",
  })
  void valuesAreReadAsTheShellWould(String text, String id) {
    files.put("etc/os-release", text);
    assertThat(release(NOTHING).id()).isEqualTo(id);
  }

  @Test
  void fileInEtcComesBeforeTheOneInUsr() {
    files.put("usr/lib/os-release", "ID=b");
    assertThat(release(NOTHING).file()).isEqualTo("/usr/lib/os-release");
    files.put("etc/os-release", "ID=a");
    assertThat(release(NOTHING).id()).isEqualTo("a");
  }

  @Test
  void alpineEdgeIsToldFromItsVersion() {
    files.put("etc/os-release", "ID=alpine\nVERSION_ID=3.22_alpha20250108\n");
    assertThat(release(NOTHING).codename()).isEqualTo("edge");
    files.clear();
    files.put("etc/alpine-release", "3.20.3\n");
    assertThat(release(NOTHING).codename()).isNull();
    assertThat(release(NOTHING).versionId()).isEqualTo("3.20.3");
  }

  @Test
  void debianWithoutVersionIsTestingOrSidByItsSources() {
    files.put(
        "etc/os-release",
        "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux forky/sid\"\nVERSION_CODENAME=forky\n");
    assertThat(release(DEBIAN).versionId()).isEmpty();
    assertThat(release(DEBIAN).codename()).isEqualTo("forky");
    var sid = new Evidence(88, 0, null, 0, Set.of(), Set.of("sid"));
    assertThat(release(sid).codename()).isEqualTo("sid");
  }

  @Test
  void centosStreamIsNotCentos() {
    files.put("etc/os-release", "NAME=\"CentOS Stream\"\nID=centos\nVERSION_ID=9\n");
    assertThat(release(NOTHING).codename()).isEqualTo("stream");
    files.clear();
    files.put("etc/redhat-release", "CentOS Linux release 7.9.2009 (Core)\n");
    assertThat(release(NOTHING).id()).isEqualTo("centos");
    assertThat(release(NOTHING).versionId()).isEqualTo("7.9.2009");
    assertThat(release(NOTHING).codename()).isEqualTo("core");
  }

  @ParameterizedTest
  @CsvSource({
    "redhat-release, Red Hat Enterprise Linux Server release 6.10 (Santiago), rhel, 6.10",
    "centos-release, CentOS release 6.10 (Final), centos, 6.10",
    "system-release, CentOS release 6.10 (Final), centos, 6.10",
    "rocky-release, Rocky Linux release 8.6 (Green Obsidian), rocky, 8.6",
    "almalinux-release, AlmaLinux release 8.6 (Sky Tiger), almalinux, 8.6",
    "oracle-release, Oracle Linux Server release 8.6, ol, 8.6",
    "fedora-release, Fedora release 38 (Thirty Eight), fedora, 38",
    "system-release, Amazon Linux release 2 (Karoo), amzn, 2",
  })
  void releaseFileTellsWhereThereIsNoOsRelease(
      String file, String line, String id, String version) {
    files.put("etc/" + file, line + "\n");
    assertThat(release(NOTHING).id()).isEqualTo(id);
    assertThat(release(NOTHING).versionId()).isEqualTo(version);
  }

  @Test
  void redHatReleaseOfOracleLinuxIsNotRedHats() {
    files.put("etc/redhat-release", "Red Hat Enterprise Linux release 8.6 (Ootpa)\n");
    assertThat(find(releasePackages("rhel", "ol")).problems()).hasSize(1);
    files.put("etc/oracle-release", "Oracle Linux Server release 8.6\n");
    assertThat(release(NOTHING).id()).isEqualTo("ol");
    assertThat(find(releasePackages("rhel", "ol")).problems()).isEmpty();
  }

  @Test
  void almaLinuxKittenIsNotAlmaLinux() {
    files.put("etc/os-release", "NAME=\"AlmaLinux Kitten\"\nID=\"almalinux\"\nVERSION_ID=\"10\"\n");
    assertThat(release(NOTHING).codename()).isEqualTo("kitten");
    files.clear();
    files.put("etc/almalinux-release", "AlmaLinux Kitten release 10 (Lion Cub)\n");
    assertThat(release(NOTHING).codename()).isEqualTo("kitten");
  }

  @ParameterizedTest
  @CsvSource({
    "rhel, rhel, true",
    "rhel, '', true",
    "rhel, centos, false",
    "rhel, almalinux, false",
    "centos, centos, true",
    "centos, rhel, false",
    "rocky, almalinux, false",
    "ol, rhel ol, true",
    "rhel, rhel ol, false",
    "sles, sles, true",
  })
  void releasePackageOfAnotherDistributionContradicts(String id, String packages, boolean fits) {
    files.put("etc/os-release", "ID=" + id + "\nVERSION_ID=8.6\n");
    var evidence = releasePackages(packages.isEmpty() ? new String[0] : packages.split(" ", -1));
    assertThat(find(evidence).problems().isEmpty()).isEqualTo(fits);
  }

  private static Evidence releasePackages(String... ids) {
    return new Evidence(0, 0, null, 0, Set.of(ids), Set.of());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "redhat-release, rhel",
        "redhat-release-server, rhel",
        "centos-stream-release, centos",
        "centos-release-scl, -",
        "epel-release, -",
        "redhat-release-eula, -",
        "rocky-release, rocky",
        "release, -",
      })
  void releasePackagesAreKnownByTheirWholeNames(String name, @Nullable String id) {
    assertThat(ReleasePackages.distribution(name)).isEqualTo(id);
  }

  @Test
  void debianVersionOfUbuntuIsNotDebian() {
    files.put("etc/debian_version", "stretch/sid\n");
    var finding = find(UBUNTU);
    assertThat(finding.release()).isEmpty();
    assertThat(finding.problems())
        .extracting(ReleaseFinder.Problem::code)
        .containsExactly("release-undecided");
    files.put("etc/issue", "Ubuntu 16.04.7 LTS \\n \\l\n");
    assertThat(release(UBUNTU).id()).isEqualTo("ubuntu");
    assertThat(release(UBUNTU).versionId()).isEqualTo("16.04");
  }

  @Test
  void debianVersionWithoutEvidenceIsUndecided() {
    files.put("etc/debian_version", "12.5\n");
    assertThat(find(NOTHING).release()).isEmpty();
    assertThat(find(NOTHING).problems()).hasSize(1);
    assertThat(release(DEBIAN).versionId()).isEqualTo("12");
    files.put("etc/dpkg/origins/default", "Vendor: Kali\n");
    assertThat(find(DEBIAN).release()).isEmpty();
  }

  @Test
  void lsbReleaseDecidesBeforeDebianVersion() {
    files.put("etc/debian_version", "stretch/sid\n");
    files.put("etc/lsb-release", "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=16.04\n");
    assertThat(release(UBUNTU).id()).isEqualTo("ubuntu");
  }

  @Test
  void devuanIsNotDebian() {
    files.put("etc/os-release", "ID=devuan\nID_LIKE=debian\nVERSION_ID=\"5\"\n");
    assertThat(release(DEBIAN).id()).isEqualTo("devuan");
    assertThat(release(DEBIAN).idLike()).containsExactly("debian");
  }

  @Test
  void contradictionsBetweenReleaseAndPackagesAreTold() {
    files.put("etc/os-release", "ID=debian\nVERSION_ID=12\n");
    assertThat(find(DEBIAN).problems()).isEmpty();
    assertThat(find(UBUNTU).problems())
        .extracting(ReleaseFinder.Problem::code)
        .containsExactly("release-contradicted");
  }

  @Test
  void releaseFileWithoutIdIsDamaged() {
    files.put("etc/os-release", "\u0000\u0001garbage");
    assertThat(find(NOTHING).problems())
        .extracting(ReleaseFinder.Problem::code)
        .containsExactly("release-file-damaged");
  }
}
