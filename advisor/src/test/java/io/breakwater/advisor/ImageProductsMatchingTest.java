package io.breakwater.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.Advisory.State;
import io.breakwater.inventory.Products;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Rows by product, as content sets and labels name them.
class ImageProductsMatchingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String BASE_SET = "rhel-8-for-x86_64-baseos-rpms";
  private static final String EUS_SET = "rhel-8-for-x86_64-baseos-eus-rpms";
  private static final String AUS_SET = "rhel-8-for-x86_64-baseos-aus-rpms";
  private static final String ELS_SET = "rhel-7-server-els-rpms";

  private final FakeAdvisories advisories =
      new FakeAdvisories()
          .feed("redhat", NOW, "rhel:7", "rhel:8", "rhel:10", "rhel:any")
          .repository(BASE_SET, RpmRow.BASEOS)
          .repository(EUS_SET, eus("8.2"), eus("8.4"), eus("8.6"), eus("8.8"))
          .repository(AUS_SET, aus("8.2"), aus("8.4"), aus("8.6"))
          .repository(
              ELS_SET, "cpe:/o:redhat:enterprise_linux:7::server", "cpe:/o:redhat:rhel_els:7");

  private static String eus(String minor) {
    return "cpe:/o:redhat:rhel_eus:" + minor + "::baseos";
  }

  private static String aus(String minor) {
    return "cpe:/o:redhat:rhel_aus:" + minor + "::baseos";
  }

  private Assessment assess(String versionId, String version, String... repositories) {
    return labelled(versionId, version, List.of(repositories), List.of());
  }

  private Assessment labelled(
      String versionId, String version, List<String> repositories, List<String> labels) {
    var image = Images.rhel(versionId, Images.rpm("bash", version));
    var products = new Products(repositories, labels, Map.of());
    return Advisor.assess(Images.with(image, products), advisories, Policy.DEFAULT, NOW);
  }

  private List<String> cves(String versionId, String version, String... repositories) {
    return assess(versionId, version, repositories).findings().stream().map(Finding::cve).toList();
  }

  @Test
  void streamsOfMinorReleasesNeedTheImageToNameThem() {
    advisories.rows(
        RpmRow.fixed("bash", "CVE-2", "4.4.20-3.el8_2.1").cpes(eus("8.2")),
        RpmRow.fixed("bash", "CVE-4", "4.4.20-3.el8_4.1").cpes(eus("8.4"), aus("8.4")),
        RpmRow.fixed("bash", "CVE-6", "4.4.20-3.el8_6.1").cpes(eus("8.6")));
    assertThat(cves("8.6", "4.4.20-1.el8")).isEmpty();
    assertThat(cves("8.6", "4.4.20-1.el8", BASE_SET)).isEmpty();
    assertThat(cves("8.6", "4.4.20-1.el8", EUS_SET)).containsExactly("CVE-6");
    assertThat(cves("8.4", "4.4.20-1.el8", EUS_SET)).containsExactly("CVE-4");
    assertThat(cves("8.4", "4.4.20-1.el8", AUS_SET)).containsExactly("CVE-4");
    assertThat(cves("8.6", "4.4.20-1.el8", AUS_SET)).isEmpty();
    // A release file without the minor release leaves all that the image names.
    assertThat(cves("8", "4.4.20-1.el8", EUS_SET)).containsExactly("CVE-2", "CVE-4", "CVE-6");
  }

  @Test
  void oneProductsBuildDoesNotClearAnothers() {
    var openshift = "cpe:/a:redhat:openshift:4.13::el8";
    advisories.rows(
        RpmRow.open("bash", "CVE-1", State.AFFECTED),
        RpmRow.open("bash", "CVE-1", State.NOT_AFFECTED).cpes(openshift),
        RpmRow.open("bash", "CVE-2", State.AFFECTED).cpes("cpe:/a:redhat:openshift:4"),
        RpmRow.open("bash", "CVE-2", State.NOT_AFFECTED).cpes(openshift));
    assertThat(labelled("8.10", "4-1", List.of(), List.of(openshift)).findings())
        .extracting(Finding::cve)
        .containsExactly("CVE-1");
  }

  @Test
  void theFixOfTheImagesOwnStreamSuffices() {
    advisories.rows(
        RpmRow.fixed("bash", "CVE-1", "4.4.20-3.el8_6.1").cpes(eus("8.6")),
        RpmRow.fixed("bash", "CVE-1", "4.4.20-3.el8_4.2").cpes(aus("8.4")),
        RpmRow.fixed("bash", "CVE-1", "4.4.20-5.el8_8"));
    assertThat(cves("8.6", "4.4.20-3.el8_6.1", EUS_SET)).isEmpty();
    assertThat(assess("8.6", "4.4.20-3.el8_6", EUS_SET).findings())
        .singleElement()
        .extracting(Finding::fixedVersion)
        .isEqualTo("4.4.20-3.el8_6.1");
    assertThat(assess("8.6", "4.4.20-3.el8_6.1", BASE_SET).findings())
        .singleElement()
        .extracting(Finding::fixedVersion)
        .isEqualTo("4.4.20-5.el8_8");
  }

  @Test
  void onAStreamLaterFixesOfTheMainOneAreNoneYet() {
    advisories.rows(
        RpmRow.fixed("bash", "CVE-1", "4.4.20-4.el8_6"),
        RpmRow.fixed("bash", "CVE-2", "4.4.20-5.el8_8"));
    var findings = assess("8.6", "4.4.20-3.el8_5", EUS_SET).findings();
    assertThat(findings).extracting(Finding::cve).containsExactly("CVE-1", "CVE-2");
    assertThat(findings.getFirst().standing()).isEqualTo(Standing.ISSUE);
    assertThat(findings.getLast().state()).isEqualTo(State.AFFECTED);
    assertThat(findings.getLast().standing()).isEqualTo(Standing.UNFIXED);
    assertThat(findings.getLast().stateDetail()).contains("4.4.20-5.el8_8");
    // With the main stream among the content sets it is an ordinary fix.
    assertThat(assess("8.6", "4.4.20-3.el8_5", EUS_SET, BASE_SET).findings())
        .extracting(Finding::standing)
        .containsOnly(Standing.ISSUE);
  }

  @Test
  void unfixedStatesOfTheReleaseHoldInItsStreams() {
    advisories.rows(RpmRow.open("bash", "CVE-1", State.AFFECTED));
    assertThat(cves("8.6", "4.4.20-1.el8", EUS_SET)).containsExactly("CVE-1");
  }

  @Test
  void contentSetsNeverHideTheBase() {
    advisories.rows(RpmRow.fixed("bash", "CVE-1", "5-1").cpes(RpmRow.APPSTREAM));
    assertThat(cves("8.10", "4.4.20-1.el8", BASE_SET)).containsExactly("CVE-1");
    assertThat(
            labelled("8.10", "4-1", List.of(), List.of("cpe:/a:redhat:openshift:4.13::el8"))
                .findings())
        .hasSize(1);
  }

  @Test
  void extendedLifeCycleSupportCountsForItsSubscribers() {
    advisories.rows(
        RpmRow.fixed("bash", "CVE-1", "4.2.46-36.el7_9")
            .of("rhel:7")
            .cpes("cpe:/o:redhat:rhel_els:7")
            .extended());
    var without = assess("7.9", "4.2.46-35.el7_9").findings().getFirst();
    assertThat(without.standing()).isEqualTo(Standing.SUBSCRIPTION);
    assertThat(without.correctiveAction()).endsWith("(needs extended support)");
    var with = assess("7.9", "4.2.46-35.el7_9", ELS_SET).findings().getFirst();
    assertThat(with.standing()).isEqualTo(Standing.ISSUE);
    assertThat(with.correctiveAction()).isEqualTo("Upgrade bash to >= 4.2.46-36.el7_9");
    assertThat(assess("7.9", "4.2.46-36.el7_9").findings()).isEmpty();
  }

  @Test
  void layeredProductsNeedTheImageToNameThem() {
    advisories.rows(
        RpmRow.open("bash", "CVE-1", State.AFFECTED)
            .of("rhel:any")
            .cpes("cpe:/a:redhat:openshift:4"),
        RpmRow.fixed("bash", "CVE-2", "9-1").cpes("cpe:/a:redhat:openshift:4.13::el8"),
        RpmRow.fixed("bash", "CVE-3", "9-1").cpes("cpe:/a:redhat:openshift:4.1::el8"));
    assertThat(cves("8.6", "4-1")).isEmpty();
    var label = List.of("cpe:2.3:a:redhat:openshift:4.13:*:el8:*:*:*:*:*");
    assertThat(labelled("8.6", "4-1", List.of(), label).findings())
        .extracting(Finding::cve)
        .containsExactly("CVE-1", "CVE-2");
  }

  @Test
  void theBaseHoldsExtrasAndCollectionsAndMinorReleasesOfTen() {
    advisories.rows(
        RpmRow.fixed("bash", "CVE-1", "9-1").of("rhel:7").cpes("cpe:/a:redhat:rhel_extras:7"),
        RpmRow.fixed("bash", "CVE-2", "9-1").of("rhel:7").cpes("cpe:/a:redhat:rhel_extras_other:7"),
        RpmRow.fixed("bash", "CVE-3", "9-1")
            .of("rhel:7")
            .cpes("cpe:/a:redhat:rhel_software_collections:3::el7"),
        RpmRow.fixed("bash", "CVE-4", "9-1")
            .of("rhel:7")
            .cpes("cpe:/a:redhat:rhel_software_collections:3::el6"),
        RpmRow.fixed("bash", "CVE-5", "9-1")
            .of("rhel:7")
            .cpes("cpe:/a:redhat:rhel_extras_sap_eus:7.6"),
        RpmRow.fixed("bash", "CVE-6", "9-1")
            .of("rhel:10")
            .cpes("cpe:/o:redhat:enterprise_linux:10.0::baseos"));
    assertThat(cves("7.9", "4-1")).containsExactly("CVE-1", "CVE-2", "CVE-3");
    assertThat(cves("10.1", "4-1")).containsExactly("CVE-6");
  }

  @Test
  void contentSetsOfWhichNoneIsKnownAreWarnedOf() {
    var assessment = assess("8.10", "4-1", "custom-repo");
    assertThat(assessment.warnings())
        .extracting(Warning::code)
        .containsExactly("content-sets-unknown");
    assertThat(assess("8.10", "4-1", "custom-repo", BASE_SET).warnings()).isEmpty();
  }
}
