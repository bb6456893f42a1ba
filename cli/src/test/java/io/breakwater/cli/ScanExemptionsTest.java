package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.images.Blob;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Policies and exemptions from files, from whatever tool they were written for.
class ScanExemptionsTest {
  private static final ImageBuilder IMAGE =
      new ImageBuilder().layer(SampleImages.vulnerableDebian());

  @TempDir private Path folder = Path.of("");
  private Scans scans = new Scans(folder, folder);
  private List<String> cves = List.of();

  @BeforeEach
  void feedsAreThere() {
    scans = new Scans(folder, SampleFeeds.all().writeTo(folder.resolve("all"), Packing.NONE));
    scans.breakwater().at(SampleFeeds.NOW);
    var report = report(IMAGE);
    var standings = report.texts("/vulnerabilities/*/standing");
    var names = report.texts("/vulnerabilities/*/cve");
    var counting = new LinkedHashSet<String>();
    for (var i = 0; i < names.size(); i++) {
      if (standings.get(i).equals("issue")) {
        counting.add(names.get(i));
      }
    }
    cves = List.copyOf(counting);
    assertThat(cves).hasSizeGreaterThan(1);
  }

  @Test
  void aPolicyFileExemptsAndSaysWhatDidNothing() throws IOException {
    var policy =
        file(
            "policy.yaml",
            """
            version: 1
            exemptions:
              - cve: %s
                author: Ada <ada@example.org>
                reason: not reachable
                justification: vulnerable_code_not_in_execute_path
              - cve: CVE-1999-0001
              - cve: %s
                expires: 2024-06-30
            """
                .formatted(
                    String.join("\n      - cve: ", cves).replace("      - cve", "  - cve"),
                    cves.get(0)));
    var run = scans.scan(IMAGE, "--policy", policy, "--show", "exempt");
    assertThat(run.out())
        .contains("exemptions that match nothing in this image: CVE-1999-0001 (line ")
        .contains("issues count again since exemptions have ended: " + cves.get(0));
    var report = report(IMAGE, "--policy", policy);
    assertThat(report.texts("/exemptions/*/use")).contains("applied", "unused", "expired");
    assertThat(report.texts("/warnings/*/code")).contains("exemption-unused", "exemption-expired");
  }

  @Test
  void filesOfOtherToolsExempt() throws IOException {
    var trivy = file(".trivyignore", String.join("\n", cves) + "\n");
    var grype = file(".grype.yaml", "ignore:\n" + lines("  - vulnerability: "));
    var vex = file("vex.json", openVex("pkg:deb/debian"));
    for (var options : List.of(List.of("--exemptions", trivy), List.of("--exemptions", grype))) {
      var run = scans.scan(IMAGE, options.toArray(String[]::new));
      assertThat(run.exitCode()).as("%s: %s", options, run.out()).isZero();
      assertThat(run.out()).contains("WARN");
    }
    var report = report(IMAGE, "--vex", vex);
    assertThat(report.text("/verdict/status")).isEqualTo("FAIL");
    assertThat(report.texts("/warnings/*/code")).contains("vex-of-other-images");
  }

  @Test
  void whatOneScanDecidedAnotherReadsAsOpenVex() throws IOException {
    var trivy = file(".trivyignore", String.join("\n", cves) + "\n");
    try (var registry = registry()) {
      var reference = registry.host() + "/team/app:1";
      var out = folder.resolve("out.json").toString();
      var first =
          scans.scan(reference, "--exemptions", trivy, "-f", "openvex=" + out, "--author", "Ada");
      assertThat(first.exitCode()).isZero();
      assertThat(Files.readString(Path.of(out))).contains("\"author\":\"Ada\"");
      assertThat(scans.scan(reference).exitCode()).isEqualTo(1);
      assertThat(scans.scan(reference, "--vex", out).exitCode()).isZero();
    }
  }

  @Test
  void documentsAttachedToTheImageAreReadOnRequestAndSaidToBeUnverified() {
    try (var registry = registry()) {
      var reference = registry.host() + "/team/app:1";
      var digest = registry.digest("team/app", "1").orElseThrow();
      var type = "application/vnd.openvex+json";
      var document = openVex("").getBytes(StandardCharsets.UTF_8);
      registry.attach("team/app", digest, type, Blob.of(type, document));
      assertThat(scans.scan(reference).exitCode()).isEqualTo(1);
      var run = scans.scan(reference, "--vex", "oci");
      assertThat(run.out()).contains("WARN", "signatures were not verified");
      assertThat(run.exitCode()).isZero();
    }
    var run = scans.scan(IMAGE, "--vex", "oci");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--vex oci", "not an image in a registry", "[usage]");
  }

  @Test
  void optionsCountMoreThanThePolicyFile() throws IOException {
    var policy = file("policy.yaml", "fail-on: none\nallow-unsupported: true\n");
    assertThat(scans.scan(IMAGE, "--policy", policy).exitCode()).isZero();
    assertThat(scans.scan(IMAGE, "--policy", policy, "--fail-on", "issues").exitCode())
        .isEqualTo(1);
    var scratch = new LayerBuilder().file("app", "x");
    assertThat(scans.scan(scratch).exitCode()).isEqualTo(3);
    assertThat(scans.scan(scratch, "--policy", policy).exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'fail-on: [', policy-malformed, line 2",
    "'fail-onn: issues', policy-invalid, fail-on",
    "'fail-on: sometimes', policy-invalid, line 1",
    "'version: 7', policy-unsupported, newer",
    "'exemptions: [{cve: CVE-1, expires: soon}]', policy-invalid, expires",
  })
  void aPolicyThatCannotBeFollowedIsAnErrorThatSaysTheLine(String text, String code, String word)
      throws IOException {
    var policy = file("policy.yaml", text + "\n");
    var run = scans.scan(IMAGE, "--policy", policy);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(policy, "[" + code + "]", word);
  }

  @Test
  void filesThatAreNotThereOrNoExemptionsAreErrors() throws IOException {
    var none = folder.resolve("none").toString();
    for (var option : List.of("--policy", "--exemptions", "--vex")) {
      var run = scans.scan(IMAGE, option, none);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains(option + " " + none, "[file-unreadable]");
      var aFolder = scans.scan(IMAGE, option, folder.toString());
      assertThat(aFolder.exitCode()).isEqualTo(2);
      assertThat(aFolder.err()).contains("it is a folder");
    }
    var run = scans.scan(IMAGE, "--exemptions", file("x.json", "{\"a\": 1}"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("[exemptions-unknown]");
  }

  private String lines(String prefix) {
    var text = new StringBuilder();
    cves.forEach(cve -> text.append(prefix).append(cve).append('\n'));
    return text.toString();
  }

  private String openVex(String product) {
    var statements = new StringBuilder();
    for (var cve : cves) {
      statements
          .append(statements.isEmpty() ? "" : ",")
          .append("{\"vulnerability\":{\"name\":\"" + cve + "\"},\"status\":\"not_affected\",")
          .append(product.isEmpty() ? "" : "\"products\":[{\"@id\":\"pkg:oci/other\"}],")
          .append("\"justification\":\"component_not_present\"}");
    }
    return """
        {"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://example.org/1","author":"Ada",
        "timestamp":"2025-01-01T00:00:00Z","version":1,"statements":[%s]}
        """
        .formatted(statements);
  }

  private static FakeRegistry registry() {
    return FakeRegistry.start().add("team/app", "1", IMAGE.build());
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private JsonOf report(ImageBuilder image, String... more) {
    var args = new ArrayList<>(List.of("-f", "json"));
    args.addAll(List.of(more));
    return JsonOf.valid(scans.scan(image, args.toArray(String[]::new)).out());
  }
}
