package io.breakwater.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.inventory.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void anRpmHasItsEpochSourceAndModuleAsQualifiers() {
    var os = new OperatingSystem("rhel", List.of(), "8.6", null, "", "/etc/os-release");
    var installed =
        new InstalledPackage(
            Ecosystem.RPM,
            "nodejs",
            "1:18.9.1-1.module+el8",
            "x86_64",
            "nodejs",
            "1:18.9.1-1.module+el8",
            "nodejs:18:8070:bd13",
            "nodejs-18.9.1-1.module+el8.src.rpm",
            "Red Hat, Inc.",
            "/var/lib/rpm/rpmdb.sqlite",
            new Origin(0, Optional.empty(), "", false));
    assertThat(PackageUrl.of(installed, Optional.of(os)))
        .hasToString(
            "pkg:rpm/redhat/nodejs@18.9.1-1.module%2Bel8?arch=x86_64&distro=rhel-8.6&epoch=1"
                + "&rpmmod=nodejs:18:8070:bd13&upstream=nodejs-18.9.1-1.module%2Bel8.src.rpm");
  }

  @Test
  void namesThatAreNoTextDoNoHarm() {
    assertThat(url(Ecosystem.DEB, "a\udc80\ud800", "1", "a\udc80\ud800", "1", "debian", "12"))
        .isEqualTo("pkg:deb/debian/a%5Cx80%3F@1?arch=amd64&distro=debian-12");
    assertThat(url(Ecosystem.DEB, " ", "1", " ", "1", "debian", "12")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie, deb, debian, curl, 7.50.3-1, ''",
    "PKG://Deb/debian//curl@7.50.3-1/, deb, debian, curl, 7.50.3-1, ''",
    "pkg:npm/%40angular/animation@12.3.1, npm, @angular, animation, 12.3.1, ''",
    "pkg:npm/@angular/core, npm, @angular, core, '', ''",
    "pkg:golang/google.golang.org/genproto#googleapis/../api/, golang, google.golang.org,"
        + " genproto, '', googleapis/api",
    "pkg:deb/debian/libstdc++6@12.2.0-14, deb, debian, libstdc++6, 12.2.0-14, ''",
    "pkg:generic/a%20b@%C3%BC?x=#, generic, '', a b, \u00fc, ''"
  })
  void packageUrlsAreRead(
      String text, String type, String namespace, String name, String version, String subpath) {
    var url = PackageUrl.parse(text);
    assertThat(url.type()).isEqualTo(type);
    assertThat(url.namespace()).isEqualTo(namespace);
    assertThat(url.name()).isEqualTo(name);
    assertThat(url.version()).isEqualTo(version);
    assertThat(url.subpath()).isEqualTo(subpath);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pkg:",
        "pkg:deb",
        "pkg:deb/",
        "pkg:deb/%20",
        "pkg:deb/debian/@1",
        "pkg:1deb/debian/a",
        "pkg:de_b/a",
        "http://deb/debian/a",
        "deb/debian/a@1",
        "pkg:deb/debian/a@%",
        "pkg:deb/debian/a@%4",
        "pkg:deb/debian/a@%4g",
        "pkg:deb/debian/a@%ff",
        "pkg:deb/debian/a@%00",
        "pkg:deb/deb%2fian/a@1",
        "pkg:deb/debian/a@1?=x",
        "pkg:deb/debian/a@1?1a=x",
        "pkg:deb/debian/a@1?a+b=x",
        "pkg:deb/debian/a@1?arch=x&Arch=y"
      })
  void whatIsNoPackageUrl(String text) {
    assertThatThrownBy(() -> PackageUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void packageUrlsHaveLimits() {
    assertThatThrownBy(() -> PackageUrl.parse("pkg:deb/debian/" + "a".repeat(8192)))
        .hasMessageContaining("8192");
    var many = new StringBuilder("pkg:deb/debian/a?a=1");
    for (var i = 0; i < 64; i++) {
      many.append("&a").append(i).append("=1");
    }
    assertThatThrownBy(() -> PackageUrl.parse(many.toString())).hasMessageContaining("64");
  }

  @Test
  void qualifiersWithoutValueAreNotThere() {
    var url = PackageUrl.parse("pkg:deb/debian/a@1?arch=&distro=debian-12&x");
    assertThat(url.qualifiers()).containsExactly(Map.entry("distro", "debian-12"));
    assertThat(url.qualifier("arch")).isEmpty();
    assertThat(url).hasToString("pkg:deb/debian/a@1?distro=debian-12");
  }

  /// Of 20,000 made up from letters that need care, each is read as it was.
  @Test
  void whatIsWrittenIsReadTheSame() {
    var random = new SplittableRandom(11);
    for (var i = 0; i < 20_000; i++) {
      var qualifiers = new TreeMap<String, String>();
      for (var n = random.nextInt(4); n > 0; n--) {
        qualifiers.put("k" + random.nextInt(9), text(random));
      }
      var types = List.of("deb", "rpm", "apk", "npm", "a.b+c-d");
      var url =
          new PackageUrl(
              types.get(random.nextInt(types.size())),
              text(random),
              "n" + text(random),
              text(random),
              qualifiers,
              text(random));
      assertThat(PackageUrl.parse(url.toString())).isEqualTo(url);
    }
  }

  private static String text(SplittableRandom random) {
    var letters = "ab1 .-_~:/@?#&=+%\\\"\u00fc\u20ac";
    var text = new StringBuilder();
    for (var n = random.nextInt(8); n > 0; n--) {
      var at = random.nextInt(letters.length() + 1);
      if (at == letters.length()) {
        text.appendCodePoint(0x1F600);
      } else {
        text.append(letters.charAt(at));
      }
    }
    return text.toString();
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
    var url =
        PackageUrl.of(installed(ecosystem, name, version, source, sourceVersion), Optional.of(os));
    return url == null ? null : url.toString();
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
