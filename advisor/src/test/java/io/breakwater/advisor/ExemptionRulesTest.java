package io.breakwater.advisor;

import static io.breakwater.advisor.Images.deb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.advisor.Exemption.Place;
import io.breakwater.advisor.ExemptionUse.Use;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.image.ImageReference;
import io.breakwater.inventory.Ecosystem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExemptionRulesTest {
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
  private static final ImageSubject APP = ImageSubject.of(ImageReference.parse("ghcr.io/team/app"));

  private static Assessment judge(Exemption... exemptions) {
    var advisories =
        new FakeAdvisories()
            .feed("debian", NOW, "debian:12")
            .fixed("debian:12", "openssl", "CVE-1", "3.1")
            .open("debian:12", "openssl", "CVE-2", State.WILL_NOT_FIX);
    var image =
        Images.of(
            Images.os("debian", "12", "bookworm"),
            deb("libssl3", "3.0", "openssl", "3.0"),
            deb("openssl", "3.0", "openssl", "3.0"));
    var policy = Policy.DEFAULT.withExemptions(List.of(exemptions));
    return Advisor.assess(image, advisories, policy, APP, NOW);
  }

  private static List<String> exempt(Exemption... exemptions) {
    return judge(exemptions).findings().stream()
        .filter(finding -> finding.policyStatus() == PolicyStatus.EXEMPT)
        .map(finding -> finding.installed().name() + " " + finding.cve())
        .toList();
  }

  private static ExemptionBuilder cve(String id) {
    return new ExemptionBuilder(Exemption.Type.CVE, id);
  }

  private static ExemptionBuilder vex(VexStatus status, String created) {
    return cve("CVE-1").vex(status).created(Instant.parse(created + "T00:00:00Z"));
  }

  @Test
  void packagesAreLimitsByNameSourceVersionAndManager() {
    var libssl = PackagePattern.named(NamePattern.of("libssl*"), "");
    assertThat(exempt(cve("CVE-1").packages(List.of(libssl)).build()))
        .containsExactly("libssl3 CVE-1");
    var other = PackagePattern.named(NamePattern.of("openssl"), "2.9");
    assertThat(exempt(cve("CVE-1").packages(List.of(other)).build())).isEmpty();
    var source = PackagePattern.ofSource(NamePattern.of("openssl"), "3.0");
    assertThat(exempt(cve("*").packages(List.of(source)).build())).hasSize(4);
    var rpm =
        new PackagePattern(Ecosystem.RPM, "", "", NamePattern.ANY, NamePattern.ANY, "", "", null);
    assertThat(exempt(cve("*").packages(List.of(rpm)).build())).isEmpty();
    assertThat(exempt(cve("CVE-1").packages(List.of(rpm, libssl)).build()))
        .containsExactly("libssl3 CVE-1");
  }

  @Test
  void releasesAreLimitsByVersionAndCodename() {
    for (var distro : List.of("debian-12", "debian-12.5", "bookworm", "debian-bookworm")) {
      assertThat(exempt(cve("CVE-1").packages(List.of(onDistro(distro))).build())).hasSize(2);
    }
    for (var distro : List.of("debian-1", "debian-13", "ubuntu-12", "trixie")) {
      assertThat(exempt(cve("CVE-1").packages(List.of(onDistro(distro))).build())).isEmpty();
    }
  }

  private static PackagePattern onDistro(String distro) {
    return new PackagePattern(
        Ecosystem.DEB, "debian", distro, NamePattern.ANY, NamePattern.ANY, "", "amd64", null);
  }

  @Test
  void statesAreLimits() {
    assertThat(exempt(cve("*").states(List.of(State.WILL_NOT_FIX)).build()))
        .containsExactly("libssl3 CVE-2", "openssl CVE-2");
  }

  @Test
  void theNewestVexStatementDecides() {
    var not = vex(VexStatus.NOT_AFFECTED, "2026-01-01").build();
    var later = vex(VexStatus.AFFECTED, "2026-01-02").build();
    var earlier = vex(VexStatus.UNDER_INVESTIGATION, "2025-12-31").build();
    var same = vex(VexStatus.AFFECTED, "2026-01-01").build();
    assertThat(exempt(not)).hasSize(2);
    assertThat(exempt(earlier, not)).hasSize(2);
    assertThat(exempt(not, later)).isEmpty();
    assertThat(exempt(later, not)).isEmpty();
    assertThat(exempt(not, same)).isEmpty();
    assertThat(uses(not, later)).containsExactly(Use.TAKEN_BACK, Use.APPLIED);
  }

  @Test
  void aVexStatementTakesNoDecisionOfTheUserBack() {
    var affected = vex(VexStatus.AFFECTED, "2026-01-02").build();
    assertThat(exempt(affected, cve("CVE-1").build())).hasSize(2);
  }

  @Test
  void aVexStatementOfOnePackageTakesBackThatOneOnly() {
    var libssl = PackagePattern.named(NamePattern.of("libssl3"), "");
    var not = vex(VexStatus.NOT_AFFECTED, "2026-01-01").build();
    var later = vex(VexStatus.AFFECTED, "2026-01-02").packages(List.of(libssl)).build();
    assertThat(exempt(not, later)).containsExactly("openssl CVE-1");
    assertThat(uses(not, later)).containsExactly(Use.APPLIED, Use.APPLIED);
  }

  private static List<Use> uses(Exemption... exemptions) {
    return judge(exemptions).exemptions().stream().map(ExemptionUse::use).toList();
  }

  @Test
  void everyExemptionSaysWhatBecameOfIt() {
    assertThat(
            uses(
                cve("CVE-1").build(),
                cve("CVE-1").expires(NOW).build(),
                cve("CVE-1").untilFixed(true).build(),
                cve("CVE-9").build(),
                cve("CVE-1").scopes(List.of(ImageScope.parse("other/app"))).build()))
        .containsExactly(Use.APPLIED, Use.EXPIRED, Use.FIXED, Use.UNUSED, Use.OTHER_IMAGE);
    assertThat(judge(cve("CVE-1").expires(NOW).build()).exemptions().getFirst().issues())
        .isEqualTo(2);
  }

  @Test
  void warningsNameWhatDoesNothing() {
    var assessment =
        judge(
            cve("CVE-1").expires(NOW).place(new Place("p.yaml", 3, 0)).build(),
            cve("CVE-9").place(new Place("p.yaml", 7, 0)).build(),
            cve("CVE-8").expires(NOW).place(new Place("p.yaml", 9, 0)).build(),
            cve("CVE-1")
                .vex(VexStatus.NOT_AFFECTED)
                .scopes(List.of(ImageScope.parse("other/app")))
                .place(new Place("v.json", 1, 1))
                .build());
    assertThat(assessment.warnings())
        .containsExactlyInAnyOrder(
            new Warning(
                "exemption-expired",
                "p.yaml: issues count again since exemptions have ended: CVE-1 (line 3)"),
            new Warning(
                "exemption-unused",
                "p.yaml: exemptions that match nothing in this image: CVE-9 (line 7)"),
            new Warning(
                "vex-of-other-images",
                "v.json: no statement is about this image, but about other/app"));
  }

  @Test
  void untilFixedHoldsWhileTheFixIsForSubscribersOnly() {
    var advisories =
        new FakeAdvisories()
            .feed("ubuntu", NOW, "ubuntu:22.04")
            .pro("ubuntu:22.04", "bash", "CVE-1", "5.3");
    var image = Images.of(Images.os("ubuntu", "22.04", "jammy"), deb("bash", "5.2"));
    var policy =
        Policy.DEFAULT
            .withFailOn(new FailOn.Unfixed())
            .withExemptions(List.of(cve("CVE-1").untilFixed(true).build()));
    assertThat(Advisor.assess(image, advisories, policy, NOW).findings().getFirst().active())
        .isFalse();
    assertThat(
            Advisor.assess(Images.withPro(image), advisories, policy, NOW)
                .findings()
                .getFirst()
                .active())
        .isTrue();
  }

  @Test
  void unfixedOnesCountBySeverityAndAge() {
    var rule = new UnfixedRule(Severity.HIGH, Duration.ofDays(30));
    assertThat(standing(rule, "high", Instant.parse("2025-12-01T00:00:00Z")))
        .isEqualTo(Standing.ISSUE);
    assertThat(standing(rule, "high", Instant.parse("2026-01-01T00:00:00Z")))
        .isEqualTo(Standing.UNFIXED);
    assertThat(standing(rule, "medium", Instant.parse("2025-12-01T00:00:00Z")))
        .isEqualTo(Standing.UNFIXED);
    assertThat(standing(rule, "unknown", null)).isEqualTo(Standing.ISSUE);
  }

  private static Standing standing(UnfixedRule rule, String severity, @Nullable Instant published) {
    var row = row(State.AFFECTED, null, severity, false, published);
    var policy = Policy.DEFAULT.withUnfixed(rule);
    return Standings.of(row, State.AFFECTED, false, Subscription.NONE, policy, NOW);
  }

  private static Advisory row(
      State state,
      @Nullable String fixed,
      String severity,
      boolean exploited,
      @Nullable Instant published) {
    var row =
        FakeAdvisories.of(
            "debian:12",
            "bash",
            "CVE-1",
            state,
            fixed,
            Availability.PUBLIC,
            severity,
            exploited,
            List.of());
    return new Advisory(
        row.release(),
        row.packageName(),
        row.kind(),
        row.cve(),
        row.aliases(),
        row.notices(),
        row.state(),
        row.stateDetail(),
        row.fixedVersion(),
        row.availability(),
        row.severity(),
        row.cvss(),
        published,
        row.modified(),
        row.links(),
        row.summary(),
        row.knownExploited(),
        row.scope(),
        row.feed(),
        row.recordId());
  }

  @Test
  void knownExploitedOnesCountAlwaysWhenAskedFor() {
    var fixed = row(State.FIXED, "5.3", "low", true, null);
    var open = row(State.AFFECTED, null, "low", true, null);
    var high = Policy.DEFAULT.withFailOn(new FailOn.FromSeverity(Severity.HIGH));
    for (var row : List.of(fixed, open)) {
      assertThat(of(row, high)).isNotEqualTo(Standing.ISSUE);
      assertThat(of(row, high.withExploitedAlways(true))).isEqualTo(Standing.ISSUE);
      assertThat(of(row, Policy.DEFAULT.withExploitedAlways(true))).isEqualTo(Standing.ISSUE);
      assertThat(of(row, high.withFailOn(new FailOn.Nothing()).withExploitedAlways(true)))
          .isNotEqualTo(Standing.ISSUE);
    }
  }

  private static Standing of(Advisory row, Policy policy) {
    return Standings.of(row, row.state(), false, Subscription.NONE, policy, NOW);
  }

  @Test
  void configurationExemptionsMayNameFilesAndFamilies() {
    var policy =
        List.of(
            new ExemptionBuilder(Exemption.Type.CONFIGURATION, "application_configuration:nginx.*")
                .files(List.of(PathPattern.of("/etc/nginx/conf.d/*.conf")))
                .build());
    var rules = new ExemptionRules(policy, ImageSubject.UNNAMED, Optional.empty(), NOW);
    var id = "application_configuration:nginx.ssl_protocols";
    assertThat(rules.ofConfiguration(id, "/etc/nginx/conf.d/a.conf").status())
        .isEqualTo(PolicyStatus.EXEMPT);
    assertThat(rules.ofConfiguration(id, "/etc/nginx/nginx.conf").status())
        .isEqualTo(PolicyStatus.ACTIVE);
    assertThat(rules.ofConfiguration(id, null).status()).isEqualTo(PolicyStatus.ACTIVE);
    assertThat(
            rules
                .ofConfiguration("application_configuration:apache.ssl", "/etc/nginx/conf.d/a.conf")
                .status())
        .isEqualTo(PolicyStatus.ACTIVE);
    assertThat(rules.uses().getFirst().issues()).isEqualTo(1);
  }

  @Test
  void pathsMatchAsTheirPatternsSay() {
    assertThat(matching("/etc/*.conf")).containsExactly("/etc/a.conf");
    assertThat(matching("etc/**")).containsExactly("/etc/a.conf", "/etc/b/a.conf", "/etc/b/c/a");
    assertThat(matching("**/a.conf")).containsExactly("/etc/a.conf", "/etc/b/a.conf", "/a.conf");
    assertThat(matching("/etc/**/a")).containsExactly("/etc/b/c/a");
    assertThat(matching("/etc/**/?.conf")).containsExactly("/etc/a.conf", "/etc/b/a.conf");
    assertThat(matching("**")).hasSize(4);
    assertThat(PathPattern.of("**/".repeat(300) + "x").matches("/a".repeat(2000))).isFalse();
  }

  private static List<String> matching(String pattern) {
    var files = List.of("/etc/a.conf", "/etc/b/a.conf", "/etc/b/c/a", "/a.conf");
    return files.stream().filter(PathPattern.of(pattern)::matches).toList();
  }

  @Test
  void scopesReadBackAsWritten() {
    var digest = "sha256:" + "0".repeat(64);
    for (var text :
        List.of(
            "*",
            "team",
            "team/*",
            "team/tools/*",
            "team/app",
            "team/app:1.2",
            "debian:12",
            "team/app@" + digest,
            "@" + digest,
            "*/app",
            "ghcr.io/*",
            "ghcr.io/team/*",
            "localhost:5000/team/app:1.2")) {
      assertThat(ImageScope.parse(text)).hasToString(text);
    }
    for (var text :
        List.of("", "Team", "team/*/app", "ghcr.io", "a:b:c", "team/app@sha256:12", "*:1", "a b")) {
      assertThatThrownBy(() -> ImageScope.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("null");
    }
  }

  @Test
  void officialImagesAreMeantByTheirShortNames() {
    var debian = ImageSubject.of(ImageReference.parse("debian:12"));
    for (var scope : List.of("debian:12", "debian", "library/debian", "library", "*/debian")) {
      assertThat(ImageScope.parse(scope).covers(debian)).as(scope).isTrue();
    }
    for (var scope : List.of("debian:13", "debian/*", "quay.io/debian:12", "debia")) {
      assertThat(ImageScope.parse(scope).covers(debian)).as(scope).isFalse();
    }
    assertThat(
            ImageScope.parse("debian:12")
                .covers(ImageSubject.of(ImageReference.parse("ghcr.io/debian:12"))))
        .isTrue();
  }
}
