package io.breakwater.server.assessments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Exemptions in the Vulnerability Advisor API, and what they change.
class ExemptionApiTest extends AdvisorApi {
  @Test
  void anExemptionChangesVerdictHeaderReportAndStatusAtOnce() throws Exception {
    exempt("birds/robin", "cve", FIRST);

    var status = status("birds/robin:1");
    assertThat(status.at("/issue_count").asInt()).isOne();
    assertThat(status.at("/exempt_issue_count").asInt()).isOne();
    assertThat(status.at("/exempt_vulnerability_count").asInt()).isOne();
    var first = json("/va/api/v4/report/image/birds/robin:1").at("/vulnerabilities/0");
    assertThat(first.at("/cve_exempt").asBoolean()).isTrue();
    assertThat(first.at("/exempt_status").asText()).isEqualTo("exempt");
    assertThat(first.at("/security_notices/0/notice_exempt").asBoolean()).isFalse();
    assertThat(verdict()).isEqualTo("FAIL; issues=1");

    exempt("", "cve", SECOND);
    assertThat(status("birds/robin:1").at("/status").asText()).isEqualTo("WARN");
    assertThat(verdict()).isEqualTo("WARN; issues=0");

    assertThat(json(delete(address("", "cve", SECOND)), 200)).isEmpty();
    assertThat(verdict()).isEqualTo("FAIL; issues=1");
  }

  private static String verdict() throws Exception {
    var answer = server.get("/v2/birds/robin/manifests/1");
    return answer.headers().firstValue("Breakwater-Verdict").orElse("");
  }

  @Test
  void aVulnerabilityOfTwoNoticesIsExemptInPart() throws Exception {
    exempt("birds", "sn", "DSA-5001-1");
    var report = json("/va/api/v4/report/image/birds/robin:1");

    assertThat(report.at("/vulnerabilities/0/exempt_status").asText()).isEqualTo("exempt");
    assertThat(report.at("/vulnerabilities/0/cve_exempt").asBoolean()).isFalse();
    var second = report.at("/vulnerabilities/1");
    assertThat(second.at("/exempt_status").asText()).isEqualTo("partial");
    assertThat(second.at("/security_notice_count").asInt()).isOne();
    assertThat(second.at("/exempt_security_notice_count").asInt()).isOne();
    assertThat(second.at("/total_security_notice_count").asInt()).isEqualTo(2);
    assertThat(second.at("/security_notices/0/notice_exempt").asBoolean()).isTrue();
    assertThat(status("birds/robin:1").at("/issue_count").asInt()).isOne();
  }

  @Test
  void anExemptionOfATagIsForWhoAsksByThatTag() throws Exception {
    server.push("birds/robin", "2", robin);
    exempt("birds/robin:2", "sn", "DSA-5001-1");
    exempt("birds/robin:2", "sn", "DSA-5002-1");

    assertThat(status("birds/robin:2").at("/status").asText()).isEqualTo("WARN");
    assertThat(status("birds/robin:1").at("/status").asText()).isEqualTo("FAIL");
    assertThat(status("birds/robin@" + robin.digest()).at("/status").asText()).isEqualTo("FAIL");
    exempt("birds/robin@" + robin.digest(), "cve", FIRST);
    exempt("birds/robin@" + robin.digest(), "cve", SECOND);
    assertThat(status("birds/robin:1").at("/status").asText()).isEqualTo("WARN");
  }

  @Test
  void exemptionsAreListedByScope() throws Exception {
    exempt("", "cve", FIRST);
    exempt("birds", "cve", FIRST);
    exempt("birds/robin", "sn", "DSA-5001-1");
    var tag = exempt("birds/robin:1", "configuration", "application_configuration:mysql.ssl-ca");
    exempt("birds/robin@" + robin.digest(), "cve", SECOND);

    assertThat(tag.at("/account_id").asText()).isNotEmpty();
    assertThat(tag.at("/issue_type").asText()).isEqualTo("configuration");
    assertThat(tag.at("/scope/scope_type").asText()).isEqualTo("image");
    assertThat(tag.at("/scope/namespace").asText()).isEqualTo("birds");
    assertThat(tag.at("/scope/repository").asText()).isEqualTo("robin");
    assertThat(tag.at("/scope/tag").asText()).isEqualTo("1");
    assertThat(scopes("/exempt/image")).containsExactly("account");
    assertThat(scopes("/exempt/image/birds")).containsExactly("namespace");
    assertThat(scopes("/exempt/image/birds%2Frobin")).containsExactly("repository");
    assertThat(scopes("/exempt/image/birds/robin:1")).containsExactly("image");
    assertThat(scopes("/exempt/image/birds/wren")).isEmpty();
    assertThat(scopes("/exemptions/account"))
        .containsExactly("account", "namespace", "repository", "image", "image");
    assertThat(scopes("/exemptions/image/birds%2Frobin%3A1?includeScope=true"))
        .containsExactly("account", "namespace", "repository", "image");
    var bare = json("/va/api/v4/exemptions/image/birds%2Frobin");
    assertThat(bare).hasSize(3);
    assertThat(bare.get(0).has("scope")).isFalse();
    assertThat(json("/va/api/v3" + address("birds", "cve", FIRST).substring(10)).at("/issue_id"))
        .isEqualTo(TextNode.valueOf(FIRST));
    assertThat(json(post("/va/api/v4/exemptions/deleteAll"), 200).toString())
        .isEqualTo("{\"number_of_exemptions_deleted\":5}");
  }

  @Test
  void exemptionsOfSeveralImagesAreToldByTheirNames() throws Exception {
    exempt("", "cve", FIRST);
    exempt("birds/robin:1", "cve", SECOND);
    var host = server.at("/").getAuthority();
    var body = "[\"birds/robin:1\",\"" + host + "/birds/wren\",\"nobody/a\"]";

    var found = json(bulk(body), 200);
    assertThat(found.at("/birds~1robin:1")).hasSize(2);
    assertThat(found.get(host + "/birds/wren")).hasSize(1);
    assertThat(found.get("nobody/a")).isEmpty();
    assertThat(json(bulk("[]"), 200)).isEmpty();
    for (var wrong : List.of("{}", "[1]", "[\"birds/robin\"", "[\"birds/robin\"]1", "[\"a\"]")) {
      assertThat(bulk(wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(bulk("[" + many(1_001) + "]").body()).contains("more than 1000 names");
    assertThat(bulk(" ".repeat(512 * 1024 + 1)).statusCode()).isEqualTo(413);
    assertThat(post("/va/api/v4/exemptions/images").statusCode()).isEqualTo(415);
  }

  private static String many(int names) {
    return IntStream.range(0, names)
        .mapToObj(i -> "\"birds/robin:" + i + "\"")
        .collect(Collectors.joining(","));
  }

  private static HttpResponse<String> bulk(String body) throws Exception {
    return server.send(
        server
            .request("/va/api/v4/exemptions/images")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void whatCannotBeExemptedIsRefused() throws Exception {
    assertThat(post(address("", "cve", "openssl")).statusCode()).isEqualTo(400);
    assertThat(post(address("", "package", FIRST)).body()).contains("cve, sn, configuration");
    assertThat(post(address("nobody", "cve", FIRST)).statusCode()).isEqualTo(404);
    assertThat(delete(address("birds", "cve", FIRST)).statusCode()).isEqualTo(404);
    assertThat(server.get(address("birds", "cve", FIRST)).statusCode()).isEqualTo(404);
    assertThat(server.get("/va/api/v4/exemptions/image/birds?includeScope=perhaps").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aReaderOfOneNamespaceSeesThatAndChangesNothing() throws Exception {
    server.push("fish/trout", "1", image("3.0.11-1", "amd64").build());
    exempt("", "cve", FIRST);
    exempt("birds/robin", "cve", SECOND);
    exempt("fish/trout", "cve", SECOND);
    var password =
        json(told("/api/v2/users", "{\"name\":\"robin\"}"), 201).at("/password").asText();
    assertThat(
            told("/api/v2/roles", "{\"to\":\"robin\",\"role\":\"Reader\",\"namespace\":\"birds\"}")
                .statusCode())
        .isBetween(200, 204);
    var login = "robin:" + password;

    assertThat(json(as(login, "GET", "/va/api/v3/report/image/status/birds/robin:1"), 200))
        .isNotEmpty();
    for (var hidden :
        List.of(
            "/report/image/fish/trout:1", "/exempt/image/fish", "/exemptions/image/fish%2Ftrout")) {
      assertThat(as(login, "GET", "/va/api/v4" + hidden).statusCode()).as(hidden).isEqualTo(404);
    }
    var seen = new ArrayList<String>();
    for (var one : json(as(login, "GET", "/va/api/v4/exemptions/account"), 200)) {
      seen.add(one.at("/scope/namespace").asText());
    }
    assertThat(seen).containsExactly("", "birds");
    for (var one : json(as(login, "GET", "/va/api/v4/report/account/status"), 200).at("/images")) {
      assertThat(one.at("/name").asText()).contains("/birds/");
    }
    var issue = address("birds", "cve", FIRST);
    assertThat(as(login, "POST", issue).statusCode()).isEqualTo(403);
    assertThat(as(login, "DELETE", address("birds/robin", "cve", SECOND)).statusCode())
        .isEqualTo(403);
    assertThat(as(login, "POST", address("fish", "cve", FIRST)).statusCode()).isEqualTo(404);
    assertThat(as(login, "POST", address("", "cve", FIRST)).statusCode()).isIn(403, 404);
    assertThat(as(login, "POST", "/va/api/v4/exemptions/deleteAll").statusCode()).isIn(403, 404);
    assertThat(scopes("/exemptions/account")).hasSize(3);
  }

  private static HttpResponse<String> told(String path, String body) throws Exception {
    return server.send(
        server
            .request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> as(String login, String method, String path)
      throws Exception {
    var basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return server.send(
        HttpRequest.newBuilder(server.at(path))
            .header("Authorization", "Basic " + basic)
            .method(method, BodyPublishers.noBody()));
  }

  @Test
  void theTypesAreThoseOfTheOriginal() throws Exception {
    var types = json("/va/api/v4/exempt/types");
    var found = new ArrayList<String>();
    for (var type : types) {
      found.add(type.at("/identifier").asText() + " " + type.at("/display_name").asText());
      assertThat(type.at("/translationKey").asText()).isNotEmpty();
      assertThat(type.at("/validation_regex").asText()).startsWith("^").endsWith("$");
    }
    assertThat(found)
        .containsExactly("cve CVE", "sn Security Notice", "configuration Configuration Issue");
  }
}
