package io.breakwater.advisories.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.releases.ReleaseFacts.Phase;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleasesTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "alpine,3.20.3,-,alpine:3.20",
        "alpine,3.20,-,alpine:3.20",
        "alpine,3.6.5,-,alpine:3.6",
        "alpine,edge,-,alpine:edge",
        "alpine,3.21_alpha20240807,-,alpine:edge",
        "alpine,'',edge,alpine:edge",
        "debian,12,bookworm,debian:12",
        "debian,12.8,-,debian:12",
        "debian,'',forky,debian:14",
        "debian,'',sid,debian:sid",
        "debian,'',forky/sid,debian:sid",
        "debian,'',bookworm,debian:12",
        "ubuntu,22.04,jammy,ubuntu:22.04",
        "ubuntu,22.04.5,-,ubuntu:22.04",
        "ubuntu,'',noble,ubuntu:24.04",
        "alpine,9.99,-,-",
        "debian,99,-,-",
        "debian,'',-,-",
        "ubuntu,99.04,jammy,-",
        "devuan,5,daedalus,-",
        "rhel,8.6,-,rhel:8",
        "rhel,10.0,-,rhel:10",
        "rhel,5.11,-,-",
        "centos,7,-,centos:7",
        "centos,7.9.2009,-,centos:7",
        "centos,8,-,centos:8",
        "centos,8,stream,centos:stream8",
        "centos,9,stream,centos:stream9",
        "centos,10,-,centos:stream10",
        "almalinux,8.10,-,almalinux:8",
        "rocky,9.3,Blue Onyx,rocky:9",
      })
  void releaseFilesNameReleases(String id, String version, String codename, String key) {
    assertThat(Releases.find(id, version, codename).map(ReleaseFacts::key).orElse(null))
        .isEqualTo(key);
  }

  @Test
  void everySupportedReleaseIsThere() {
    for (var minor = 2; minor <= 23; minor++) {
      assertThat(Releases.byKey("alpine:3." + minor)).isPresent();
    }
    for (var number = 7; number <= 13; number++) {
      assertThat(Releases.byKey("debian:" + number)).isPresent();
    }
    for (var year = 14; year <= 25; year++) {
      assertThat(Releases.byKey("ubuntu:" + year + ".04")).isPresent();
      assertThat(Releases.byKey("ubuntu:" + year + ".10")).isPresent();
    }
    assertThat(Releases.byKey("ubuntu:26.04")).isPresent();
  }

  @Test
  void datesOfARowAreInOrder() {
    assertThat(Releases.all())
        .allSatisfy(
            facts -> {
              var last = facts.released();
              if (last != null && facts.standardUntil() != null) {
                assertThat(facts.standardUntil()).isAfter(last);
                last = facts.standardUntil();
                for (var support : facts.extended()) {
                  assertThat(support.until()).isAfter(last);
                  last = support.until();
                }
              }
            });
  }

  @Test
  void standardLtsAndPaidSupportAreToldApart() {
    var bookworm = Releases.byKey("debian:12").orElseThrow();
    assertThat(bookworm.supportOn(LocalDate.of(2025, 1, 1)).phase()).isEqualTo(Phase.STANDARD);
    var lts = bookworm.supportOn(LocalDate.of(2027, 1, 1));
    assertThat(lts.phase()).isEqualTo(Phase.EXTENDED);
    assertThat(lts.by()).isEqualTo(bookworm.extended().getFirst());
    assertThat(bookworm.extended().getFirst().name()).isEqualTo("Debian LTS");
    assertThat(bookworm.endOfLifeOn(LocalDate.of(2027, 1, 1))).isFalse();
    assertThat(bookworm.endOfLifeOn(LocalDate.of(2029, 1, 1))).isTrue();
    assertThat(bookworm.supportOn(LocalDate.of(2040, 1, 1)).phase()).isEqualTo(Phase.ENDED);

    var xenial = Releases.byKey("ubuntu:16.04").orElseThrow();
    assertThat(xenial.endOfLifeOn(LocalDate.of(2025, 1, 1))).isTrue();
    var pro = xenial.supportOn(LocalDate.of(2025, 1, 1));
    assertThat(pro.by()).isEqualTo(xenial.extended().getFirst());
    assertThat(xenial.extended().getFirst().subscription()).isTrue();
  }

  @Test
  void rollingReleasesPromiseNothing() {
    var edge = Releases.byKey("alpine:edge").orElseThrow();

    assertThat(edge.supportOn(LocalDate.of(2026, 1, 1)).phase()).isEqualTo(Phase.DEVELOPMENT);
    assertThat(edge.endOfLifeOn(LocalDate.of(2026, 1, 1))).isFalse();
  }

  @Test
  void centosIsJudgedByTheAdvisoriesOfRedHat() {
    assertThat(key("centos:7")).isEqualTo("rhel:7");
    assertThat(key("centos:stream9")).isEqualTo("rhel:9");
    assertThat(key("rhel:9")).isEqualTo("rhel:9");
    assertThat(key("almalinux:9")).isEqualTo("almalinux:9");
    assertThat(key("debian:12")).isEqualTo("debian:12");
  }

  private static String key(String release) {
    return Releases.byKey(release).orElseThrow().advisoriesKey();
  }

  @Test
  void minorReleasesHaveSupportOfTheirOwn() {
    var facts = Releases.byKey("rhel:8").orElseThrow();

    assertThat(facts.ofMinor("8.6"))
        .singleElement()
        .satisfies(eus -> assertThat(eus.until()).isEqualTo(LocalDate.of(2024, 5, 31)));
    assertThat(facts.ofMinor("8.7")).isEmpty();
    assertThat(facts.fullSupportUntil()).isEqualTo(LocalDate.of(2024, 5, 31));
    assertThat(facts.supportOn(LocalDate.of(2026, 1, 1)).phase()).isEqualTo(Phase.STANDARD);
    assertThat(facts.supportOn(LocalDate.of(2030, 1, 1)).phase()).isEqualTo(Phase.EXTENDED);
    assertThat(facts.endOfLifeOn(LocalDate.of(2030, 1, 1))).isTrue();
  }
}
