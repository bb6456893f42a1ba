package io.breakwater.policy;

import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.ImageSubject;
import io.breakwater.advisor.Policy;
import io.breakwater.advisor.PolicyStatus;
import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Scope;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageReference;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.inventory.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges one image of Debian 12, `ghcr.io/team/app:1.2`, whose packages `libssl3` and
/// `openssl` of source openssl 3.0.11-1 have the vulnerabilities CVE-2025-1 (fixed, notice
/// DSA-1-1), CVE-2025-2 (will not be fixed) and CVE-2025-3 (fixed).
final class Judging {
  static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
  static final String DIGEST = "sha256:" + "ab".repeat(32);

  private Judging() {}

  static Assessment judge(List<Exemption> exemptions) {
    return judge(exemptions, NOW);
  }

  static Assessment judge(List<Exemption> exemptions, Instant now) {
    var os =
        new OperatingSystem("debian", List.of(), "12", "bookworm", "Debian", "/etc/os-release");
    var image =
        new ImageInventory(
            Optional.of(os),
            List.of(installed("libssl3"), installed("openssl")),
            List.of("/var/lib/dpkg/status"),
            List.of(),
            Set.of());
    var subject =
        ImageSubject.of(ImageReference.parse("ghcr.io/team/app:1.2"))
            .withDigests(List.of(Digest.parse(DIGEST)))
            .withArchitecture("amd64")
            .withBill("urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79");
    var policy = Policy.DEFAULT.withExemptions(exemptions);
    return Advisor.assess(image, new Rows(), policy, subject, now);
  }

  /// `package CVE` of all that is exempt.
  static List<String> exempt(List<Exemption> exemptions) {
    return judge(exemptions).findings().stream()
        .filter(finding -> finding.policyStatus() == PolicyStatus.EXEMPT)
        .map(finding -> finding.installed().name() + " " + finding.cve())
        .toList();
  }

  private static InstalledPackage installed(String name) {
    return new InstalledPackage(
        Ecosystem.DEB,
        name,
        "3.0.11-1",
        "amd64",
        "openssl",
        "3.0.11-1",
        null,
        null,
        null,
        "/var/lib/dpkg/status",
        new Origin(0, Optional.empty(), "", false));
  }

  private static final class Rows implements Advisories {
    private final List<Advisory> rows =
        List.of(
            row("CVE-2025-1", Advisory.State.FIXED, "3.0.13-1", "DSA-1-1"),
            row("CVE-2025-2", Advisory.State.WILL_NOT_FIX, null, null),
            row("CVE-2025-3", Advisory.State.FIXED, "3.0.12-1", null));

    private static Advisory row(
        String cve, Advisory.State state, @Nullable String fixed, @Nullable String notice) {
      return new Advisory(
          "debian:12",
          "openssl",
          Advisory.Kind.SOURCE,
          cve,
          List.of("GHSA-" + cve),
          notice == null ? List.of() : List.of(new Advisory.Notice(notice, null, List.of())),
          state,
          null,
          fixed,
          Advisory.Availability.PUBLIC,
          "high",
          List.of(),
          null,
          null,
          List.of(),
          "",
          false,
          Scope.ANY,
          "debian",
          "openssl/" + cve);
    }

    @Override
    public boolean covers(String release) {
      return release.equals("debian:12");
    }

    @Override
    public List<Advisory> find(String release, String packageName) {
      return packageName.equals("openssl") ? rows : List.of();
    }

    @Override
    public List<String> cpesOf(String repository) {
      return List.of();
    }

    @Override
    public List<Feed> feeds() {
      return List.of(new Feed("debian", NOW, rows.size(), 0));
    }

    @Override
    public String version() {
      return "test";
    }
  }
}
