package io.breakwater.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Verdict.Status;
import io.breakwater.advisories.Advisory.Kind;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RpmMatchingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final FakeAdvisories advisories =
      new FakeAdvisories()
          .feed("redhat", NOW, "rhel:6", "rhel:7", "rhel:8", "rhel:9", "rhel:10")
          .feed("almalinux", NOW, "almalinux:8", "almalinux:9")
          .feed("rocky", NOW, "rocky:9");
  private Policy policy = Policy.DEFAULT;

  private Assessment assess(ImageInventory image) {
    return Advisor.assess(image, advisories, policy, NOW);
  }

  private List<Finding> in8(InstalledPackage... packages) {
    return assess(Images.rhel("8.10", packages)).findings();
  }

  @Test
  void fixesNameBinariesAndTheirOwnVersions() {
    advisories.rows(RpmRow.fixed("bind-libs", "CVE-1", "32:9.11.36-11.el8"));
    var old = Images.rpm("bind-libs", "32:9.11.36-8.el8", "bind");
    assertThat(in8(old))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.standing()).isEqualTo(Standing.ISSUE);
              assertThat(finding.installedVersion()).isEqualTo("32:9.11.36-8.el8");
              assertThat(finding.correctiveAction())
                  .isEqualTo("Upgrade bind-libs to >= 32:9.11.36-11.el8");
              assertThat(finding.products()).containsExactly(RpmRow.BASEOS);
            });
    assertThat(in8(Images.rpm("bind-libs", "32:9.11.36-11.el8", "bind"))).isEmpty();
    assertThat(in8(Images.rpm("bind-utils", "32:9.11.36-8.el8", "bind"))).isEmpty();
    // The row names the binary bind-libs, not a source of that name.
    assertThat(in8(Images.rpm("other", "1-1", "bind-libs"))).isEmpty();
  }

  @Test
  void aMissingEpochIsZero() {
    advisories.rows(RpmRow.fixed("a", "CVE-1", "0:1.0-2.el8"), RpmRow.fixed("b", "CVE-1", "1-2"));
    assertThat(in8(Images.rpm("a", "1.0-2.el8"))).isEmpty();
    assertThat(in8(Images.rpm("a", "1.0-1.el8"))).hasSize(1);
    assertThat(in8(Images.rpm("b", "1:0-1"))).isEmpty();
  }

  @Test
  void aSourceRowComparesWithTheEpochOfItsBinaries() {
    advisories.rows(RpmRow.fixed("openssl", "CVE-1", "1:1.1.1k-7.el8_6").kind(Kind.SOURCE));
    assertThat(in8(Images.rpm("openssl-libs", "1:1.1.1k-7.el8_6", "openssl"))).isEmpty();
    assertThat(in8(Images.rpm("openssl-libs", "1:1.1.1k-6.el8_5", "openssl"))).hasSize(1);
  }

  @Test
  void aFixOfAnEarlierMinorReleaseDoesNotClearALaterOnesFirstBuild() {
    advisories.rows(
        RpmRow.fixed("glibc", "CVE-1", "0:2.28-236.el8_9.13"),
        RpmRow.fixed("glibc", "CVE-1", "0:2.28-251.el8_10.1"));
    assertThat(in8(Images.rpm("glibc", "2.28-251.el8")))
        .singleElement()
        .satisfies(f -> assertThat(f.fixedVersion()).isEqualTo("2.28-251.el8_10.1"));
    assertThat(in8(Images.rpm("glibc", "2.28-236.el8_9.12")))
        .singleElement()
        .satisfies(f -> assertThat(f.fixedVersion()).isEqualTo("2.28-236.el8_9.13"));
    assertThat(in8(Images.rpm("glibc", "2.28-236.el8_9.13"))).isEmpty();
    assertThat(in8(Images.rpm("glibc", "2.28-251.el8_10.2"))).isEmpty();
    assertThat(in8(Images.rpm("glibc", "2.28-260.el8"))).isEmpty();
  }

  @Test
  void aBranchFixWithNothingAboveItIsEnough() {
    advisories.rows(RpmRow.fixed("glibc", "CVE-1", "0:2.28-236.el8_9.13"));
    assertThat(in8(Images.rpm("glibc", "2.28-251.el8"))).isEmpty();
  }

  @Test
  void unfixedStatesNameSources() {
    advisories.rows(
        RpmRow.open("glibc", "CVE-1", State.WILL_NOT_FIX).detail("will not fix"),
        RpmRow.open("glibc-common", "CVE-2", State.AFFECTED));
    assertThat(in8(Images.rpm("glibc-common", "2.28-211.el8", "glibc")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.cve()).isEqualTo("CVE-1");
              assertThat(finding.stateDetail()).isEqualTo("will not fix");
              assertThat(finding.standing()).isEqualTo(Standing.UNFIXED);
            });
  }

  @Test
  void aFixDecidesBeforeAnUnfixedState() {
    advisories.rows(
        RpmRow.fixed("python39", "CVE-1", "3.9.16-1.el8"),
        RpmRow.open("python39", "CVE-1", State.AFFECTED));
    assertThat(in8(Images.rpm("python39", "3.9.16-1.el8"))).isEmpty();
    assertThat(in8(Images.rpm("python39", "3.9.7-1.el8")))
        .singleElement()
        .extracting(Finding::state)
        .isEqualTo(State.FIXED);
  }

  @Test
  void theLowestSufficientFixDecides() {
    advisories.rows(
        RpmRow.fixed("curl", "CVE-1", "7.61.1-33.el8").notice("RHSA-2023:4523"),
        RpmRow.fixed("curl", "CVE-1", "7.61.1-30.el8_8.3").notice("RHSA-2023:3106"));
    assertThat(in8(Images.rpm("curl", "7.61.1-30.el8_8.3"))).isEmpty();
    assertThat(in8(Images.rpm("curl", "7.61.1-22.el8")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.fixedVersion()).isEqualTo("7.61.1-30.el8_8.3");
              assertThat(finding.advisory().notices().getFirst().id()).isEqualTo("RHSA-2023:3106");
            });
  }

  @Test
  void fixedInOneStreamAndUnfixedInAnother() {
    advisories.rows(
        RpmRow.fixed("nodejs", "CVE-1", "1:18.20.2-1.module+el8.9.0+1+a").modules("nodejs:18"),
        RpmRow.open("nodejs", "CVE-1", State.END_OF_LIFE).modules("nodejs:16"));
    var in16 = Images.modular("nodejs", "1:16.20.2-8.module+el8.10.0+1+b", "nodejs:16:8:c");
    var in18 = Images.modular("nodejs", "1:18.20.2-1.module+el8.9.0+1+a", "nodejs:18:8:c");
    assertThat(in8(in16)).extracting(Finding::state).containsExactly(State.END_OF_LIFE);
    assertThat(in8(in18)).isEmpty();
  }

  @Test
  void aBinaryThatIsNotAffectedUnderAnAffectedSource() {
    advisories.rows(
        RpmRow.open("vim", "CVE-1", State.AFFECTED),
        RpmRow.open("vim-minimal", "CVE-1", State.NOT_AFFECTED).kind(Kind.BINARY));
    assertThat(in8(Images.rpm("vim-minimal", "2:8-1", "vim"))).isEmpty();
    assertThat(in8(Images.rpm("vim-enhanced", "2:8-1", "vim"))).hasSize(1);
  }

  @Test
  void aSourceThatIsNotAffectedYieldsToANarrowerUnfixedState() {
    var general = "cpe:/o:redhat:enterprise_linux:8";
    advisories.rows(
        RpmRow.open("a", "CVE-1", State.NOT_AFFECTED).cpes(general),
        RpmRow.open("a", "CVE-1", State.AFFECTED).cpes(general),
        RpmRow.open("b", "CVE-1", State.NOT_AFFECTED).cpes(RpmRow.BASEOS),
        RpmRow.open("b", "CVE-1", State.AFFECTED).cpes(general));
    assertThat(in8(Images.rpm("a", "1-1"))).hasSize(1);
    assertThat(in8(Images.rpm("b", "1-1"))).isEmpty();
  }

  @Test
  void theNarrowerUnfixedStateSpeaksAndABinarysBeforeItsSources() {
    advisories.rows(
        RpmRow.open("a", "CVE-1", State.AFFECTED),
        RpmRow.open("a", "CVE-1", State.DEFERRED).cpes(RpmRow.BASEOS),
        RpmRow.open("a-libs", "CVE-1", State.WILL_NOT_FIX).kind(Kind.BINARY));
    assertThat(in8(Images.rpm("a", "1-1")).getFirst().state()).isEqualTo(State.DEFERRED);
    assertThat(in8(Images.rpm("a-libs", "1-1", "a")).getFirst().state())
        .isEqualTo(State.WILL_NOT_FIX);
  }

  @Test
  void architecturesLimitAndNoarchIsOne() {
    advisories.rows(
        RpmRow.fixed("a", "CVE-1", "2-1").arches("x86_64", "noarch"),
        RpmRow.fixed("a", "CVE-2", "2-1").arches("ppc64le"));
    assertThat(in8(Images.rpm("a", "1-1", "a", "noarch", null, null)))
        .extracting(Finding::cve)
        .containsExactly("CVE-1");
    assertThat(in8(Images.rpm("a", "1-1", "a", "aarch64", null, null))).isEmpty();
    // A bill of materials need not tell the architecture: it may be any.
    assertThat(in8(Images.rpm("a", "1-1", "a", "", null, null))).hasSize(2);
  }

  @Test
  void theKernelsPackagesAreListedApart() {
    advisories.rows(
        RpmRow.fixed("kernel-headers", "CVE-1", "4.18.0-500.el8"),
        RpmRow.open("kernel", "CVE-2", State.AFFECTED));
    var assessment =
        assess(Images.rhel("8.10", Images.rpm("kernel-headers", "4.18.0-1.el8", "kernel")));
    assertThat(assessment.findings())
        .extracting(Finding::standing)
        .containsExactly(Standing.KERNEL, Standing.KERNEL);
    assertThat(assessment.verdict().status()).isEqualTo(Status.OK);
  }

  @Test
  void centosVersionsCompareAsTheirRhelCounterparts() {
    advisories.rows(
        RpmRow.fixed("httpd", "CVE-1", "2.4.6-97.el7_9.5")
            .of("rhel:7")
            .cpes("cpe:/o:redhat:enterprise_linux:7::server"));
    var centos = Images.os("centos", "7", "core");
    assertThat(assess(Images.of(centos, Images.rpm("httpd", "2.4.6-97.el7.centos.5"))).findings())
        .isEmpty();
    assertThat(assess(Images.of(centos, Images.rpm("httpd", "2.4.6-97.el7.centos.4"))).findings())
        .hasSize(1);
    assertThat(assess(Images.of(centos, Images.rpm("httpd", "2.4.6-97.el7_9.5"))).findings())
        .isEmpty();
    assertThat(assess(Images.rhel("7.9", Images.rpm("httpd", "2.4.6-97.el7_9.4"))).findings())
        .hasSize(1);
  }

  @Test
  void centosModulesCompareBeforeTheBuildNumber() {
    advisories.rows(
        RpmRow.fixed("nginx", "CVE-1", "1:1.14.1-9.module+el8.0.0+4108+af250afe")
            .modules("nginx:1.14"));
    var centos = Images.os("centos", "8", null);
    var same = Images.modular("nginx", "1:1.14.1-9.module_el8.0.0+184+e34fea82", "nginx:1.14:8:a");
    var older = Images.modular("nginx", "1:1.14.1-8.module_el8.0.0+184+e34fea82", "nginx:1.14:8:a");
    assertThat(assess(Images.of(centos, same)).findings()).isEmpty();
    assertThat(assess(Images.of(centos, older)).findings()).hasSize(1);
  }

  @Test
  void centosIsSaidToBeJudgedByRedHatsAdvisories() {
    var assessment =
        assess(Images.of(Images.os("centos", "7", "core"), Images.rpm("bash", "4.2.46-34.el7")));
    assertThat(assessment.warnings())
        .extracting(Warning::code)
        .containsExactly("centos-advisories");
    assertThat(assessment.warnings().getFirst().message()).contains("CESA-");
    var stream =
        assess(Images.of(Images.os("centos", "9", "stream"), Images.rpm("bash", "5.1.8-9.el9")));
    assertThat(stream.warnings())
        .extracting(Warning::code)
        .containsExactly("centos-advisories", "approximation");
  }

  @Test
  void noticesHaveTheirCentosTwins() {
    advisories.rows(
        RpmRow.fixed("bash", "CVE-1", "5").of("rhel:7").notice("RHSA-2021:1234").cpes());
    var bash = Images.rpm("bash", "4.2.46-34.el7");
    var centos = assess(Images.of(Images.os("centos", "7", "core"), bash));
    var notice = centos.findings().getFirst().advisory().notices().getFirst();
    assertThat(centos.twinOf(notice)).contains("CESA-2021:1234");
    assertThat(assess(Images.rhel("7.9", bash)).twinOf(notice)).isEmpty();
  }

  @Test
  void almaAndRockyHaveErrataOfTheirOwn() {
    advisories.rows(
        RpmRow.fixed("bash", "CVE-1", "5.1.8-10.el9").of("almalinux:9").cpes(),
        RpmRow.fixed("bash", "CVE-2", "5.1.8-10.el9").of("rocky:9").cpes(),
        RpmRow.fixed("bash", "CVE-3", "5.1.8-10.el9").of("rhel:9").cpes());
    var bash = Images.rpm("bash", "5.1.8-9.el9");
    assertThat(assess(Images.of(Images.os("almalinux", "9.4", null), bash)).findings())
        .extracting(Finding::cve)
        .containsExactly("CVE-1");
    assertThat(assess(Images.of(Images.os("rocky", "9.4", null), bash)).findings())
        .extracting(Finding::cve)
        .containsExactly("CVE-2");
    assertThat(assess(Images.rhel("9.4", bash)).findings())
        .extracting(Finding::cve)
        .containsExactly("CVE-3");
  }

  @Test
  void packagesOfOthersAreNotJudgedAndNeverClean() {
    advisories.rows(RpmRow.fixed("nginx", "CVE-1", "2-1"));
    var own = Images.of(Images.rpm("bash", "4.4.20-4.el8_6"), "Red Hat, Inc.");
    var epel = Images.of(Images.rpm("nginx", "1-1"), "Fedora Project");
    var image = Images.rhel("8.10", own, epel);
    var assessment = assess(image);
    assertThat(assessment.findings()).isEmpty();
    assertThat(assessment.notJudged())
        .containsExactly(new Assessment.NotJudged("Fedora Project", List.of("nginx"), false));
    assertThat(assessment.verdict().status()).isEqualTo(Status.INCOMPLETE);
    assertThat(assessment.verdict().reasons().getFirst())
        .satisfies(
            reason -> {
              assertThat(reason.code()).isEqualTo("packages-not-judged");
              assertThat(reason.message()).contains("1 package of Fedora Project");
              assertThat(reason.next()).contains("--accept-vendor 'Fedora Project'");
            });
    policy = Policy.DEFAULT.withAcceptedVendors(Set.of("Fedora Project"));
    assertThat(assess(image).verdict().status()).isEqualTo(Status.OK);
    assertThat(assess(image).notJudged()).extracting(a -> a.accepted()).containsExactly(true);
    policy = Policy.DEFAULT.withAcceptedVendors(Set.of("*"));
    assertThat(assess(image).verdict().status()).isEqualTo(Status.OK);
  }

  @Test
  void activeIssuesDecideBeforePackagesThatAreNotJudged() {
    advisories.rows(RpmRow.fixed("bash", "CVE-1", "5-1"));
    var own = Images.of(Images.rpm("bash", "4.4.20-4.el8_6"), "Red Hat, Inc.");
    var other = Images.of(Images.rpm("agent", "1-1"), "Somebody Inc.");
    var verdict = assess(Images.rhel("8.10", own, other)).verdict();
    assertThat(verdict.status()).isEqualTo(Status.FAIL);
    assertThat(verdict.reasons())
        .extracting(Verdict.Reason::code)
        .containsExactly("active-issues", "packages-not-judged");
  }

  @Test
  void commandsAreThoseOfTheImagesPackageManager() {
    advisories.rows(
        RpmRow.fixed("bash", "CVE-1", "5-1").notice("RHSA-2024:0002"),
        RpmRow.fixed("curl", "CVE-2", "8-1").notice("RHSA-2024:0003"),
        RpmRow.fixed("bash", "CVE-1", "5-1").of("rhel:7").cpes());
    var bash = Images.rpm("bash", "4-1");
    var curl = Images.rpm("curl", "7-1");
    assertThat(command(Images.rhel("8.10", bash, curl, Images.rpm("dnf", "4-1"))))
        .isEqualTo("dnf upgrade -y --advisory=RHSA-2024:0002,RHSA-2024:0003");
    assertThat(command(Images.rhel("8.10", bash, curl, Images.rpm("microdnf", "3-1"))))
        .isEqualTo("microdnf upgrade -y bash curl");
    assertThat(command(Images.rhel("7.9", bash))).isEqualTo("yum update -y bash");
    assertThat(command(Images.of(Images.os("centos", "8", null), bash)))
        .isEqualTo("yum update -y bash");
  }

  private String command(ImageInventory image) {
    return assess(image).fix().commands().getFirst();
  }

  @Test
  void aModulesUpgradeSaysThatItStaysInItsStream() {
    advisories.rows(RpmRow.fixed("nodejs", "CVE-1", "1:18.20.2-1").modules("nodejs:18"));
    var nodejs = Images.modular("nodejs", "1:18.1-1.module+el8", "nodejs:18:8:c");
    var assessment = assess(Images.rhel("8.10", nodejs));
    assertThat(assessment.findings().getFirst().correctiveAction())
        .isEqualTo("Upgrade nodejs to >= 1:18.20.2-1 (module nodejs:18)");
    assertThat(assessment.fix().upgrades().getFirst().module()).isEqualTo("nodejs:18");
  }
}
