package io.breakwater.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReportTest {
  private static final ReportOptions EVERYTHING =
      ReportOptions.PLAIN.withExplain(true).withPackages(true).withTimestamp(SampleReports.NOW);

  static Stream<ImageReport> samples() {
    return Stream.of(
        SampleReports.failing(),
        SampleReports.failing("\udcff\udc80", "\u001b[2J\u0000\ud800"),
        SampleReports.endOfLife(),
        SampleReports.fixesOnly(),
        SampleReports.clean(),
        SampleReports.unsupported(),
        SampleReports.redHat(),
        SampleReports.centos(),
        SampleReports.scratch());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyReportFollowsTheSchema(ImageReport report) throws IOException {
    for (var options : List.of(ReportOptions.PLAIN, EVERYTHING)) {
      assertThat(schema().validate(tree(bytes(report, options)))).isEmpty();
    }
    var index = new IndexReport("sample", Optional.of(SampleReports.DIGEST), List.of(report));
    var out = new ByteArrayOutputStream();
    JsonReport.write(index, EVERYTHING, out);
    assertThat(schema().validate(tree(out.toByteArray()))).isEmpty();
  }

  @Test
  void theSchemaRefusesAnotherShape() throws IOException {
    var text = new String(bytes(SampleReports.failing(), EVERYTHING), StandardCharsets.UTF_8);
    var wrong = text.replace("\"score\":7.5", "\"score\":\"7.5\"");
    assertThat(wrong).isNotEqualTo(text);
    assertThat(schema().validate(new ObjectMapper().readTree(wrong))).isNotEmpty();
  }

  @Test
  void theReportSaysWhatTheAssessmentSays() throws IOException {
    var tree = tree(bytes(SampleReports.failing(), EVERYTHING));
    assertThat(tree.at("/verdict/status").asText()).isEqualTo("FAIL");
    assertThat(tree.at("/counts/issues").asInt()).isEqualTo(2);
    assertThat(tree.at("/counts/unfixed").asInt()).isEqualTo(1);
    assertThat(tree.at("/counts/kernel").asInt()).isEqualTo(1);
    assertThat(tree.at("/os/endOfLife").asText()).isEqualTo("2028-06-30");
    assertThat(tree.at("/vulnerabilities/0/state").asText()).isEqualTo("will-not-fix");
    assertThat(tree.at("/vulnerabilities/0/fixedVersion").isNull()).isTrue();
    var issue = tree.at("/vulnerabilities/1");
    assertThat(issue.at("/cve").asText()).isEqualTo("CVE-2024-3");
    assertThat(issue.at("/package/purl").asText())
        .isEqualTo("pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&distro=debian-12&upstream=openssl");
    assertThat(issue.at("/cvss/0/score").isNumber()).isTrue();
    assertThat(issue.at("/explanation/comparison/result").asText()).isEqualTo("<");
    assertThat(issue.at("/explanation/advisory/recordId").asText()).isEqualTo("openssl/CVE-2024-3");
    assertThat(tree.at("/fix/commands/0").asText()).endsWith("--only-upgrade libssl3");
    assertThat(tree.at("/packages").size()).isEqualTo(3);
    assertThat(tree.at("/warnings/0/code").asText()).isEqualTo("stale-feed");
  }

  @Test
  void theReportSaysWhichBuildsARowSpeaksOfAndWhatIsNotJudged() throws IOException {
    var tree = tree(bytes(SampleReports.redHat(), EVERYTHING));
    var fix = tree.at("/vulnerabilities/8");
    assertThat(fix.at("/cve").asText()).isEqualTo("CVE-2023-5");
    assertThat(fix.at("/severity").asText()).isEqualTo("important");
    assertThat(fix.at("/package/module").asText())
        .isEqualTo("nodejs:16:8050020211213092237:c5368500");
    assertThat(fix.at("/explanation/comparison/installed").asText())
        .isEqualTo("1:16.13.1-3.module+el8.5.0+1+a");
    assertThat(fix.at("/explanation/scope/module").asText()).isEqualTo("nodejs:16");
    assertThat(fix.at("/explanation/scope/products/0").asText())
        .isEqualTo("cpe:/a:redhat:enterprise_linux:8::appstream");
    assertThat(fix.at("/explanation/advisory/packageKind").asText()).isEqualTo("binary");
    assertThat(fix.at("/notices/0/note").isNull()).isTrue();
    assertThat(tree.at("/vulnerabilities/0/stateDetail").asText()).isEqualTo("will not fix");
    assertThat(tree.at("/notJudged/0/vendor").asText()).isEqualTo("Fedora Project");
    assertThat(tree.at("/notJudged/0/packages/0").asText()).isEqualTo("htop");
    assertThat(tree.at("/counts/notJudged").asInt()).isEqualTo(1);
    assertThat(tree.at("/fix/upgrades/0/module").asText()).isEqualTo("nodejs:16");
    assertThat(tree.at("/fix/commands/0").asText())
        .isEqualTo("dnf upgrade -y --advisory=RHSA-2023:0001");
    assertThat(tree.at("/packages/3/sourceRpm").asText()).endsWith(".src.rpm");
  }

  @Test
  void noticesOfCentosCarryTheirOtherName() throws IOException {
    var tree = tree(bytes(SampleReports.centos(), ReportOptions.PLAIN));
    assertThat(tree.at("/vulnerabilities/0/notices/0/note").asText()).isEqualTo("CESA-2023:0001");
  }

  @Test
  void theReportSaysWhetherOpenIssuesAreKnown() throws IOException {
    var buster = tree(bytes(SampleReports.fixesOnly(), ReportOptions.PLAIN));
    assertThat(buster.at("/advisories/coverage/release").asText()).isEqualTo("debian:10");
    assertThat(buster.at("/advisories/coverage/fixesOnly").asBoolean()).isTrue();
    var clean = tree(bytes(SampleReports.clean(), ReportOptions.PLAIN));
    assertThat(clean.at("/advisories/coverage/fixesOnly").asBoolean(true)).isFalse();
    var unsupported = tree(bytes(SampleReports.unsupported(), ReportOptions.PLAIN));
    assertThat(unsupported.at("/advisories/coverage").isNull()).isTrue();
  }

  @Test
  void theSameReportGivesTheSameBytes() throws IOException {
    assertThat(bytes(SampleReports.failing(), ReportOptions.PLAIN))
        .isEqualTo(bytes(SampleReports.failing(), ReportOptions.PLAIN));
  }

  @Test
  void theTimeIsWrittenOnlyWhereAskedFor() throws IOException {
    assertThat(tree(bytes(SampleReports.clean(), ReportOptions.PLAIN)).has("timestamp")).isFalse();
    assertThat(tree(bytes(SampleReports.clean(), EVERYTHING)).at("/timestamp").asText())
        .isEqualTo("2026-11-21T12:00:00Z");
  }

  @Test
  void namesThatAreNotUtf8AreEscaped() throws IOException {
    var tree = tree(bytes(SampleReports.failing("a\udcffb", "x"), ReportOptions.PLAIN));
    assertThat(tree.at("/vulnerabilities/1/package/name").asText()).isEqualTo("a\\xffb");
  }

  @Test
  void aBrokenPipeIsAnIoException() {
    var broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    assertThatThrownBy(() -> JsonReport.write(SampleReports.failing(), EVERYTHING, broken))
        .isInstanceOf(IOException.class)
        .hasMessage("Broken pipe");
  }

  private static byte[] bytes(ImageReport report, ReportOptions options) throws IOException {
    var out = new ByteArrayOutputStream();
    JsonReport.write(report, options, out);
    return out.toByteArray();
  }

  private static JsonNode tree(byte[] bytes) throws IOException {
    return new ObjectMapper().readTree(bytes);
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(JsonReport.class.getResourceAsStream("report-v1.schema.json"))) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }
}
