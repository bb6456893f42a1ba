package io.breakwater.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.FailOn;
import io.breakwater.advisor.Justification;
import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Severity;
import io.breakwater.advisor.UnfixedRule;
import io.breakwater.policy.document.PolicyException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {
  private static final String ALL =
      """
      # what production asks for
      version: 1
      fail-on: severity=high
      configuration: critical
      unfixed:
        severity: critical
        older-than: 30
      known-exploited: as-others
      count-kernel: true
      accept-vendors: ["Fedora Project", 'Acme']
      max-feed-age: 14
      warn-feed-age: 2
      allow-unsupported: true
      exemptions:
        - cve: [CVE-2024-1, GHSA-aaaa-bbbb-cccc]
          scope: [team/app, "team/tool:1.*"]
        - sn: DSA-5678-1
      """;

  private static PolicyDocument read(String text) throws PolicyException {
    return PolicyFile.read(text.getBytes(StandardCharsets.UTF_8), "policy.yaml");
  }

  private static List<Exemption> exemptions(String entry) throws PolicyException {
    return read("exemptions:\n  - " + entry.strip().replace("\n", "\n    ")).policy().exemptions();
  }

  private static PolicyException error(String text) {
    return catchThrowableOfType(PolicyException.class, () -> read(text));
  }

  @Test
  void everyKeyIsFollowed() throws PolicyException {
    var document = read(ALL.replace("team/tool:1.*", "team/tool:1.0"));
    var policy = document.policy();
    assertThat(document.allowUnsupported()).isTrue();
    assertThat(policy.failOn()).isEqualTo(new FailOn.FromSeverity(Severity.HIGH));
    assertThat(policy.configurationFrom()).isEqualTo(Severity.CRITICAL);
    assertThat(policy.unfixed()).isEqualTo(new UnfixedRule(Severity.CRITICAL, Duration.ofDays(30)));
    assertThat(policy.exploitedAlways()).isFalse();
    assertThat(policy.countKernel()).isTrue();
    assertThat(policy.acceptedVendors()).isEqualTo(Set.of("Fedora Project", "Acme"));
    assertThat(policy.outdatedAfter()).isEqualTo(Duration.ofDays(14));
    assertThat(policy.staleAfter()).isEqualTo(Duration.ofDays(2));
    assertThat(policy.exemptions())
        .extracting(one -> one.type().word() + " " + one.id() + " " + one.scopes())
        .containsExactly(
            "cve CVE-2024-1 [team/app, team/tool:1.0]",
            "cve GHSA-aaaa-bbbb-cccc [team/app, team/tool:1.0]",
            "sn DSA-5678-1 [*]");
    assertThat(policy.exemptions().get(2).place()).hasToString("policy.yaml:17");
  }

  @Test
  void anEmptyFileIsTheDefaultWithKnownExploitedOnes() throws PolicyException {
    assertThat(read("").policy()).isEqualTo(Policy.DEFAULT.withExploitedAlways(true));
    assertThat(read("# nothing yet\n").policy()).isEqualTo(read("{}").policy());
  }

  @Test
  void jsonSaysTheSame() throws PolicyException {
    var json =
        """
        {"version": 1, "fail-on": "unfixed",
         "exemptions": [{"cve": "CVE-1", "until-fixed": true}]}
        """;
    var read = PolicyFile.read(json.getBytes(StandardCharsets.UTF_8), "policy.json");
    assertThat(read.policy().failOn()).isEqualTo(new FailOn.Unfixed());
    var exemption = read.policy().exemptions().getFirst();
    assertThat(exemption.untilFixed()).isTrue();
    assertThat(exemption.place()).hasToString("policy.json:2");
    assertThat(read(json).policy().failOn()).isEqualTo(new FailOn.Unfixed());
  }

  @Test
  void anExemptionSaysWhoAndWhyAndUntilWhen() throws PolicyException {
    var one =
        exemptions(
                """
                cve: CVE-2024-1234
                packages: [libssl3, "python3.*", {source: openssl, version: 3.0.11-1}]
                author: jo@example.org
                reason: not reachable
                justification: vulnerable_code_not_in_execute_path
                created: 2026-01-02
                expires: 2026-06-30
                until-fixed: yes
                """
                    .replace("yes", "true"))
            .getFirst();
    assertThat(one.author()).isEqualTo("jo@example.org");
    assertThat(one.reason()).isEqualTo("not reachable");
    assertThat(one.justification())
        .isEqualTo(
            new Justification(
                Justification.Kind.VULNERABLE_CODE_NOT_IN_EXECUTE_PATH,
                "vulnerable_code_not_in_execute_path"));
    assertThat(one.created()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
    assertThat(one.holds(Instant.parse("2026-06-30T23:59:59Z"))).isTrue();
    assertThat(one.holds(Instant.parse("2026-07-01T00:00:00Z"))).isFalse();
    assertThat(one.packages()).hasToString("[libssl3, python3.*, of source openssl 3.0.11-1]");
  }

  @Test
  void aMomentEndsAnExemptionExactly() throws PolicyException {
    var one = exemptions("cve: CVE-1\nexpires: 2026-06-30T12:00:00+02:00").getFirst();
    assertThat(one.expires()).isEqualTo(Instant.parse("2026-06-30T10:00:00Z"));
  }

  @Test
  void configurationIssuesAreLimitedByFiles() throws PolicyException {
    var one =
        exemptions(
                "configuration: application_configuration:nginx.ssl_protocols\n"
                    + "files: /etc/nginx/conf.d/*.conf")
            .getFirst();
    assertThat(one.type()).isEqualTo(Exemption.Type.CONFIGURATION);
    assertThat(one.files()).hasToString("[/etc/nginx/conf.d/*.conf]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          fail-onn: issues                            | 1 | 'fail-onn' is no key of this file | Write 'fail-on', or remove it
          version: 2                                  | 1 | version 2 of policies is not known | Write 'version: 1'
          fail-on: all                                | 1 | fail-on is 'all', none, issues, severity=WORD | Mend fail-on
          fail-on: [a]                                | 1 | fail-on is a list, a text was expected | Mend
          configuration: bad                          | 1 | configuration is 'bad', negligible, low, medium | Mend
          unfixed: {severity: high, older: 3}         | 1 | 'older' is no key of unfixed | Write 'older-than', or remove it
          unfixed: {older-than: -3}                   | 1 | unfixed.older-than is '-3', a whole number from 0 | Mend
          unfixed: maybe                              | 1 | unfixed is 'maybe', true or false was expected | Mend
          known-exploited: never                      | 1 | known-exploited is 'never', always or as-others | Mend
          max-feed-age: 0                             | 1 | max-feed-age is '0', a whole number from 1 | Mend
          exemptions: {cve: CVE-1}                    | 1 | exemptions is a mapping, a list was expected | Mend
          exemptions: [{reason: x}]                   | 1 | it does not say what is exempt | Write 'cve: CVE-
          exemptions: [{cve: CVE-1, sn: DSA-1}]       | 1 | it names both a 'cve' and a 'sn' | Write two exemptions
          exemptions: [{cve: DSA-5678-1}]             | 1 | 'DSA-5678-1' is a security notice | Write 'sn: DSA-5678-1'
          exemptions: [{sn: CVE-2024-1}]              | 1 | 'CVE-2024-1' is no security notice | Write 'cve: CVE-2024-1'
          exemptions: [{cve: '*'}]                    | 1 | it would exempt more than can be foreseen | limit it by 'packages'
          exemptions: [{cve: CVE-1, scope: 'A B'}]    | 1 | no scope: a repository name is lower case | Write *, team
          exemptions: [{cve: CVE-1, files: /etc/x}]   | 1 | exemptions of type 'cve' have no files | Remove it
          exemptions: [{cve: CVE-1, expire: 2026}]    | 1 | 'expire' is no key of exemptions[0] | Write 'expires'
          exemptions: [{cve: CVE-1, expires: soon}]   | 1 | exemptions[0].expires is 'soon', a day such as | Mend
          exemptions: [{cve: CVE-1, expires: 2026-02-30}] | 1 | is '2026-02-30', a day such as | Mend
          exemptions: [{cve: CVE-1, packages: ['pkg:npm/a']}] | 1 | packages of type 'npm' are not judged | deb, rpm or apk
          exemptions: [{cve: CVE-1, justification: x}] | 1 | a justification of VEX such as | Mend
          exemptions: [{configuration: nginx}]        | 1 | exemptions[0].configuration is 'nginx', an identifier such as | Mend
          exemptions: [{configuration: 'system_configuration:a', until-fixed: true}] | 1 | have no until-fixed | Remove it
          a: &x [1]                                   | 1 | anchors and aliases are not read here | Mend the file
          a: !!str b                                  | 1 | tags are not read here | Mend the file
          a: [1                                       | 1 | it is no YAML | Mend the file
          [1, 2]                                      | 1 | the file is a list, a mapping was expected | Mend
          """)
  void whatMeansNothingIsAnErrorWithItsLine(String text, int line, String why, String next) {
    var error = error(text);
    assertThat(error).as(text).isNotNull();
    assertThat(error.why()).contains(why);
    assertThat(error.next()).contains(next);
    assertThat(error.line()).isEqualTo(line);
    assertThat(error.what()).isEqualTo("reading policy.yaml");
    assertThat(error.code()).startsWith("policy-");
  }

  @Test
  void theLineIsThatOfTheMistake() {
    assertThat(error(ALL).line()).isEqualTo(16);
    assertThat(error("version: 1\nexemptions:\n- cve: CVE-1\n  authr: me\n").why())
        .startsWith("line 4: 'authr' is no key of exemptions[0]");
    assertThat(error("version: 1\nversion: 1\n").why())
        .isEqualTo("line 2: the key 'version' is there twice");
    assertThat(error("a: 1\n---\nb: 2\n").why()).isEqualTo("line 2: a second document begins");
  }

  @Test
  void unfixedOnesAddToSomething() {
    assertThat(error("fail-on: none\nunfixed: true\n").why())
        .isEqualTo(
            "line 2: unfixed: it adds to what fails an image, but 'fail-on' leaves nothing to add"
                + " to");
  }

  @Test
  void hugeAndDeepFilesAreRefused() {
    assertThat(error("#" + "x".repeat(4 << 20)).code()).isEqualTo("policy-too-large");
    assertThat(error("[".repeat(100_000)).code()).isEqualTo("policy-too-large");
    assertThat(error("a: [" + "1,".repeat(300_000) + "1]").code()).isEqualTo("policy-too-large");
    assertThat(
            catchThrowableOfType(
                    PolicyException.class,
                    () -> PolicyFile.read(new byte[] {(byte) 0xFF, 'a'}, "p.yaml"))
                .code())
        .isEqualTo("policy-malformed");
  }
}
