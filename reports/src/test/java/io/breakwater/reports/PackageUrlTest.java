package io.breakwater.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.inventory.Origin;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PackageUrlTest {
  @Test
  void aPackageOfItsOwnSource() {
    assertThat(url(Ecosystem.APK, "musl", "1.2.5-r0", "musl", "1.2.5-r0", "alpine", "3.20.3"))
        .isEqualTo("pkg:apk/alpine/musl@1.2.5-r0?arch=amd64&distro=alpine-3.20.3");
  }

  @Test
  void colonsStandAndPlusIsEncoded() {
    assertThat(
            url(
                Ecosystem.DEB,
                "login",
                "1:4.13+dfsg1-1+b1",
                "shadow",
                "1:4.13+dfsg1-1",
                "debian",
                "12"))
        .isEqualTo(
            "pkg:deb/debian/login@1:4.13%2Bdfsg1-1%2Bb1?arch=amd64&distro=debian-12"
                + "&upstream=shadow%401:4.13%2Bdfsg1-1");
  }

  @Test
  void namesAreEncodedToo() {
    assertThat(url(Ecosystem.DEB, "libstdc++6", "1~a", "gcc-12", "1~a", "ubuntu", "22.04"))
        .isEqualTo(
            "pkg:deb/ubuntu/libstdc%2B%2B6@1~a?arch=amd64&distro=ubuntu-22.04&upstream=gcc-12");
    assertThat(url(Ecosystem.DEB, "ä/ü", "1", "ä/ü", "1", "debian", ""))
        .isEqualTo("pkg:deb/debian/%C3%A4%2F%C3%BC@1?arch=amd64&distro=debian-sid");
  }

  @Test
  void withoutADistributionThereIsNone() {
    assertThat(PackageUrl.of(installed(Ecosystem.DEB, "a", "1", "a", "1"), Optional.empty()))
        .isNull();
  }

  private static @Nullable String url(
      Ecosystem ecosystem,
      String name,
      String version,
      String source,
      String sourceVersion,
      String id,
      String versionId) {
    var os = new OperatingSystem(id, List.of(), versionId, "sid", "", "/etc/os-release");
    return PackageUrl.of(
        installed(ecosystem, name, version, source, sourceVersion), Optional.of(os));
  }

  private static InstalledPackage installed(
      Ecosystem ecosystem, String name, String version, String source, String sourceVersion) {
    return new InstalledPackage(
        ecosystem,
        name,
        version,
        "amd64",
        source,
        sourceVersion,
        null,
        null,
        null,
        "/var/lib/dpkg/status",
        new Origin(0, Optional.empty(), "", false));
  }
}
