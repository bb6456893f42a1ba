package io.breakwater.advisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.breakwater.advisor.Difference.Kind;
import io.breakwater.advisor.Difference.PackageChange;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.inventory.InstalledPackage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String BOOKWORM = "debian:12";

  private final FakeAdvisories advisories =
      new FakeAdvisories()
          .feed("debian", NOW, BOOKWORM, "debian:11")
          .fixed(BOOKWORM, "bash", "CVE-1", "5.3")
          .fixed(BOOKWORM, "openssl", "CVE-2", "3.1")
          .fixed(BOOKWORM, "openssl", "CVE-3", "3.2")
          .open(BOOKWORM, "zlib", "CVE-4", State.AFFECTED);

  private Assessment assess(String version, String codename, InstalledPackage... packages) {
    var image = Images.of(Images.os("debian", version, codename), packages);
    return Advisor.assess(image, advisories, Policy.DEFAULT, NOW);
  }

  private Assessment bookworm(InstalledPackage... packages) {
    return assess("12", "bookworm", packages);
  }

  @Test
  void issuesAreNewFixedOrUnchanged() {
    var difference =
        Difference.of(
            bookworm(Images.deb("bash", "5.2"), Images.deb("openssl", "3.0")),
            bookworm(
                Images.deb("bash", "5.3"), Images.deb("openssl", "3.1"), Images.deb("zlib", "1")));

    assertThat(difference.vulnerabilities())
        .extracting(Difference.Change::kind, change -> change.latest().cve())
        .containsExactly(
            tuple(Kind.NEW, "CVE-4"),
            tuple(Kind.FIXED, "CVE-1"),
            tuple(Kind.FIXED, "CVE-2"),
            tuple(Kind.UNCHANGED, "CVE-3"));
    assertThat(difference.packages())
        .containsExactly(
            new PackageChange("bash", List.of("5.2"), List.of("5.3")),
            new PackageChange("openssl", List.of("3.0"), List.of("3.1")),
            new PackageChange("zlib", List.of(), List.of("1")));
    assertThat(difference.worse()).as("what has no fix does not count").isFalse();
  }

  @Test
  void aNewIssueThatCountsIsWorse() {
    var clean = bookworm(Images.deb("bash", "5.3"));
    var vulnerable = bookworm(Images.deb("bash", "5.2"));

    assertThat(Difference.of(clean, vulnerable).worse()).isTrue();
    assertThat(Difference.of(vulnerable, vulnerable).worse()).isFalse();
    assertThat(Difference.of(vulnerable, clean).worse()).isFalse();
  }

  @Test
  void configurationIssuesAreComparedToo() {
    var difference =
        Difference.of(
            bookworm(Images.deb("bash", "5.3")), assess("10", "buster", Images.deb("bash", "5.3")));

    assertThat(difference.configuration())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.kind()).isEqualTo(Kind.NEW);
              assertThat(change.latest().id()).isEqualTo(ConfigurationIssue.END_OF_LIFE);
            });
    assertThat(difference.worse()).isTrue();
  }
}
