package io.breakwater.server.assessments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reports of the Vulnerability Advisor API over real requests to a server with images.
class AdvisorApiTest extends AdvisorApi {
  @Test
  void aStatusHasTheNumbersOfTheReport() throws Exception {
    var status = status("birds/robin:1");

    assertThat(status.at("/status").asText()).isEqualTo("FAIL");
    assertThat(status.at("/issue_count").asInt()).isEqualTo(2);
    assertThat(status.at("/vulnerability_count").asInt()).isEqualTo(2);
    for (var none :
        List.of(
            "exempt_issue_count",
            "exempt_vulnerability_count",
            "configuration_issue_count",
            "exempt_configuration_issue_count")) {
      assertThat(status.get(none).asInt()).as(none).isZero();
    }
    var age = System.currentTimeMillis() / 1000 - status.at("/scan_time").asLong();
    assertThat(age).isBetween(-1L, 120L);
    assertThat(status("birds/wren:1").at("/status").asText()).isEqualTo("OK");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v3", "v4"})
  void namesComeEncodedAndUnescapedWithTheHostAndWithout(String version) throws Exception {
    var host = server.at("/").getAuthority();
    var names =
        List.of(
            "birds/robin:1",
            host + "/birds/robin:1",
            "birds/robin@" + robin.digest(),
            host + "/birds/robin@" + robin.digest(),
            host + "/birds/robin:1@" + robin.digest());
    for (var name : names) {
      for (var sent : List.of(name, encoded(name))) {
        var prefix = "/va/api/" + version + "/report/image/";
        assertThat(json(prefix + "status/" + sent).at("/status").asText())
            .as(sent)
            .isEqualTo("FAIL");
        assertThat(json(prefix + sent).at("/vulnerabilities")).as(sent).hasSize(2);
      }
    }
  }

  @Test
  void aReportIsCveByCveAndNoticeByNotice() throws Exception {
    var report = json("/va/api/v4/report/image/" + encoded("birds/robin:1"));

    assertThat(report.at("/id").asText()).startsWith(robin.digest());
    assertThat(report.at("/os_distribution/distribution_id").asText()).isEqualTo("debian");
    assertThat(report.at("/os_distribution/version_id").asText()).isEqualTo("12");
    assertThat(report.at("/os_distribution/version_code_name").asText()).isEqualTo("bookworm");
    assertThat(report.at("/configuration_issues")).isEmpty();
    var first = report.at("/vulnerabilities/0");
    assertThat(first.at("/cve_id").asText()).isEqualTo(FIRST);
    assertThat(first.at("/summary").asText()).isEqualTo("A flaw.");
    assertThat(first.at("/exempt_status").asText()).isEqualTo("active");
    assertThat(first.at("/total_security_notice_count").asInt()).isOne();
    var second = report.at("/vulnerabilities/1");
    assertThat(second.at("/cve_id").asText()).isEqualTo(SECOND);
    assertThat(second.at("/security_notice_count").asInt()).isEqualTo(2);
    var notice = second.at("/security_notices/0");
    assertThat(notice.at("/notice_id").asText()).isEqualTo("DSA-5001-1");
    assertThat(notice.at("/notice").asText()).startsWith("https://");
    var one = notice.at("/vulnerable_packages/0");
    assertThat(one.at("/package_name").asText()).isEqualTo("libssl3");
    assertThat(one.at("/installed_version").asText()).isEqualTo("3.0.11-1");
    assertThat(one.at("/fix_version").asText()).isEqualTo("3.0.12-1");
    assertThat(one.at("/corrective_action").asText()).contains("libssl3");
  }

  @Test
  void configurationIssuesAreListedWithTheirPlaceAndCanBeExempt() throws Exception {
    var open =
        new LayerBuilder()
            .file("etc/passwd", "root:x:0:0:root:/root:/bin/bash\n")
            .file("etc/shadow", "root::19000:0:99999:7:::\n");
    server.push("birds/root", "1", image("3.0.13-1", "amd64").layer(open).build());

    var status = status("birds/root:1");
    assertThat(status.at("/status").asText()).isEqualTo("FAIL");
    var issues = json("/va/api/v3/report/image/birds/root:1").at("/configuration_issues");
    assertThat(issues).isNotEmpty();
    assertThat(status.at("/configuration_issue_count").asInt()).isEqualTo(issues.size());
    for (var issue : issues) {
      assertThat(issue.at("/type").asText()).startsWith("system_configuration:");
      assertThat(issue.at("/description").asText()).isNotEmpty();
      assertThat(issue.at("/corrective_action").asText()).isNotEmpty();
      assertThat(issue.at("/exempt").asBoolean()).isFalse();
      assertThat(issue.at("/meta/file").asText()).startsWith("/etc/");
      assertThat(issue.at("/meta")).allMatch(JsonNode::isTextual);
      exempt("birds/root", "configuration", issue.at("/type").asText());
    }
    for (var issue : json("/va/api/v3/report/image/birds/root:1").at("/configuration_issues")) {
      assertThat(issue.at("/exempt").asBoolean()).isTrue();
    }
    status = status("birds/root:1");
    assertThat(status.at("/status").asText()).isEqualTo("WARN");
    assertThat(status.at("/exempt_configuration_issue_count").asInt()).isEqualTo(issues.size());
    assertThat(status.at("/configuration_issue_count").asInt()).isZero();
  }

  @Test
  void theThirdVersionDoesNotTellTheOperatingSystem() throws Exception {
    var third = json("/va/api/v3/report/image/birds/robin:1");
    var fourth = json("/va/api/v4/report/image/birds/robin:1");

    assertThat(third.has("os_distribution")).isFalse();
    assertThat(third.at("/vulnerabilities")).isEqualTo(fourth.at("/vulnerabilities"));
  }

  @Test
  void ofAnIndexThePlatformDecidesThatIsWorst() throws Exception {
    var index =
        new IndexBuilder().add(image("3.0.13-1", "arm64")).add(image("3.0.11-2", "amd64")).build();
    server.push("birds/flock", "1", index);

    assertThat(status("birds/flock:1").at("/issue_count").asInt()).isEqualTo(2);
    var report = json("/va/api/v4/report/image/birds/flock:1");
    assertThat(report.at("/status").asText()).isEqualTo("FAIL");
    assertThat(report.at("/vulnerabilities")).hasSize(2);
  }

  @Test
  void whatIsNotThereIs404AndWhatIsNoImageIsUnsupported() throws Exception {
    for (var name : List.of("birds/robin:none", "birds/nobody:1", "nobody/robin:1")) {
      for (var address : List.of("/report/image/", "/report/image/status/")) {
        assertThat(server.get("/va/api/v4" + address + name).statusCode()).isEqualTo(404);
      }
    }
    assertThat(server.get("/va/api/v3/report/image/status/other.example/a/b:1").statusCode())
        .isEqualTo(400);
    assertThat(server.anonymous("/va/api/v3/report/image/status/birds/robin:1").statusCode())
        .isEqualTo(401);
    assertThat(status("birds/robin:signature").at("/status").asText()).isEqualTo("UNSUPPORTED");
    assertThat(json("/va/api/v4/report/image/birds/robin:signature").at("/vulnerabilities"))
        .isEmpty();
  }

  @Test
  void theAccountHasEachTaggedImageByEachOfItsTags() throws Exception {
    var host = server.at("/").getAuthority();
    server.push("fish/cod", "1", image("3.0.11-1", "arm64").build());
    server.push("fish/cod", "2", image("3.0.13-1", "arm64").build());
    exempt("fish/cod:1", "sn", "DSA-5002-1");

    var path = "/va/api/v4/report/account/status?repository=";
    var images = json(path + encoded(host + "/fish/cod")).at("/images");
    assertThat(images).hasSize(2);
    var one = named(images, host + "/fish/cod:1");
    assertThat(one.at("/status").asText()).isEqualTo("FAIL");
    assertThat(one.at("/issue_count").asInt()).isEqualTo(2);
    assertThat(one.at("/created_time").isIntegralNumber()).isTrue();
    assertThat(named(images, host + "/fish/cod:2").at("/status").asText()).isEqualTo("OK");
    assertThat(json(path + "fish/none").at("/images")).isEmpty();
    assertThat(json(path + "fish/cod&includePrivate=false").at("/images")).isEmpty();
    assertThat(json(path + "fish/cod&includeIBM=true").at("/images")).hasSize(2);
    assertThat(server.get(path + "fish/cod:1").statusCode()).isEqualTo(400);
    assertThat(server.get(path + "&includePrivate=no").statusCode()).isEqualTo(400);
    assertThat(json("/va/api/v3/report/account/status").at("/images").size())
        .isGreaterThanOrEqualTo(4);

    var reports = json("/va/api/v4/report/account?repository=fish/cod").at("/assessments");
    assertThat(reports).hasSize(2);
    var report = reports.get(host + "/fish/cod:1");
    assertThat(report.at("/vulnerabilities/1/exempt_status").asText()).isEqualTo("partial");
    assertThat(report.at("/os_distribution/version_id").asText()).isEqualTo("12");
    assertThat(
            json("/va/api/v3/report/account?repository=fish/cod")
                .at("/assessments")
                .get(host + "/fish/cod:1")
                .has("os_distribution"))
        .isFalse();
  }

  private static JsonNode named(JsonNode images, String name) {
    for (var one : images) {
      if (one.at("/name").asText().equals(name)) {
        return one;
      }
    }
    throw new AssertionError("no " + name + " in " + images);
  }
}
