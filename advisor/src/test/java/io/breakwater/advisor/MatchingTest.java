package io.breakwater.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Verdict.Status;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatchingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String BOOKWORM = "debian:12";
  private static final String NOBLE = "ubuntu:24.04";

  private final FakeAdvisories advisories =
      new FakeAdvisories()
          .feed("debian", NOW, BOOKWORM)
          .feed("alpine", NOW, "alpine:3.22", "alpine:3.12")
          .feed("ubuntu", NOW, NOBLE);
  private Policy policy = Policy.DEFAULT;

  private Assessment assess(ImageInventory image) {
    return Advisor.assess(image, advisories, policy, NOW);
  }

  private static ImageInventory bookworm(InstalledPackage... packages) {
    return Images.of(Images.os("debian", "12", "bookworm"), packages);
  }

  private static ImageInventory noble(String version) {
    return Images.of(Images.os("ubuntu", "24.04", "noble"), Images.deb("bash", version));
  }

  @Test
  void theSourceVersionIsComparedNotTheBinarys() {
    advisories.fixed(BOOKWORM, "shadow", "CVE-1", "1:4.13-2");
    assertThat(assess(bookworm(Images.deb("login", "2:9.9+b1", "shadow", "1:4.13-1"))).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.active()).isTrue();
              assertThat(finding.correctiveAction())
                  .isEqualTo("Upgrade login to a build of shadow >= 1:4.13-2");
            });
    assertThat(assess(bookworm(Images.deb("login", "0.1", "shadow", "1:4.13-2"))).findings())
        .isEmpty();
  }

  @Test
  void everyBinaryOfASourceHasItsFinding() {
    advisories.fixed(BOOKWORM, "openssl", "CVE-1", "3.1");
    var image =
        bookworm(Images.deb("libssl3", "3.0", "openssl", "3.0"), Images.deb("openssl", "3.0"));
    var assessment = assess(image);
    assertThat(assessment.findings())
        .extracting(finding -> finding.installed().name())
        .containsExactly("libssl3", "openssl");
    assertThat(assessment.counts().vulnerabilities()).isEqualTo(2);
    assertThat(assessment.counts().cves()).isEqualTo(1);
    assertThat(assessment.fix().commands())
        .containsExactly("apt-get update && apt-get install -y --only-upgrade libssl3 openssl");
    assertThat(assessment.fix().clears()).isEqualTo(2);
  }

  @Test
  void openRowsAreListedAndDoNotCount() {
    advisories.open(BOOKWORM, "bash", "CVE-1", State.AFFECTED);
    advisories.open(BOOKWORM, "bash", "CVE-2", State.NOT_AFFECTED);
    advisories.open(BOOKWORM, "bash", "CVE-3", State.WILL_NOT_FIX);
    var assessment = assess(bookworm(Images.deb("bash", "5.1")));
    assertThat(assessment.findings()).extracting(Finding::cve).containsExactly("CVE-1", "CVE-3");
    assertThat(assessment.findings()).extracting(Finding::standing).containsOnly(Standing.UNFIXED);
    assertThat(assessment.verdict().status()).isEqualTo(Status.OK);
    assertThat(assessment.counts().unfixed()).isEqualTo(2);
    policy = policy.withFailOn(new FailOn.Unfixed());
    assertThat(assess(bookworm(Images.deb("bash", "5.1"))).counts().issues()).isEqualTo(2);
  }

  @Test
  void theNewestOfSeveralFixesIsAskedFor() {
    advisories.fixed("alpine:3.22", "musl", "CVE-1", "1.2.0-r0");
    advisories.fixed("alpine:3.22", "musl", "CVE-1", "1.2.5-r1");
    var image =
        Images.of(
            Images.os("alpine", "3.22.1", null), Images.apk("musl-utils", "1.2.5-r0", "musl"));
    assertThat(assess(image).findings())
        .singleElement()
        .extracting(Finding::fixedVersion)
        .isEqualTo("1.2.5-r1");
    assertThat(assess(image).fix().commands()).containsExactly("apk upgrade --no-cache musl-utils");
  }

  @Test
  void oldAlpineUpgradesByAdd() {
    advisories.fixed("alpine:3.12", "musl", "CVE-1", "1.2.0-r0");
    var image =
        Images.of(Images.os("alpine", "3.12.1", null), Images.apk("musl", "1.1.0-r0", "musl"));
    assertThat(assess(image).fix().commands()).containsExactly("apk add --no-cache --upgrade musl");
  }

  @Test
  void aFixForSubscribersCountsForSubscribersOnly() {
    advisories.pro(NOBLE, "bash", "CVE-1", "5.2-1+esm1");
    var without = assess(noble("5.2-1"));
    assertThat(without.findings())
        .extracting(Finding::standing)
        .containsExactly(Standing.SUBSCRIPTION);
    assertThat(without.verdict().status()).isEqualTo(Status.OK);
    assertThat(without.counts().subscription()).isEqualTo(1);
    var with = assess(Images.withPro(noble("5.2-1")));
    assertThat(with.findings()).extracting(Finding::standing).containsExactly(Standing.ISSUE);
    assertThat(with.verdict().status()).isEqualTo(Status.FAIL);
  }

  @Test
  void aPackageFromEsmMakesTheImageASubscribers() {
    advisories.pro(NOBLE, "bash", "CVE-1", "5.2-1+esm2");
    assertThat(assess(noble("5.2-1+esm1")).findings())
        .extracting(Finding::standing)
        .containsExactly(Standing.ISSUE);
    assertThat(assess(noble("5.2-1+esm2")).findings()).isEmpty();
  }

  @Test
  void publicAndSubscribersRowsOfOneIssue() {
    advisories.open(NOBLE, "bash", "CVE-1", State.AFFECTED);
    advisories.pro(NOBLE, "bash", "CVE-1", "5.2-1+esm1");
    assertThat(assess(noble("5.2-1")).findings())
        .singleElement()
        .extracting(Finding::standing)
        .isEqualTo(Standing.SUBSCRIPTION);
    assertThat(assess(noble("5.2-1+esm1")).findings()).isEmpty();
    advisories.fixed(NOBLE, "bash", "CVE-2", "5.2-2");
    advisories.pro(NOBLE, "bash", "CVE-2", "5.2-1+esm3");
    assertThat(assess(noble("5.2-1")).findings())
        .filteredOn(finding -> finding.cve().equals("CVE-2"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.standing()).isEqualTo(Standing.ISSUE);
              assertThat(finding.fixedVersion()).isEqualTo("5.2-2");
            });
    assertThat(assess(noble("5.2-1+esm3")).findings()).isEmpty();
    assertThat(assess(noble("5.2-2")).findings()).extracting(Finding::cve).isEmpty();
  }

  @Test
  void theKernelsPackagesAreListedApart() {
    advisories.fixed(BOOKWORM, "linux", "CVE-1", "6.1.100-1");
    var image = bookworm(Images.deb("linux-libc-dev", "6.1.90-1", "linux", "6.1.90-1"));
    assertThat(assess(image).findings())
        .extracting(Finding::standing)
        .containsExactly(Standing.KERNEL);
    assertThat(assess(image).verdict().status()).isEqualTo(Status.OK);
    policy = policy.withCountKernel(true);
    assertThat(assess(image).verdict().status()).isEqualTo(Status.FAIL);
  }

  @Test
  void thePolicyDecidesWhatCounts() {
    add("CVE-1", "low", false);
    add("CVE-2", "high", false);
    add("CVE-3", "unknown", false);
    add("CVE-4", "low", true);
    assertThat(active(FailOn.DEFAULT)).containsExactly("CVE-1", "CVE-2", "CVE-3", "CVE-4");
    assertThat(active(new FailOn.FromSeverity(Severity.HIGH))).containsExactly("CVE-2", "CVE-3");
    assertThat(active(new FailOn.KnownExploited())).containsExactly("CVE-4");
    assertThat(active(new FailOn.Nothing())).isEmpty();
    var assessment = assess(bookworm(Images.deb("bash", "5.1")));
    assertThat(assessment.verdict().status()).isEqualTo(Status.WARN);
    assertThat(assessment.counts().belowPolicy()).isEqualTo(4);
  }

  private void add(String cve, String severity, boolean exploited) {
    advisories.row(
        FakeAdvisories.of(
            BOOKWORM,
            "bash",
            cve,
            State.FIXED,
            "5.2",
            Availability.PUBLIC,
            severity,
            exploited,
            List.of()));
  }

  private List<String> active(FailOn failOn) {
    policy = policy.withFailOn(failOn);
    return assess(bookworm(Images.deb("bash", "5.1"))).findings().stream()
        .filter(Finding::active)
        .map(Finding::cve)
        .toList();
  }

  @Test
  void exemptionsTakeIssuesOut() {
    var notices =
        List.of(
            new Advisory.Notice("DSA-1", null, List.of()),
            new Advisory.Notice("DSA-2", null, List.of()));
    advisories.row(
        FakeAdvisories.of(
            BOOKWORM,
            "bash",
            "CVE-1",
            State.FIXED,
            "5.2",
            Availability.PUBLIC,
            "low",
            false,
            notices));
    assertThat(status(exempt(Exemption.Type.CVE, "CVE-1", null, false)))
        .isEqualTo(PolicyStatus.EXEMPT);
    assertThat(status(exempt(Exemption.Type.CVE, "CVE-2", null, false)))
        .isEqualTo(PolicyStatus.ACTIVE);
    assertThat(status(exempt(Exemption.Type.CVE, "CVE-1", NOW, false)))
        .isEqualTo(PolicyStatus.ACTIVE);
    assertThat(status(exempt(Exemption.Type.CVE, "CVE-1", null, true)))
        .isEqualTo(PolicyStatus.ACTIVE);
    var first = exempt(Exemption.Type.NOTICE, "DSA-1", null, false);
    var second = exempt(Exemption.Type.NOTICE, "DSA-2", null, false);
    assertThat(status(first)).isEqualTo(PolicyStatus.PARTIALLY_EXEMPT);
    assertThat(status(first, second)).isEqualTo(PolicyStatus.EXEMPT);
    var assessment = assess(bookworm(Images.deb("bash", "5.1")));
    assertThat(assessment.verdict().status()).isEqualTo(Status.WARN);
    assertThat(assessment.counts().exempt()).isEqualTo(1);
    assertThat(assessment.fix()).isEqualTo(FixPlan.NONE);
  }

  private PolicyStatus status(Exemption... exemptions) {
    policy = policy.withExemptions(List.of(exemptions));
    return assess(bookworm(Images.deb("bash", "5.1"))).findings().getFirst().policyStatus();
  }

  private static Exemption exempt(
      Exemption.Type type, String id, @Nullable Instant expires, boolean untilFixed) {
    return new Exemption(type, id, "somebody", "a reason", expires, untilFixed);
  }

  @Test
  void endOfLifeCanBeExempt() {
    var image = Images.of(Images.os("alpine", "3.12.1", null), Images.apk("musl", "1-r0", "musl"));
    assertThat(assess(image).verdict().status()).isEqualTo(Status.FAIL);
    policy =
        policy.withExemptions(
            List.of(
                exempt(Exemption.Type.CONFIGURATION, ConfigurationIssue.END_OF_LIFE, null, false)));
    assertThat(assess(image).verdict().status()).isEqualTo(Status.WARN);
  }

  @Test
  void theWorstPlatformSpeaksForAnIndex() {
    var reasons = List.of(new Verdict.Reason("x", "x", ""));
    var worst =
        Verdict.worst(
            List.of(
                new Verdict(Status.OK, reasons),
                new Verdict(Status.FAIL, reasons),
                new Verdict(Status.INCOMPLETE, reasons)));
    assertThat(worst.status()).isEqualTo(Status.FAIL);
  }
}
