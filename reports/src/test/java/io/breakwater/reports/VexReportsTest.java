package io.breakwater.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.reports.openvex.OpenVexReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What OpenVEX and CycloneDX say of the same findings.
class VexReportsTest {
  @Test
  void exemptIssuesAreNotAffectedWithAJustificationOrAnImpactStatementAndNeverBoth()
      throws IOException {
    var statements = openVex(SampleReports.exempt()).at("/statements");
    for (var statement : statements) {
      assertThat(statement.at("/status").asText()).isEqualTo("not_affected");
      assertThat(statement.has("justification")).isNotEqualTo(statement.has("impact_statement"));
      assertThat(statement.has("action_statement")).isFalse();
    }
    var justified = statement(statements, "CVE-2024-3");
    assertThat(justified.at("/justification").asText())
        .isEqualTo("vulnerable_code_not_in_execute_path");
    assertThat(statement(statements, "CVE-2024-4").at("/impact_statement").asText())
        .isEqualTo("Exempt: accepted until spring.");
    assertThat(statement(statements, "CVE-2024-1").at("/impact_statement").asText())
        .isEqualTo("Exempt: no reason is recorded.");
  }

  @Test
  void theProductIsTheImageByItsDigestAndThePackagesAreItsParts() throws IOException {
    var statements = openVex(SampleReports.exempt()).at("/statements");
    var product = statement(statements, "CVE-2024-3").at("/products/0");
    assertThat(product.at("/@id").asText()).isEqualTo("pkg:oci/sample@" + SampleReports.DIGEST);
    assertThat(product.at("/hashes/sha-256").asText()).isEqualTo(SampleReports.DIGEST.hex());
    assertThat(product.at("/subcomponents/0/@id").asText())
        .isEqualTo("pkg:deb/debian/libssl3@3.0.11-1?arch=amd64");
    assertThat(product.at("/subcomponents/1/@id").asText())
        .isEqualTo("pkg:deb/debian/openssl@3.0.11-1?arch=amd64");
  }

  @Test
  void withoutADigestThePackagesAreTheProducts() throws IOException {
    var report = SampleReports.failing();
    var folder = new ImageReport(null, Optional.empty(), Optional.empty(), report.assessment());
    var product = openVex(folder).at("/statements/0/products/0");
    assertThat(product.at("/@id").asText())
        .isEqualTo("pkg:deb/debian/bash@5.2?arch=amd64&distro=debian-12");
    assertThat(product.has("subcomponents")).isFalse();
  }

  @Test
  void whatAffectsSaysWhatToDo() throws IOException {
    var statements = openVex(SampleReports.failing()).at("/statements");
    var affected = statement(statements, "CVE-2024-3");
    assertThat(affected.at("/status").asText()).isEqualTo("affected");
    assertThat(affected.at("/action_statement").asText())
        .isEqualTo("Upgrade libssl3 to >= 3.0.13-1");
  }

  @Test
  void theAuthorIsWhoIsNamed() throws IOException {
    var out = new ByteArrayOutputStream();
    OpenVexReport.write(SampleReports.failing(), ReportOptions.PLAIN, "Ada <a@b.org>", out);
    var tree = Schemas.tree(out.toByteArray());
    assertThat(tree.at("/author").asText()).isEqualTo("Ada <a@b.org>");
    assertThat(tree.at("/timestamp").asText()).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(tree.at("/@id").asText()).matches("urn:uuid:[0-9a-f-]{14}5[0-9a-f-]{21}");
    assertThat(tree.at("/@id")).isNotEqualTo(openVex(SampleReports.failing()).at("/@id"));
  }

  @Test
  void cycloneDxHasTheSameInItsOwnWords() throws IOException {
    var exempt = vulnerability(cycloneDx(SampleReports.exempt()), "CVE-2024-3");
    assertThat(exempt.at("/analysis/state").asText()).isEqualTo("not_affected");
    assertThat(exempt.at("/analysis/justification").asText()).isEqualTo("code_not_reachable");
    assertThat(exempt.at("/affects").size()).isEqualTo(2);
    var document = cycloneDx(SampleReports.failing());
    var active = vulnerability(document, "CVE-2024-4");
    assertThat(active.at("/analysis/state").asText()).isEqualTo("exploitable");
    assertThat(active.at("/analysis/response/0").asText()).isEqualTo("update");
    assertThat(active.at("/ratings/0/severity").asText()).isEqualTo("high");
    assertThat(active.at("/ratings/1/score").asDouble()).isEqualTo(7.5);
    assertThat(active.at("/recommendation").asText()).isEqualTo("Upgrade libssl3 to >= 3.0.15-1");
    assertThat(active.at("/affects/0/ref").asText())
        .isEqualTo(document.at("/components/2/bom-ref").asText());
    assertThat(vulnerability(document, "CVE-2024-1").at("/analysis/response/0").asText())
        .isEqualTo("will_not_fix");
  }

  @Test
  void theBillAloneSaysNothingOfPolicyAndIssues() throws IOException {
    var bill =
        Schemas.tree(
            FormatsTest.bytes("cyclonedx-sbom", SampleReports.failing(), ReportOptions.PLAIN));
    assertThat(bill.has("vulnerabilities")).isFalse();
    assertThat(bill.at("/metadata").has("properties")).isFalse();
    assertThat(bill.at("/metadata/component/purl").asText())
        .isEqualTo(
            "pkg:oci/sample@"
                + SampleReports.DIGEST
                + "?arch=amd64&repository_url=docker.io%2Flibrary%2Fsample&tag=1");
  }

  private static JsonNode statement(JsonNode statements, String cve) {
    for (var statement : statements) {
      if (statement.at("/vulnerability/name").asText().equals(cve)) {
        return statement;
      }
    }
    throw new AssertionError("no statement about " + cve + " in " + statements);
  }

  private static JsonNode vulnerability(JsonNode document, String cve) {
    for (var vulnerability : document.at("/vulnerabilities")) {
      if (vulnerability.at("/id").asText().equals(cve)) {
        return vulnerability;
      }
    }
    throw new AssertionError("no vulnerability " + cve);
  }

  private static JsonNode openVex(ImageReport report) throws IOException {
    return Schemas.tree(FormatsTest.bytes("openvex", report, ReportOptions.PLAIN));
  }

  private static JsonNode cycloneDx(ImageReport report) throws IOException {
    return Schemas.tree(FormatsTest.bytes("cyclonedx", report, ReportOptions.PLAIN));
  }
}
