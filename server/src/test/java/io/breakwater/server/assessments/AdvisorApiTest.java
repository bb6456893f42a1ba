package io.breakwater.server.assessments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.breakwater.server.RunningServer;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Vulnerability Advisor API over real requests to a server with images.
class AdvisorApiTest {
  private static final String FIRST = "CVE-2026-1001";
  private static final String SECOND = "CVE-2026-1002";

  @TempDir static Path folder;
  private static RunningServer server;
  private static Built robin;

  @BeforeAll
  static void start() throws Exception {
    RunningServer.advisories(
        folder,
        new FeedFolderBuilder()
            .debianFixed("openssl", FIRST, "bookworm", "3.0.12-1")
            .debianFixed("openssl", SECOND, "bookworm", "3.0.12-1")
            .debianOpen("openssl", "CVE-2026-1003", "bookworm")
            .debianDescription("openssl", FIRST, "A flaw.")
            .dsa(
                "DSA-5001-1",
                LocalDate.now(ZoneOffset.UTC),
                "openssl",
                "bookworm",
                "3.0.12-1",
                FIRST,
                SECOND)
            .dsa(
                "DSA-5002-1",
                LocalDate.now(ZoneOffset.UTC),
                "openssl",
                "bookworm",
                "3.0.12-1",
                SECOND));
    server = RunningServer.start(folder, "namespaces.create-on-push=true");
    robin = image("3.0.11-1", "amd64").build();
    server.push("birds/robin", "1", robin);
    server.push("birds/wren", "1", image("3.0.13-1", "amd64").build());
    server.pushArtifact("birds/robin", "signature", new byte[] {1, 2, 3});
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void nothingExempt() throws Exception {
    assertThat(post("/va/api/v4/exemptions/deleteAll").statusCode()).isEqualTo(200);
  }

  private static ImageBuilder image(String openssl, String architecture) {
    return new ImageBuilder()
        .platform("linux", architecture)
        .user("app")
        .layer(
            new LayerBuilder()
                .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n")
                .file(
                    DpkgStatus.PATH,
                    new DpkgStatus()
                        .add("libssl3", openssl, architecture)
                        .source("openssl")
                        .render()));
  }

  private static HttpResponse<String> post(String path) throws Exception {
    return server.send(server.request(path).POST(BodyPublishers.noBody()));
  }

  private static HttpResponse<String> delete(String path) throws Exception {
    return server.send(server.request(path).DELETE());
  }

  private static JsonNode json(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return new ObjectMapper().readTree(answer.body());
  }

  private static JsonNode json(String path) throws Exception {
    return json(server.get(path), 200);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode status(String image) throws Exception {
    return json("/va/api/v3/report/image/status/" + image);
  }

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

  private static JsonNode exempt(String resource, String type, String id) throws Exception {
    return json(post(address(resource, type, id)), 201);
  }

  private static String address(String resource, String type, String id) {
    var scope = resource.isEmpty() ? "" : "/" + encoded(resource);
    return "/va/api/v4/exempt/image" + scope + "/issue/" + type + "/" + encoded(id);
  }

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

  private static List<String> scopes(String path) throws Exception {
    var scopes = new ArrayList<String>();
    for (var one : json("/va/api/v4" + path)) {
      scopes.add(one.at("/scope/scope_type").asText());
    }
    return scopes;
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
