package io.breakwater.registry.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.inventory.Origin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageCoordinatesTest {
  private static PackageCoordinates named(String name) {
    return new PackageCoordinates(
        Ecosystem.RPM, "rhel", "8", null, name, "1:2-3", "x86_64", name, "2-3", "nodejs:18:1:2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "a\tb", "a\\tb", "a\nb", "", "\\", "ü", "a\0b"})
  void theTextReadsBackAsTheSame(String escaped) {
    var name = escaped.replace("\\t", "\\\\t");
    var coordinates = named(escaped);
    var text = coordinates.text();
    assertThat(PackageCoordinates.parse(text)).isEqualTo(coordinates);
    assertThat(text).doesNotContain("\0").doesNotContain("\n");
    assertThat(named(name).text().equals(text)).isEqualTo(name.equals(escaped));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "rpm", "rpm\ta\tb\tc\td\te\tf\tg\th", "foo\ta\tb\tc\td\te\tf\tg\th\ti"})
  void otherTextsAreNone(String text) {
    assertThatThrownBy(() -> PackageCoordinates.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "alpine,3.20.3,3.20",
    "ubuntu,22.04,22.04",
    "debian,12,12",
    "rhel,8.6,8",
    "debian,'',''"
  })
  void minorReleasesShareTheirPackages(String id, String version, String release) {
    var os = new OperatingSystem(id, List.of(), version, null, "", "/etc/os-release");
    assertThat(PackageCoordinates.of(Optional.of(os), bash()).releaseVersion()).isEqualTo(release);
  }

  @Test
  void anImageThatNamesNoReleaseHasPackagesTooButOfNone() {
    assertThat(PackageCoordinates.of(Optional.empty(), bash()).releaseId()).isEmpty();
  }

  private static InstalledPackage bash() {
    return new InstalledPackage(
        Ecosystem.DEB,
        "bash",
        "5.2",
        "amd64",
        "bash",
        "5.2",
        null,
        null,
        null,
        "/var/lib/dpkg/status",
        new Origin(0, Optional.empty(), "", false));
  }
}
