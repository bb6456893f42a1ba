package io.breakwater.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.JsonSchema;
import io.breakwater.reports.cyclonedx.CycloneDxReport;
import io.breakwater.reports.junit.JunitReport;
import io.breakwater.reports.openvex.OpenVexReport;
import io.breakwater.reports.sarif.SarifReport;
import io.breakwater.reports.spdx.SpdxReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every format.
class FormatsTest {
  @FunctionalInterface
  interface Format {
    void write(ImageReport report, ReportOptions options, OutputStream out) throws IOException;
  }

  static final Map<String, Format> FORMATS =
      Map.of(
          "sarif", SarifReport::write,
          "cyclonedx", CycloneDxReport::write,
          "cyclonedx-sbom", CycloneDxReport::writeBill,
          "spdx", SpdxReport::write,
          "openvex", OpenVexReport::write,
          "junit", JunitReport::write);

  private static final Map<String, JsonSchema> SCHEMAS =
      Map.of(
          "sarif", Schemas.SARIF,
          "cyclonedx", Schemas.CYCLONEDX,
          "cyclonedx-sbom", Schemas.CYCLONEDX,
          "spdx", Schemas.SPDX);

  static Stream<ImageReport> samples() {
    return Stream.concat(
        JsonReportTest.samples(), Stream.of(SampleReports.exempt(), SampleReports.incomplete()));
  }

  static byte[] bytes(String format, ImageReport report, ReportOptions options) throws IOException {
    var out = new ByteArrayOutputStream();
    Objects.requireNonNull(FORMATS.get(format)).write(report, options, out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void documentsFollowTheirPublishedSchemas(ImageReport report) throws IOException {
    for (var schema : SCHEMAS.entrySet()) {
      for (var options :
          List.of(ReportOptions.PLAIN, ReportOptions.PLAIN.withTimestamp(SampleReports.NOW))) {
        var document = bytes(schema.getKey(), report, options);
        assertThat(Schemas.objections(schema.getValue(), document)).as(schema.getKey()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void openVexFollowsItsSpecification(ImageReport report) throws IOException {
    var document = bytes("openvex", report, ReportOptions.PLAIN);
    assertThat(OpenVexRules.objections(Schemas.tree(document))).isEmpty();
  }

  @Test
  void theRulesOfOpenVexRefuseWhatIsWrong() throws IOException {
    var document = bytes("openvex", SampleReports.exempt(), ReportOptions.PLAIN);
    var text = new String(document, StandardCharsets.UTF_8);
    for (var wrong :
        List.of(
            "not_affected|affected",
            "\"impact_statement\":|\"impact\":",
            "pkg:oci/|an image ",
            "\"author\":\"[^\"]*\"|\"author\":\"\"",
            "\"version\":1|\"version\":0",
            "vulnerable_code_not_in_execute_path|trust_me",
            "\"timestamp\":\"2026|\"timestamp\":\"in 2026")) {
      var other = text.replaceAll(wrong.split("\\|", 2)[0], wrong.split("\\|", 2)[1]);
      assertThat(other).as(wrong).isNotEqualTo(text);
      var tree = Schemas.tree(other.getBytes(StandardCharsets.UTF_8));
      assertThat(OpenVexRules.objections(tree)).as(wrong).isNotEmpty();
    }
  }

  @Test
  void theSchemasRefuseWhatIsWrong() throws IOException {
    refuses(Schemas.SARIF, "sarif", "level");
    refuses(Schemas.CYCLONEDX, "cyclonedx", "bomFormat");
    refuses(Schemas.SPDX, "spdx", "SPDXID");
  }

  private static void refuses(JsonSchema schema, String format, String property)
      throws IOException {
    var document = bytes(format, SampleReports.failing(), ReportOptions.PLAIN);
    var text = new String(document, StandardCharsets.UTF_8);
    var other = text.replaceFirst("\"" + property + "\":\"[^\"]*\"", "\"" + property + "\":7");
    assertThat(other).isNotEqualTo(text);
    assertThat(Schemas.objections(schema, other.getBytes(StandardCharsets.UTF_8)))
        .as(format)
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theSameReportGivesTheSameBytes(ImageReport report) throws IOException {
    for (var format : FORMATS.keySet()) {
      assertThat(bytes(format, report, ReportOptions.PLAIN))
          .as(format)
          .isEqualTo(bytes(format, report, ReportOptions.PLAIN));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void junitIsWellFormedXml(ImageReport report) throws Exception {
    var document = bytes("junit", report, ReportOptions.PLAIN);
    var parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(document));
    assertThat(parsed.getDocumentElement().getTagName()).isEqualTo("testsuites");
    assertThat(parsed.getElementsByTagName("testcase").getLength()).isPositive();
  }

  @Test
  void aBrokenPipeIsSaidAsOne() {
    var broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    for (var format : FORMATS.values()) {
      assertThatThrownBy(() -> format.write(SampleReports.failing(), ReportOptions.PLAIN, broken))
          .isInstanceOf(IOException.class)
          .hasMessage("Broken pipe");
    }
  }
}
