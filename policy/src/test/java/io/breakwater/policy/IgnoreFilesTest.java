package io.breakwater.policy;

import static io.breakwater.policy.Judging.exempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.advisor.ExemptionUse;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.policy.document.Remark;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IgnoreFilesTest {
  private static ExemptionDocument read(String text) throws PolicyException {
    return ExemptionFile.read(text.getBytes(StandardCharsets.UTF_8), "ignore");
  }

  private static List<String> remarks(String text) throws PolicyException {
    return read(text).remarks().stream().map(Remark::toString).toList();
  }

  @Test
  void linesOfTrivyAreExemptions() throws PolicyException {
    var text =
        """
        # accepted
        CVE-2025-1
          CVE-2025-2 exp:2026-01-16  until the rebuild
        DSA-7-1
        system_configuration:os.end_of_life
        CVE-2025-3 exp:2026-01-15
        """;
    var document = read(text);
    assertThat(document.format()).isEqualTo(".trivyignore");
    assertThat(document.remarks()).isEmpty();
    assertThat(exempt(document.exemptions()))
        .containsExactly(
            "libssl3 CVE-2025-1", "libssl3 CVE-2025-2", "openssl CVE-2025-1", "openssl CVE-2025-2");
    var uses = Judging.judge(document.exemptions()).exemptions();
    assertThat(uses)
        .extracting(ExemptionUse::use)
        .containsExactly(
            ExemptionUse.Use.APPLIED,
            ExemptionUse.Use.APPLIED,
            ExemptionUse.Use.UNUSED,
            ExemptionUse.Use.UNUSED,
            ExemptionUse.Use.EXPIRED);
    assertThat(uses.getLast().exemption().place()).hasToString("ignore:6");
  }

  @Test
  void aDayOfTrivyEndsAtItsBeginning() throws PolicyException {
    var one = read("CVE-2025-1 exp:2026-01-16").exemptions().getFirst();
    assertThat(one.expires()).isEqualTo(Instant.parse("2026-01-16T00:00:00Z"));
    var same = read("vulnerabilities: [{id: CVE-2025-1, expired_at: 2026-01-16}]");
    assertThat(same.exemptions().getFirst().expires()).isEqualTo(one.expires());
  }

  @Test
  void linesThatCannotBeCarriedOverAreTold() throws PolicyException {
    assertThat(remarks("AVD-DS-0002\nprivate-key\nCVE-2025-1 exp:soon\nCVE-2025-2\n"))
        .containsExactly(
            "ignore:1: 'AVD-DS-0002' names no vulnerability, security notice or check of"
                + " Breakwater's",
            "ignore:2: 'private-key' names no vulnerability, security notice or check of"
                + " Breakwater's",
            "ignore:3: 'exp:soon' is no day such as exp:2027-01-31; the line is ignored");
  }

  @Test
  void entriesOfTrivysYamlAreExemptions() throws PolicyException {
    var text =
        """
        vulnerabilities:
          - id: CVE-2025-1
            purls: ["pkg:deb/debian/libssl3", "pkg:npm/foo"]
            statement: not reachable
          - id: CVE-2025-2
            paths: [usr/app/**]
          - id: CVE-2025-3
            purls: ["pkg:npm/foo@1.0"]
        misconfigurations:
          - id: AVD-DS-0001
          - id: application_configuration:nginx.ssl_protocols
            paths: ["etc/nginx/*.conf"]
        secrets:
          - id: aws-access-key-id
        licenses:
          - id: GPL-3.0
        """;
    var document = read(text);
    assertThat(document.format()).isEqualTo(".trivyignore.yaml");
    assertThat(exempt(document.exemptions())).containsExactly("libssl3 CVE-2025-1");
    assertThat(document.exemptions().getFirst().reason()).isEqualTo("not reachable");
    assertThat(document.exemptions().getLast().files()).hasToString("[etc/nginx/*.conf]");
    assertThat(document.exemptions()).hasSize(2);
    assertThat(document.remarks()).extracting(Remark::line).containsExactly(3, 5, 8, 10, 14, 16);
  }

  @Test
  void rulesOfGrypeAreExemptions() throws PolicyException {
    assertThat(grype("vulnerability: CVE-2025-1")).hasSize(2);
    assertThat(grype("vulnerability: GHSA-CVE-2025-1")).hasSize(2);
    assertThat(grype("{vulnerability: CVE-2025-1, package: {name: libssl.*}}"))
        .containsExactly("libssl3 CVE-2025-1");
    assertThat(grype("package: {name: ssl}")).isEmpty();
    assertThat(grype("package: {name: 'lib.*|openssl', type: deb}")).hasSize(6);
    assertThat(grype("package: {upstream-name: openssl, version: 3.0.11-1}")).hasSize(6);
    assertThat(grype("package: {version: 3.0.11}")).isEmpty();
    assertThat(grype("package: {location: '/var/lib/dpkg/**'}")).hasSize(6);
    assertThat(grype("package: {location: '/usr/lib/**'}")).isEmpty();
    assertThat(grype("fix-state: wont-fix"))
        .containsExactly("libssl3 CVE-2025-2", "openssl CVE-2025-2");
    assertThat(grype("namespace: debian:distro:debian:12")).hasSize(6);
    assertThat(grype("namespace: debian:distro:debian:11")).isEmpty();
    assertThat(grype("{package: {type: apk}, vulnerability: CVE-2025-1}")).isEmpty();
  }

  private static List<String> grype(String rule) throws PolicyException {
    var document = read("log: {level: warn}\nignore:\n  - " + rule + "\n");
    assertThat(document.format()).isEqualTo(".grype.yaml");
    assertThat(document.remarks()).isEmpty();
    return exempt(document.exemptions());
  }

  @Test
  void rulesOfGrypeThatCannotBeCarriedOverAreTold() throws PolicyException {
    for (var rule :
        List.of(
            "{vulnerability: CVE-2025-1, package: {language: python}}",
            "{vulnerability: CVE-2025-1, package: {type: npm}}",
            "{vulnerability: CVE-2025-1, namespace: 'github:language:python'}",
            "{vulnerability: CVE-2025-1, match-type: exact-direct-match}",
            "{vulnerability: CVE-2025-1, package: {location: '/usr/{a,b}'}}",
            "{vex-status: not_affected, vex-justification: component_not_present}",
            "{fix-state: perhaps}",
            "{reason: none}")) {
      var document = read("ignore:\n  - " + rule);
      assertThat(document.exemptions()).as(rule).isEmpty();
      assertThat(document.remarks()).as(rule).hasSize(1);
      assertThat(document.remarks().getFirst().line()).isEqualTo(2);
    }
  }

  @Test
  void anExpressionThatWouldTakeForEverDoesNot() throws PolicyException {
    var text = "ignore: [{package: {name: '(a+)+$'}}, {package: {name: '(a|a)*b'}}]";
    assertThat(exempt(read(text).exemptions())).isEmpty();
    assertThat(
            catchThrowableOfType(
                    PolicyException.class, () -> read("ignore: [{package: {name: '('}}]"))
                .why())
        .startsWith("line 1: ignore[0].package.name: no regular expression");
  }

  @Test
  void aPolicyFileGivesItsExemptions() throws PolicyException {
    var document = read("version: 1\nfail-on: none\nexemptions: [{cve: CVE-2025-1}]\n");
    assertThat(document.format()).isEqualTo("policy");
    assertThat(exempt(document.exemptions())).hasSize(2);
  }

  @Test
  void whatIsOfNoFormatIsRefused() {
    for (var text : List.of("a: b\n", "{\"a\": 1}", "[1]", "- x: y\n", "key:\n  - CVE-1\n")) {
      var error = catchThrowableOfType(PolicyException.class, () -> read(text));
      assertThat(error).as(text).isNotNull();
      assertThat(error.code()).as(text).isIn("exemptions-unknown", "policy-invalid");
    }
  }

  @Test
  void anEmptyFileExemptsNothing() throws PolicyException {
    assertThat(read("").exemptions()).isEmpty();
    assertThat(read("# nothing\n\n").exemptions()).isEmpty();
  }
}
