package io.breakwater.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.Scope;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.Products;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Which advisories speak of which build, cell by cell.
///
/// Where the answers come from:
/// - modules: Red Hat, "Managing software with the DNF tool", chapter on modules: a stream is a
///   version of a component with its own updates, only one of which is installed; so the update
///   of a stream is none for another stream, nor for a build outside modules. The same in
///   `claircore` (`rhel/matcher.go`, `ModuleName`) and in trivy (`redhat.go`, `modularitylabel`).
/// - architecture: the list of packages of a notice is by architecture.
/// - EUS: <https://access.redhat.com/articles/rhel-eus>: its updates are for subscribers that
///   stay on a minor release.
/// - `advisor.md`, section 3, RHEL.
class ModuleMatrixTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String OLD = "1:16.13.1-3.module+el8.5.0+13548+45d748af";
  private static final String NEW = "1:16.14.0-5.module+el8.6.0+15294+d6006000";
  private static final String LABEL = "nodejs:16:8050020211213092237:c5368500";
  private static final String PLAIN_OLD = "1.0-1.el8";
  private static final String PLAIN_NEW = "1.0-2.el8";

  private static Stream<Arguments> cells() {
    var a1 = Images.modular("nodejs", OLD, LABEL);
    var outside = Images.rpm("nodejs", PLAIN_OLD);
    var unlabelled = Images.modular("nodejs", OLD, null);
    var fix = RpmRow.fixed("nodejs", "CVE-1", NEW);
    var plain = RpmRow.fixed("nodejs", "CVE-1", PLAIN_NEW);
    var open = RpmRow.open("nodejs", "CVE-1", State.AFFECTED);
    var eus = "cpe:/a:redhat:rhel_eus:8.6::appstream";
    var on16 = Map.of("nodejs", "16");
    var on18 = Map.of("nodejs", "18");
    var none = Map.<String, String>of();
    return Stream.of(
        // package in module A:1
        cell("A:1, advisory A:1", a1, fix.modules("nodejs:16"), none, "fixed"),
        cell("A:1 has it, advisory A:1", a1, plain(OLD).modules("nodejs:16"), none, ""),
        cell("A:1, advisory A:2", a1, fix.modules("nodejs:18"), none, ""),
        cell("A:1, advisory B:1", a1, fix.modules("nginx:16"), none, ""),
        cell("A:1, advisory A:1 and B:1", a1, fix.modules("b:1", "nodejs:16"), none, "fixed"),
        cell("A:1, advisory A:11", a1, fix.modules("nodejs:161"), none, ""),
        cell("A:1, no module", a1, RpmRow.fixed("nodejs", "CVE-1", "2:1-1.el8"), none, ""),
        cell("A:1, other arch", a1, fix.modules("nodejs:16").arches("s390x"), none, ""),
        cell(
            "A:1, its arch", a1, fix.modules("nodejs:16").arches("s390x", "x86_64"), none, "fixed"),
        cell("A:1, EUS only", a1, fix.modules("nodejs:16").cpes(eus), none, ""),
        cell("A:1, unknown module", a1, fix.modules(Scope.UNKNOWN_MODULE), none, "unknown"),
        cell("A:1 has it, unknown module", a1, plain(OLD).modules("?"), none, ""),
        cell("A:1, open in A:1", a1, open.modules("nodejs:16"), none, "affected"),
        cell("A:1, open in A:2", a1, open.modules("nodejs:18"), none, ""),
        cell("A:1, open outside modules", a1, open, none, ""),
        // dnf's state does not override the package's own label
        cell("A:1, advisory A:2, state A:2", a1, fix.modules("nodejs:18"), on18, ""),
        // package outside modules
        cell("outside, advisory A:1", outside, fix.modules("nodejs:16"), none, ""),
        cell("outside, advisory A:1, state A:1", outside, fix.modules("nodejs:16"), on16, ""),
        cell("outside, unknown module", outside, fix.modules("?"), none, ""),
        cell("outside, no module", outside, plain, none, "fixed"),
        cell("outside, other arch", outside, plain.arches("aarch64"), none, ""),
        cell("outside, EUS only", outside, plain.cpes(eus), none, ""),
        cell("outside, open in A:1", outside, open.modules("nodejs:16"), none, ""),
        cell("outside, open", outside, open, none, "affected"),
        // a modular build of which nothing tells the stream
        cell("unlabelled, advisory A:1", unlabelled, fix.modules("nodejs:16"), none, "unknown"),
        cell("unlabelled has it", unlabelled, plain(OLD).modules("nodejs:16"), none, ""),
        cell("unlabelled, state A:1", unlabelled, fix.modules("nodejs:16"), on16, "fixed"),
        cell("unlabelled, state A:2", unlabelled, fix.modules("nodejs:16"), on18, ""),
        cell("unlabelled, no module", unlabelled, plain("2:1-1.el8"), none, ""),
        cell("unlabelled, unknown module", unlabelled, fix.modules("?"), on16, "unknown"),
        cell("unlabelled, open in A:1", unlabelled, open.modules("nodejs:16"), none, "unknown"),
        cell("unlabelled, open, state", unlabelled, open.modules("nodejs:16"), on16, "affected"));
  }

  private static RpmRow plain(String version) {
    return RpmRow.fixed("nodejs", "CVE-1", version);
  }

  private static Arguments cell(
      String name,
      InstalledPackage installed,
      RpmRow row,
      Map<String, String> enabled,
      String answer) {
    return Arguments.of(name, installed, row, enabled, answer);
  }

  @ParameterizedTest(name = "{0}: {4}")
  @MethodSource("cells")
  void hasTheRightAnswer(
      String name,
      InstalledPackage installed,
      RpmRow row,
      Map<String, String> enabled,
      String answer) {
    var advisories = new FakeAdvisories().feed("redhat", NOW, "rhel:8").rows(row);
    var image =
        Images.with(Images.rhel("8.10", installed), new Products(List.of(), List.of(), enabled));
    var assessment = Advisor.assess(image, advisories, Policy.DEFAULT, NOW);
    var findings = assessment.findings();
    assertThat(findings).hasSize(answer.isEmpty() ? 0 : 1);
    assertThat(findings.isEmpty() ? "" : word(findings.getFirst())).isEqualTo(answer);
    var status = expected(answer);
    if (status != null) {
      assertThat(assessment.verdict().reasons().getFirst().code()).isEqualTo(status);
    }
  }

  private static String word(Finding finding) {
    return switch (finding.state()) {
      case FIXED -> "fixed";
      case AFFECTED -> "affected";
      case UNDER_INVESTIGATION -> finding.moduleUnknown() ? "unknown" : "under investigation";
      case NOT_AFFECTED, DEFERRED, WILL_NOT_FIX, END_OF_LIFE -> finding.state().name();
    };
  }

  private static @Nullable String expected(String answer) {
    return switch (answer) {
      case "fixed" -> "active-issues";
      case "unknown" -> "modules-unknown";
      default -> "no-issues";
    };
  }
}
