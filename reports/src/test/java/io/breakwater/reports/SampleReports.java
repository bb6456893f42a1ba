package io.breakwater.reports;

import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.ExemptionBuilder;
import io.breakwater.advisor.Justification;
import io.breakwater.advisor.Policy;
import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.Scope;
import io.breakwater.image.Digest;
import io.breakwater.image.Platform;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.Gap;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.inventory.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reports of made-up images, judged by the real advisor.
final class SampleReports {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final Digest DIGEST = Digest.parse("sha256:" + "ab".repeat(32));

  private SampleReports() {}

  /// Debian with an issue that can be fixed, one that cannot, one of the kernel.
  static ImageReport failing() {
    return failing("libssl3", "RUN apt-get install openssl");
  }

  static ImageReport failing(String name, String createdBy) {
    var packages =
        List.of(
            installed("bash", "5.2", "bash", createdBy),
            installed(name, "3.0.11-1", "openssl", createdBy),
            installed("linux-libc-dev", "6.1-1", "linux", createdBy));
    return report("debian", "12", packages);
  }

  static ImageReport endOfLife() {
    return report("debian", "11", List.of(installed("bash", "5.2", "bash", "")));
  }

  /// A release that only notices speak of.
  static ImageReport fixesOnly() {
    return report("debian", "10", List.of(installed("bash", "5.2", "bash", "")));
  }

  static ImageReport clean() {
    return report("debian", "12", List.of(installed("dash", "1", "dash", "")));
  }

  static ImageReport unsupported() {
    return report("acme", "1", List.of(installed("dash", "1", "dash", "")));
  }

  /// RHEL with a modular fix, open issues in Red Hat's words, and a package of EPEL.
  static ImageReport redHat() {
    var packages =
        List.of(
            rpm("glibc", "2.28-251.el8", "glibc", null, "Red Hat, Inc."),
            rpm("glibc-common", "2.28-251.el8", "glibc", null, "Red Hat, Inc."),
            rpm("htop", "3.2.1-1.el8", "htop", null, "Fedora Project"),
            rpm(
                "nodejs",
                "1:16.13.1-3.module+el8.5.0+1+a",
                "nodejs",
                "nodejs:16:8050020211213092237:c5368500",
                "Red Hat, Inc."));
    return report("rhel", "8.10", packages);
  }

  static ImageReport centos() {
    return report("centos", "7", List.of(rpm("bash", "4.2-34.el7", "bash", null, "CentOS")));
  }

  private static InstalledPackage rpm(
      String name, String version, String source, @Nullable String module, String vendor) {
    var sourceVersion = version.substring(version.indexOf(':') + 1);
    return new InstalledPackage(
        Ecosystem.RPM,
        name,
        version,
        "x86_64",
        source,
        sourceVersion,
        module,
        source + "-" + sourceVersion + ".src.rpm",
        vendor,
        "/var/lib/rpm/rpmdb.sqlite",
        new Origin(0, Optional.of(DIGEST), "", true));
  }

  static ImageReport scratch() {
    var image = new ImageInventory(Optional.empty(), List.of(), List.of(), List.of(), Set.of());
    var assessment = Advisor.assess(image, new Rows(), Policy.DEFAULT, NOW);
    return new ImageReport(null, Optional.empty(), Optional.empty(), assessment);
  }

  /// Like [#failing()], with one issue exempt by a justification and the others with a reason and
  /// without one.
  static ImageReport exempt() {
    var exemptions =
        List.of(
            exemption("CVE-2024-1", null, null),
            exemption("CVE-2024-3", "Ada <ada@example.org>", "vulnerable_code_not_in_execute_path"),
            exemption("CVE-2024-4", null, "accepted until spring"));
    return report(
        "debian",
        "12",
        List.of(
            installed("bash", "5.2", "bash", ""),
            installed("libssl3", "3.0.11-1", "openssl", ""),
            installed("openssl", "3.0.11-1", "openssl", "")),
        List.of(),
        Policy.DEFAULT.withExemptions(exemptions));
  }

  private static Exemption exemption(String cve, @Nullable String author, @Nullable String reason) {
    return new ExemptionBuilder(Exemption.Type.CVE, cve)
        .author(author)
        .reason(reason)
        .justification(reason == null ? null : Justification.parse(reason).orElse(null))
        .build();
  }

  /// An image of which a layer could not be read.
  static ImageReport incomplete() {
    var gap =
        new Gap(
            "layer-truncated",
            "layer 1 ends early",
            "pull it again",
            OptionalInt.of(1),
            OptionalLong.empty());
    var packages = List.of(installed("dash", "1", "dash", ""));
    return report("debian", "12", packages, List.of(gap), Policy.DEFAULT);
  }

  private static ImageReport report(String id, String version, List<InstalledPackage> packages) {
    return report(id, version, packages, List.of(), Policy.DEFAULT);
  }

  private static ImageReport report(
      String id, String version, List<InstalledPackage> packages, List<Gap> gaps, Policy policy) {
    var os = new OperatingSystem(id, List.of(), version, null, id, "/etc/os-release");
    var image =
        new ImageInventory(
            Optional.of(os), packages, List.of("/var/lib/dpkg/status"), gaps, Set.of());
    var assessment = Advisor.assess(image, new Rows(), policy, NOW);
    var platform = Optional.of(Platform.parse("linux/amd64"));
    return new ImageReport("sample:1", Optional.of(DIGEST), platform, assessment);
  }

  private static InstalledPackage installed(
      String name, String version, String source, String createdBy) {
    return new InstalledPackage(
        Ecosystem.DEB,
        name,
        version,
        "amd64",
        source,
        version,
        null,
        null,
        null,
        "/var/lib/dpkg/status",
        new Origin(1, Optional.of(DIGEST), createdBy, true));
  }

  /// A few rows.
  private static final class Rows implements Advisories {
    private final List<Advisory> rows = new ArrayList<>();

    Rows() {
      rows.add(row("bash", "CVE-2024-1", State.WILL_NOT_FIX, null, "ignored: minor"));
      rows.add(row("linux", "CVE-2024-2", State.FIXED, "6.1-9", null));
      rows.add(row("openssl", "CVE-2024-3", State.FIXED, "3.0.13-1", null));
      rows.add(row("openssl", "CVE-2024-4", State.FIXED, "3.0.15-1", null));
      rows.add(rpm("glibc", "CVE-2023-1", "low", "will not fix"));
      rows.add(rpm("glibc", "CVE-2023-2", "moderate", "will not fix"));
      rows.add(rpm("glibc", "CVE-2023-3", "low", "will not fix"));
      rows.add(rpm("glibc", "CVE-2023-4", "low", "out of support scope"));
      rows.add(
          rpm(
              "rhel:8",
              "nodejs",
              "CVE-2023-5",
              "important",
              null,
              "1:16.14.0-5.module+el8.6.0+1+b",
              new Scope(
                  List.of("nodejs:16"),
                  List.of("x86_64"),
                  List.of("cpe:/a:redhat:enterprise_linux:8::appstream"))));
      rows.add(rpm("rhel:7", "bash", "CVE-2023-6", "low", null, "4.2-35.el7_9", Scope.ANY));
    }

    private static Advisory rpm(String source, String cve, String severity, String detail) {
      var cpe = List.of("cpe:/o:redhat:enterprise_linux:8");
      var scope = new Scope(List.of(), List.of(), cpe);
      return rpm("rhel:8", source, cve, severity, detail, null, scope);
    }

    private static Advisory rpm(
        String release,
        String name,
        String cve,
        String severity,
        @Nullable String detail,
        @Nullable String fixed,
        Scope scope) {
      var open = "out of support scope".equals(detail) ? State.END_OF_LIFE : State.WILL_NOT_FIX;
      return new Advisory(
          release,
          name,
          fixed == null ? Advisory.Kind.SOURCE : Advisory.Kind.BINARY,
          cve,
          List.of(),
          fixed == null
              ? List.of()
              : List.of(
                  new Advisory.Notice(
                      "RHSA-2023:0001",
                      NOW,
                      List.of("https://access.redhat.com/errata/RHSA-2023:0001"))),
          fixed == null ? open : State.FIXED,
          detail,
          fixed,
          Availability.PUBLIC,
          severity,
          List.of(),
          null,
          null,
          List.of(),
          "",
          false,
          scope,
          "redhat",
          "RHSA-2023:0001");
    }

    private static Advisory row(
        String source, String cve, State state, @Nullable String fixed, @Nullable String detail) {
      return new Advisory(
          "debian:12",
          source,
          Advisory.Kind.SOURCE,
          cve,
          List.of("GHSA-1"),
          List.of(new Advisory.Notice("DSA-1-1", NOW, List.of("https://example.org/1"))),
          state,
          detail,
          fixed,
          Availability.PUBLIC,
          cve.endsWith("4") ? "high" : "low",
          List.of(new Advisory.Cvss("nvd", "3.1", "CVSS:3.1/AV:N", 7.5)),
          null,
          null,
          List.of("https://example.org/" + cve),
          "a summary",
          cve.endsWith("3"),
          Scope.ANY,
          "debian",
          source + "/" + cve);
    }

    @Override
    public boolean covers(String release) {
      return release.startsWith("debian:1") || release.startsWith("rhel:");
    }

    @Override
    public Optional<Coverage> coverage(String release) {
      return covers(release)
          ? Optional.of(new Coverage(release, rows.size(), release.equals("debian:10")))
          : Optional.empty();
    }

    @Override
    public List<Advisory> find(String release, String packageName) {
      return rows.stream()
          .filter(row -> row.release().equals(release) && row.packageName().equals(packageName))
          .toList();
    }

    @Override
    public List<Feed> feeds() {
      return List.of(
          new Feed("debian", Instant.parse("2026-11-01T00:00:00Z"), 4, 0),
          new Feed("kev", NOW, 1, 0),
          new Feed("redhat", NOW, 6, 0));
    }

    @Override
    public String version() {
      return "1";
    }
  }
}
