package io.breakwater.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Verdict.Status;
import io.breakwater.advisories.Advisories;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.ImageInventory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every way in which packages, release or advisories can be missing.
class UnknownIsNeverCleanTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant FRESH = Instant.parse("2026-11-20T00:00:00Z");

  private static FakeAdvisories fresh() {
    return new FakeAdvisories()
        .feed("debian", FRESH, "debian:12", "debian:13", "debian:11")
        .feed("alpine", FRESH, "alpine:3.6", "alpine:3.22")
        .feed("ubuntu", FRESH, "ubuntu:16.04", "ubuntu:24.04")
        .feed("redhat", FRESH, "rhel:7", "rhel:8")
        .feed("rocky", FRESH, "rocky:8");
  }

  static Stream<Arguments> unknowns() {
    var bookworm = Images.os("debian", "12", "bookworm");
    var package1 = Images.deb("bash", "5.2.15-2");
    var ordinary = Images.of(bookworm, package1);
    var empty =
        new ImageInventory(
            Optional.of(bookworm), List.of(), List.of("/var/lib/dpkg/status"), List.of(), Set.of());
    var rpm = Images.installed(Ecosystem.RPM, "bash", "5-1", "bash", "5-1");
    return Stream.of(
        Arguments.of(
            "damaged database",
            Images.withGap(ordinary),
            fresh(),
            Status.INCOMPLETE,
            "package-database-damaged"),
        Arguments.of(
            "damaged database, nothing else",
            Images.withGap(Images.of(null)),
            fresh(),
            Status.INCOMPLETE,
            "package-database-damaged"),
        Arguments.of(
            "scratch", Images.of(null), fresh(), Status.UNSUPPORTED, "no-operating-system"),
        Arguments.of(
            "packages without a release",
            Images.of(null, package1),
            fresh(),
            Status.INCOMPLETE,
            "release-unknown"),
        Arguments.of(
            "no database",
            Images.of(bookworm),
            fresh(),
            Status.INCOMPLETE,
            "package-database-missing"),
        Arguments.of("empty database", empty, fresh(), Status.INCOMPLETE, "package-database-empty"),
        Arguments.of(
            "database of another manager",
            Images.of(bookworm, rpm),
            fresh(),
            Status.INCOMPLETE,
            "package-database-missing"),
        Arguments.of(
            "packages of another manager",
            Images.of(bookworm, package1, rpm),
            fresh(),
            Status.INCOMPLETE,
            "foreign-packages"),
        Arguments.of(
            "RHEL without its database",
            Images.rhel("8.10"),
            fresh(),
            Status.INCOMPLETE,
            "package-database-missing"),
        Arguments.of(
            "CentOS taken for RHEL",
            Images.rhel("8.10", Images.rpm("centos-linux-release", "8.5-1.2111.el8")),
            fresh(),
            Status.INCOMPLETE,
            "release-contradicted"),
        Arguments.of(
            "AlmaLinux taken for Rocky",
            Images.of(
                Images.os("rocky", "8.9", null), Images.rpm("almalinux-release", "8.9-1.el8")),
            fresh(),
            Status.INCOMPLETE,
            "release-contradicted"),
        Arguments.of(
            "RHEL 9 taken for 8",
            Images.rhel("8.10", Images.rpm("redhat-release", "9.4-0.5.el9")),
            fresh(),
            Status.INCOMPLETE,
            "release-contradicted"),
        Arguments.of(
            "a package of EPEL",
            Images.rhel("8.10", Images.of(Images.rpm("htop", "3.2.1-1.el8"), "Fedora Project")),
            fresh(),
            Status.INCOMPLETE,
            "packages-not-judged"),
        Arguments.of(
            "a package of a third party in Debian",
            Images.of(bookworm, package1, Images.of(Images.deb("docker-ce", "5:26"), "Docker")),
            fresh(),
            Status.INCOMPLETE,
            "packages-not-judged"),
        Arguments.of(
            "a modular build of which nothing tells the stream",
            Images.rhel("8.10", Images.modular("nodejs", "1:16-1.module+el8.5.0+1+a", null)),
            fresh().rows(RpmRow.fixed("nodejs", "CVE-1", "1:18-1.module+el8").modules("nodejs:18")),
            Status.INCOMPLETE,
            "modules-unknown"),
        Arguments.of(
            "a release of RHEL without rows",
            Images.rhel("11.0", Images.rpm("bash", "5-1")),
            fresh(),
            Status.UNSUPPORTED,
            "release-not-covered"),
        Arguments.of(
            "RHEL without a number",
            Images.rhel("", Images.rpm("bash", "5-1")),
            fresh(),
            Status.UNSUPPORTED,
            "release-not-covered"),
        Arguments.of(
            "AlmaLinux without its feed",
            Images.of(Images.os("almalinux", "8.9", null), Images.rpm("bash", "5-1")),
            fresh(),
            Status.INCOMPLETE,
            "no-advisories"),
        Arguments.of(
            "Devuan",
            Images.of(Images.os("devuan", "5", "daedalus"), package1),
            fresh(),
            Status.UNSUPPORTED,
            "distribution-not-supported"),
        Arguments.of(
            "SLES",
            Images.of(Images.os("sles", "15.5", null), rpm),
            fresh(),
            Status.UNSUPPORTED,
            "distribution-not-supported"),
        Arguments.of(
            "unknown with dpkg",
            Images.of(Images.os("acme", "1", null), package1),
            fresh(),
            Status.UNSUPPORTED,
            "distribution-not-supported"),
        Arguments.of(
            "unknown release",
            Images.of(Images.os("debian", "99", null), package1),
            fresh(),
            Status.UNSUPPORTED,
            "release-not-covered"),
        Arguments.of(
            "release without feed",
            Images.of(Images.os("alpine", "3.23.0", null), Images.apk("musl", "1.2.5-r0", "musl")),
            fresh(),
            Status.UNSUPPORTED,
            "release-not-covered"),
        Arguments.of(
            "no feeds", ordinary, new FakeAdvisories(), Status.INCOMPLETE, "no-advisories"),
        Arguments.of(
            "feeds of others only",
            ordinary,
            new FakeAdvisories().feed("alpine", FRESH, "alpine:3.22"),
            Status.INCOMPLETE,
            "no-advisories"),
        Arguments.of(
            "feed two years old",
            ordinary,
            new FakeAdvisories().feed("debian", Instant.parse("2024-11-21T00:00:00Z"), "debian:12"),
            Status.INCOMPLETE,
            "advisories-outdated"),
        Arguments.of(
            "Ubuntu taken for Debian",
            Images.of(bookworm, Images.deb("base-files", "9.4ubuntu4.13")),
            fresh(),
            Status.INCOMPLETE,
            "release-contradicted"),
        Arguments.of(
            "malformed version",
            Images.of(bookworm, Images.deb("bash", "x:1")),
            fresh().fixed("debian:12", "bash", "CVE-1", "5.2"),
            Status.INCOMPLETE,
            "versions-not-comparable"),
        Arguments.of(
            "Alpine past its end",
            Images.of(Images.os("alpine", "3.6.5", null), Images.apk("musl", "1.1.16-r15", "musl")),
            fresh(),
            Status.FAIL,
            "active-issues"),
        Arguments.of(
            "Debian past its LTS",
            Images.of(Images.os("debian", "11", "bullseye"), package1),
            fresh(),
            Status.FAIL,
            "active-issues"),
        Arguments.of(
            "Ubuntu in Pro only",
            Images.of(Images.os("ubuntu", "16.04", "xenial"), package1),
            fresh(),
            Status.FAIL,
            "active-issues"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unknowns")
  void isAVerdictOfItsOwn(
      String what, ImageInventory image, Advisories advisories, Status status, String code) {
    var verdict = Advisor.assess(image, advisories, Policy.DEFAULT, NOW).verdict();
    assertThat(verdict.status()).as(what).isEqualTo(status);
    assertThat(verdict.reasons().getFirst().code()).isEqualTo(code);
    assertThat(verdict.reasons().getFirst().message()).isNotBlank();
    assertThat(verdict.reasons().getFirst().next()).isNotBlank();
  }

  @Test
  void knownIssuesAreListedBesideWhatIsNotKnown() {
    var image =
        Images.withGap(Images.of(Images.os("debian", "12", null), Images.deb("bash", "5.1")));
    var advisories = fresh().fixed("debian:12", "bash", "CVE-1", "5.2");
    var assessment = Advisor.assess(image, advisories, Policy.DEFAULT, NOW);
    assertThat(assessment.verdict().status()).isEqualTo(Status.INCOMPLETE);
    assertThat(assessment.verdict().reasons())
        .extracting(Verdict.Reason::code)
        .containsExactly("package-database-damaged", "active-issues");
    assertThat(assessment.findings()).hasSize(1);
  }

  @Test
  void oldAdvisoriesCanStillFailAnImage() {
    var old = Instant.parse("2024-11-21T00:00:00Z");
    var image = Images.of(Images.os("debian", "12", null), Images.deb("bash", "5.1"));
    var advisories =
        new FakeAdvisories()
            .feed("debian", old, "debian:12")
            .fixed("debian:12", "bash", "CVE-1", "5.2");
    var assessment = Advisor.assess(image, advisories, Policy.DEFAULT, NOW);
    assertThat(assessment.verdict().status()).isEqualTo(Status.FAIL);
    assertThat(assessment.verdict().reasons())
        .extracting(Verdict.Reason::code)
        .containsExactly("active-issues", "advisories-outdated");
    assertThat(assessment.warnings()).extracting(Warning::code).containsExactly("stale-feed");
  }

  @Test
  void whoeverAcceptsTheAgeGetsAVerdictAndAWarning() {
    var old = Instant.parse("2024-11-21T00:00:00Z");
    var image = Images.of(Images.os("debian", "12", null), Images.deb("bash", "5.1"));
    var advisories = new FakeAdvisories().feed("debian", old, "debian:12");
    var policy = Policy.DEFAULT.withOutdatedAfter(Duration.ofDays(1000));
    var assessment = Advisor.assess(image, advisories, policy, NOW);
    assertThat(assessment.verdict().status()).isEqualTo(Status.OK);
    assertThat(assessment.warnings()).extracting(Warning::code).containsExactly("stale-feed");
  }

  @Test
  void aFeedWithoutADateIsWarnedOf() {
    var image = Images.of(Images.os("alpine", "3.22.1", null), Images.apk("musl", "1-r0", "musl"));
    var advisories = new FakeAdvisories().feed("alpine", null, "alpine:3.22");
    var assessment = Advisor.assess(image, advisories, Policy.DEFAULT, NOW);
    assertThat(assessment.verdict().status()).isEqualTo(Status.OK);
    assertThat(assessment.warnings())
        .extracting(Warning::code)
        .containsExactly("feed-date-unknown");
  }

  @Test
  void aKnownReleaseWithoutIssuesIsOk() {
    var image = Images.of(Images.os("debian", "12", "bookworm"), Images.deb("bash", "5.2"));
    var assessment =
        Advisor.assess(
            image, fresh().fixed("debian:12", "bash", "CVE-1", "5.2"), Policy.DEFAULT, NOW);
    assertThat(assessment.verdict().status()).isEqualTo(Status.OK);
    assertThat(assessment.findings()).isEmpty();
    assertThat(assessment.warnings()).isEmpty();
    assertThat(assessment.release().orElseThrow().endOfLife()).isEqualTo("2028-06-30");
  }

  @Test
  void whatCouldNotBeReadIsNotCalledAnImageFromScratch() {
    var unread = Images.withGap(Images.of(null));
    var verdict = Advisor.assess(unread, fresh(), Policy.DEFAULT, NOW).verdict();
    assertThat(verdict.reasons())
        .extracting(Verdict.Reason::code)
        .doesNotContain("no-operating-system");
  }
}
