package io.breakwater.server.harbor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.server.RunningServer;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that looks at images of another one, which stands for Harbor's registry.
class HarborScannerTest {
  private static final String API = "/api/harbor/api/v1";
  private static final String REPORT = "application/vnd.security.vulnerability.report; version=1.1";
  private static final String RAW = "application/vnd.scanner.adapter.vuln.report.raw";
  private static final String BILL = "application/vnd.security.sbom.report+json; version=1.0";
  private static final String REQUEST =
      "application/vnd.scanner.adapter.scan.request+json; version=1.1";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  @TempDir static Path folder;
  private static RunningServer harbor;
  private static RunningServer scanner;
  private static String robot;
  private static String key;
  private static Built vulnerable;
  private static Built clean;
  private static Built unknown;
  private static String chart;

  @BeforeAll
  static void start() throws Exception {
    var of = Files.createDirectories(folder.resolve("harbor"));
    harbor = RunningServer.start(of);
    var password = Files.readString(of.resolve("registry/admin-password")).strip();
    robot = basic("admin", password);
    vulnerable = image("3.0.11-1", "12");
    clean = image("3.0.13-1", "12");
    unknown = image("3.0.13-1", "99");
    harbor.push("library/app", "1", vulnerable);
    harbor.push("library/app", "2", clean);
    harbor.push("library/app", "3", unknown);
    chart = digest(harbor.pushArtifact("library/app", "chart", new byte[] {1, 2, 3}));
    var own = Files.createDirectories(folder.resolve("scanner"));
    RunningServer.advisories(
        own,
        new FeedFolderBuilder()
            .debianFixed("openssl", "CVE-2026-1001", "bookworm", "3.0.12-1")
            .debianOpen("openssl", "CVE-2026-1002", "bookworm")
            .debianDescription("openssl", "CVE-2026-1001", "A flaw."));
    scanner = RunningServer.start(own, "harbor.registries=" + harbor.at("/").getAuthority());
    post("/api/v2/service-ids", "{\"name\":\"harbor\"}");
    post("/api/v2/roles", "{\"to\":\"harbor\",\"role\":\"Reader\"}");
    var made = post("/api/v2/api-keys", "{\"name\":\"scans\",\"owner\":\"harbor\"}");
    key = basic("iamapikey", made.at("/key").asText());
  }

  @AfterAll
  static void stop() {
    scanner.close();
    harbor.close();
  }

  private static String digest(HttpResponse<String> answer) {
    return answer.headers().firstValue("Docker-Content-Digest").orElseThrow();
  }

  private static String basic(String user, String password) {
    var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static Built image(String openssl, String release) {
    var status = new DpkgStatus().add("libssl3", openssl, "amd64").source("openssl").render();
    var os = "ID=debian\nVERSION_ID=\"" + release + "\"\n";
    return new ImageBuilder()
        .platform("linux", "amd64")
        .user("app")
        .layer(new LayerBuilder().file("etc/os-release", os).file(DpkgStatus.PATH, status))
        .build();
  }

  private static JsonNode post(String path, String body) throws Exception {
    var answer =
        scanner.send(
            scanner
                .request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return json(answer);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }

  private static HttpResponse<String> ask(String body) throws Exception {
    return scanner.send(
        scanner
            .request(API + "/scan")
            .setHeader("Authorization", key)
            .header("Content-Type", REQUEST)
            .POST(BodyPublishers.ofString(body)));
  }

  private static String body(String url, String authorization, String digest) {
    return """
    {"registry":{"url":"%s","authorization":"%s"},
     "artifact":{"namespace_id":1,"repository":"library/app","digest":"%s","tag":"1",
       "mime_type":"%s"}}\
    """
        .formatted(url, authorization, digest, MANIFEST);
  }

  private static String scan(String digest) throws Exception {
    return scan(digest, robot);
  }

  private static String scan(String digest, String authorization) throws Exception {
    var answer = ask(body(harbor.at("").toString(), authorization, digest));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/vnd.scanner.adapter.scan.response+json; version=1.0");
    return json(answer).at("/id").asText();
  }

  private static HttpResponse<String> get(String path, String accept) throws Exception {
    return scanner.send(
        scanner.request(API + path).setHeader("Authorization", key).header("Accept", accept).GET());
  }

  /// Asks again as long as the scan runs.
  private static HttpResponse<String> report(String id, String accept, String query)
      throws Exception {
    var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      var answer = get("/scan/" + id + "/report" + query, accept);
      if (answer.statusCode() != 302 || System.nanoTime() > until) {
        return answer;
      }
      assertThat(answer.headers().firstValue("Refresh-After").orElseThrow()).matches("[0-9]{1,2}");
      Thread.sleep(20);
    }
  }

  private static JsonNode whole(HttpResponse<String> answer, String type) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    return json(answer);
  }

  private static String refused(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/vnd.scanner.adapter.error+json; version=1.0");
    return ScannerSchema.error(json(answer));
  }

  @Test
  void whatItCanDoIsToldInHarborsWords() throws Exception {
    var metadata =
        whole(
            get("/metadata", "application/vnd.scanner.adapter.metadata+json; version=1.0"),
            "application/vnd.scanner.adapter.metadata+json; version=1.1");

    ScannerSchema.metadata(metadata);
    assertThat(metadata.at("/capabilities/0/produces_mime_types/0").asText()).isEqualTo(REPORT);
    assertThat(metadata.at("/properties").toString())
        .contains("\"harbor.scanner-adapter/registry-authorization-type\":\"Basic\"");
  }

  @Test
  void anImageOfAnotherRegistryIsScanned() throws Exception {
    var report = whole(report(scan(vulnerable.digest()), REPORT, ""), REPORT);

    ScannerSchema.vulnerabilities(report);
    assertThat(report.at("/artifact/digest").asText()).isEqualTo(vulnerable.digest());
    assertThat(report.at("/vulnerabilities").size()).isEqualTo(2);
    var first = report.at("/vulnerabilities/0");
    assertThat(first.at("/id").asText()).isEqualTo("CVE-2026-1001");
    assertThat(first.at("/package").asText()).isEqualTo("libssl3");
    assertThat(first.at("/version").asText()).isEqualTo("3.0.11-1");
    assertThat(first.at("/fix_version").asText()).isEqualTo("3.0.12-1");
    assertThat(first.at("/description").asText()).isEqualTo("A flaw.");
    assertThat(first.at("/links/0").asText()).contains("CVE-2026-1001");
    var second = report.at("/vulnerabilities/1");
    assertThat(second.at("/id").asText()).isEqualTo("CVE-2026-1002");
    assertThat(second.at("/fix_version").asText()).isEmpty();
    assertThat(second.at("/vendor_attributes/standing").asText()).isEqualTo("unfixed");
  }

  @Test
  void whatIsFixedIsNotListed() throws Exception {
    var report = whole(report(scan(clean.digest()), REPORT, ""), REPORT);

    ScannerSchema.vulnerabilities(report);
    assertThat(report.at("/vulnerabilities").findValuesAsText("id"))
        .containsExactly("CVE-2026-1002");
  }

  @Test
  void theRawReportAndTheBillsOfMaterialsAreThereToo() throws Exception {
    var id = scan(vulnerable.digest());

    assertThat(whole(report(id, RAW, ""), RAW).at("/verdict/status").asText()).isEqualTo("FAIL");
    var spdx = "application/spdx+json";
    var cyclonedx = "application/vnd.cyclonedx+json";
    var one = whole(report(id, BILL, "?sbom_media_type=application/spdx%2Bjson"), BILL);
    ScannerSchema.bill(one, spdx);
    assertThat(one.at("/sbom/spdxVersion").asText()).isEqualTo("SPDX-2.3");
    assertThat(one.at("/sbom/packages").findValuesAsText("name")).contains("libssl3");
    var other =
        whole(report(id, BILL, "?sbom_media_type=application%2Fvnd.cyclonedx%2Bjson"), BILL);
    ScannerSchema.bill(other, cyclonedx);
    assertThat(other.at("/sbom/bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(refused(report(id, BILL, ""), 400)).contains("sbom_media_type");
    assertThat(refused(report(id, BILL, "?sbom_media_type=text/plain"), 400)).contains("spdx");
    assertThat(refused(report(id, "text/html", ""), 501)).contains(REPORT);
  }

  @Test
  void aReportThatWasNotWantedIsNotThere() throws Exception {
    var body = body(harbor.at("").toString(), robot, clean.digest());
    var answer =
        ask(
            body.substring(0, body.length() - 1)
                + ",\"enabled_capabilities\":[{\"type\":\"vulnerability\"}]}");
    var id = json(answer).at("/id").asText();

    assertThat(report(id, REPORT, "").statusCode()).isEqualTo(200);
    assertThat(refused(report(id, BILL, "?sbom_media_type=application/spdx%2Bjson"), 400))
        .contains("not asked for");
  }

  @Test
  void anImageOfAReleaseThatNobodyKnowsIsNotClean() throws Exception {
    assertThat(refused(report(scan(unknown.digest()), REPORT, ""), 500)).contains("the verdict is");
  }

  @Test
  void wrongCredentialsForTheRegistryAreTold() throws Exception {
    var told = refused(report(scan(clean.digest(), basic("admin", "wr0ng")), REPORT, ""), 500);

    assertThat(told).contains("[registry-unauthorized]").doesNotContain("wr0ng");
    assertThat(refused(report(scan(clean.digest(), ""), REPORT, ""), 500))
        .contains("[registry-unauthorized]");
  }

  @Test
  void anArtifactThatIsNoImageIsTold() throws Exception {
    assertThat(refused(report(scan(chart), REPORT, ""), 500)).contains("[not-an-image]");
    var body = body(harbor.at("").toString(), robot, chart);
    refused(ask(body.replace(MANIFEST, "application/vnd.cncf.helm.config.v1+json")), 501);
  }

  @Test
  void aRegistryThatIsNotNamedIsNotAsked() throws Exception {
    for (var url : new String[] {"http://169.254.169.254", "http://127.0.0.1:1"}) {
      assertThat(refused(ask(body(url, robot, clean.digest())), 403))
          .contains("harbor.registries", url.substring("http://".length()));
    }
  }

  @Test
  void bodiesThatAreNoneAreRefused() throws Exception {
    refused(ask("[]"), 400);
    refused(ask("{}"), 422);
    refused(ask("{\"a\":\"" + "a".repeat(70_000) + "\"}"), 413);
    var form =
        scanner.send(
            scanner
                .request(API + "/scan")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(body(harbor.at("").toString(), robot, chart))));
    refused(form, 415);
  }

  @Test
  void whatIsNotKnownIs404() throws Exception {
    assertThat(refused(get("/scan/3fa85f64-5717-4562-b3fc-2c963f66afa6/report", REPORT), 404))
        .contains("scan the artifact again");
  }

  @Test
  void nobodyAsksWithoutALogin() throws Exception {
    refused(scanner.anonymous(API + "/metadata"), 401);
    refused(scanner.anonymous(API + "/scan/x/report"), 401);
  }
}
