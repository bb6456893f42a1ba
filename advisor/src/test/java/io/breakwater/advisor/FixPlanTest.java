package io.breakwater.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.FixPlan.Remainder;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.image.ImageConfig;
import io.breakwater.inventory.FileOwners;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.Origin;
import io.breakwater.inventory.files.ImageFiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FixPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String BOOKWORM = "debian:12";
  private static final String NOBLE = "ubuntu:24.04";

  private final FakeAdvisories advisories =
      new FakeAdvisories()
          .feed("debian", NOW, BOOKWORM)
          .feed("ubuntu", NOW, NOBLE)
          .feed("redhat", NOW, "rhel:8");

  private FixPlan plan(ImageInventory image) {
    return Advisor.assess(image, advisories, Policy.DEFAULT, NOW).fix();
  }

  private static ImageInventory bookworm(InstalledPackage... packages) {
    return Images.of(Images.os("debian", "12", "bookworm"), packages);
  }

  private static ImageInventory withUser(ImageInventory image, String user) {
    return new ImageInventory(
        image.os(),
        image.packages(),
        image.databases(),
        image.gaps(),
        image.subscriptions(),
        image.products(),
        image.notes(),
        Optional.of(new ImageConfig(List.of(), List.of(), Map.of(), user, List.of())),
        List.of(),
        ImageFiles.UNKNOWN,
        FileOwners.NONE);
  }

  @Test
  void theFirstUpgradesClearMost() {
    advisories.fixed(BOOKWORM, "bash", "CVE-1", "5.3");
    advisories.fixed(BOOKWORM, "openssl", "CVE-2", "3.1");
    advisories.fixed(BOOKWORM, "openssl", "CVE-3", "3.2");

    var plan = plan(bookworm(Images.deb("bash", "5.2"), Images.deb("openssl", "3.0")));

    assertThat(plan.upgrades())
        .extracting(FixPlan.Upgrade::source)
        .containsExactly("openssl", "bash");
    assertThat(plan.upgrades().getFirst().version()).isEqualTo("3.2");
    assertThat(plan.clears()).isEqualTo(3);
    assertThat(plan.remaining()).isEmpty();
  }

  @Test
  void theDockerfileLineLeavesNothingBehindAndGivesTheUserBack() {
    advisories.fixed(BOOKWORM, "bash", "CVE-1", "5.3");
    var image = bookworm(Images.deb("bash", "5.2"));
    var step =
        "RUN apt-get update && apt-get install -y --only-upgrade bash"
            + " && rm -rf /var/lib/apt/lists/*";

    assertThat(plan(image).dockerfile()).containsExactly(step);
    assertThat(plan(withUser(image, "root:root")).dockerfile()).containsExactly(step);
    assertThat(plan(withUser(image, "0")).dockerfile()).containsExactly(step);
    assertThat(plan(withUser(image, "app:app")).dockerfile())
        .containsExactly("USER root", step, "USER app:app");
    assertThat(plan(withUser(image, "1000")).dockerfile())
        .containsExactly("USER root", step, "USER 1000");
  }

  @Test
  void theToolOfTheImageIsNamed() {
    advisories.rows(RpmRow.fixed("bash", "CVE-2024-1", "5.1.9-1.el8"));
    var os = Images.os("rhel", "8.6", null);
    var bash = Images.rpm("bash", "5.1.8-1.el8");

    assertThat(plan(Images.of(os, bash, Images.rpm("microdnf", "3-1.el8"))).dockerfile())
        .containsExactly("RUN microdnf upgrade -y bash && microdnf clean all");
    assertThat(plan(Images.of(os, bash, Images.rpm("dnf", "4-1.el8"))).commands().getFirst())
        .startsWith("dnf upgrade -y ");
  }

  @Test
  void whatNoUpgradeClearsIsGroupedByTheReason() {
    advisories.pro(NOBLE, "bash", "CVE-1", "5.3+esm1");
    advisories.pro(NOBLE, "openssl", "CVE-2", "3.1+esm1");
    advisories.open(NOBLE, "bash", "CVE-3", State.AFFECTED);
    advisories.open(NOBLE, "bash", "CVE-4", State.DEFERRED);
    advisories.open(NOBLE, "bash", "CVE-5", State.WILL_NOT_FIX);
    advisories.open(NOBLE, "bash", "CVE-6", State.END_OF_LIFE);
    advisories.open(NOBLE, "bash", "CVE-7", State.UNDER_INVESTIGATION);
    advisories.fixed(NOBLE, "bash", "CVE-8", "5.2.1");
    var image =
        Images.of(
            Images.os("ubuntu", "24.04", "noble"),
            Images.deb("bash", "5.2"),
            Images.deb("openssl", "3.0"));

    assertThat(plan(image).remaining())
        .containsExactly(
            new Remainder(Remainder.Kind.UBUNTU_PRO, 2, 0, List.of("bash", "openssl")),
            new Remainder(Remainder.Kind.NO_FIX, 2, 0, List.of("bash")),
            new Remainder(Remainder.Kind.WILL_NOT_FIX, 1, 0, List.of("bash")),
            new Remainder(Remainder.Kind.END_OF_LIFE, 1, 0, List.of("bash")),
            new Remainder(Remainder.Kind.UNDECIDED, 1, 0, List.of("bash")));
    assertThat(plan(Images.withPro(image)).remaining())
        .extracting(Remainder::kind)
        .doesNotContain(Remainder.Kind.UBUNTU_PRO);
  }

  @Test
  void whatFailsAndCannotBeUpgradedIsCounted() {
    advisories.open(BOOKWORM, "bash", "CVE-1", State.AFFECTED);
    var policy = Policy.DEFAULT.withFailOn(new FailOn.Unfixed());

    var plan = Advisor.assess(bookworm(Images.deb("bash", "5.2")), advisories, policy, NOW).fix();

    assertThat(plan.commands()).isEmpty();
    assertThat(plan.remaining())
        .containsExactly(new Remainder(Remainder.Kind.NO_FIX, 1, 1, List.of("bash")));
  }

  @Test
  void packagesOfTheBaseImageAreSaidToBe() {
    advisories.fixed(BOOKWORM, "bash", "CVE-1", "5.3");
    var bash = Images.deb("bash", "5.2");

    assertThat(plan(bookworm(bash)).inBase()).isFalse();
    assertThat(plan(bookworm(inBase(bash))).inBase()).isTrue();
    assertThat(plan(bookworm(inBase(bash), Images.deb("bash-doc", "5.2", "bash", "5.2"))).inBase())
        .isFalse();
  }

  private static InstalledPackage inBase(InstalledPackage one) {
    return new InstalledPackage(
        one.ecosystem(),
        one.name(),
        one.version(),
        one.arch(),
        one.source(),
        one.sourceVersion(),
        one.module(),
        one.sourceRpm(),
        one.vendor(),
        one.file(),
        new Origin(0, Optional.empty(), "", true));
  }
}
