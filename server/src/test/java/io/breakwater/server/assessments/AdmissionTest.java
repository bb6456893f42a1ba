package io.breakwater.server.assessments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.server.RunningServer;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The requests of the admission controller that asks version 3 of the Vulnerability Advisor API
/// before a pod starts (Portieris, `pkg/verifier/vulnerability/ibm_va.go`): over TLS, in HTTP/2 as
/// Go's client speaks it, the image's name as the pod has it.
///
/// It lets an image in for OK, WARN and UNSUPPORTED, tries its next credentials for 401 and 403,
/// gives up for 400 and 404, and tries again for anything else.
class AdmissionTest {
  private static final String VULNERABLE = "CVE-2026-1001";

  @TempDir static Path folder;
  private static RunningServer server;
  private static HttpClient client;
  private static String host;
  private static Built bad;

  @BeforeAll
  static void start() throws Exception {
    RunningServer.advisories(
        folder, new FeedFolderBuilder().debianFixed("openssl", VULNERABLE, "bookworm", "3.0.12-1"));
    var tls = OwnTls.of(folder);
    server =
        RunningServer.start(
            folder,
            "tls.certificate=" + tls.certificate(),
            "tls.key=" + tls.key(),
            "namespaces.create-on-push=true");
    client =
        HttpClient.newBuilder().sslContext(tls.trust()).version(HttpClient.Version.HTTP_2).build();
    host = "localhost:" + server.at("").getPort();
    server.trust(client);
    bad = image("3.0.11-1").build();
    server.push("birds/robin", "bad", bad);
    server.push("birds/robin", "good", image("3.0.13-1").build());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ImageBuilder image(String openssl) {
    return new ImageBuilder()
        .user("app")
        .layer(new DpkgStatus().add("openssl", openssl, "amd64").bookworm());
  }

  /// The request as it goes out. Go's client adds the last two headers.
  private static HttpResponse<String> ask(String image, String authorization, String account)
      throws Exception {
    var request =
        HttpRequest.newBuilder(
            URI.create("https://" + host + "/va/api/v3/report/image/status/" + image));
    if (!account.isEmpty()) {
      request.header("Account", account);
    }
    return client.send(
        request
            .header("Authorization", authorization)
            .header("Accept-Encoding", "gzip")
            .header("User-Agent", "Go-http-client/2.0")
            .GET()
            .build(),
        BodyHandlers.ofString());
  }

  private static String basic(String name, String password) {
    var both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  private static String password() throws Exception {
    return Files.readString(folder.resolve("registry/admin-password")).strip();
  }

  /// A key of the administrator's.
  private static String key() throws Exception {
    var answer =
        server.send(
            server
                .request("/api/v2/api-keys")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"admission\"}")));
    return json(answer).at("/key").asText();
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return new ObjectMapper().readTree(answer.body());
  }

  /// The token request of IBM's SDK core for Go, by which the controller turns its key into a
  /// token: the form's parameters in the order of their names.
  private static String token(String key) throws Exception {
    var form =
        "apikey="
            + key
            + "&grant_type=urn%3Aibm%3Aparams%3Aoauth%3Agrant-type%3Aapikey"
            + "&response_type=cloud_iam";
    var answer =
        client.send(
            HttpRequest.newBuilder(URI.create("https://" + host + "/identity/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "Go-http-client/2.0")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
    return json(answer).at("/access_token").asText();
  }

  @Test
  void itsRequestIsAnsweredForEachCredentialAndEachWayToNameAnImage() throws Exception {
    var key = key();
    var account = json(server.get("/api/v1/namespaces/details")).at("/0/account").asText();
    var credentials =
        List.of(basic("admin", password()), basic("iamapikey", key), "Bearer " + token(key));
    var images = List.of(":bad", "@" + bad.digest(), ":bad@" + bad.digest());
    var told = new ArrayList<String>();
    for (var credential : credentials) {
      for (var image : images) {
        for (var as : List.of("", account)) {
          var answer = ask(host + "/birds/robin" + image, credential, as);
          assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
          told.add(json(answer).at("/status").asText());
        }
      }
    }
    assertThat(told).hasSize(18).containsOnly("FAIL");
    assertThat(json(ask(host + "/birds/robin:good", credentials.get(2), "")).at("/status").asText())
        .isEqualTo("OK");
  }

  @Test
  void itSeesAnExemptionWithinASecond() throws Exception {
    var path = "/va/api/v3/exempt/image/birds%2Frobin/issue/cve/" + VULNERABLE;
    var made = server.send(server.request(path).POST(BodyPublishers.noBody()));
    assertThat(made.statusCode()).isEqualTo(201);

    var answer = ask(host + "/birds/robin:bad", basic("admin", password()), "");
    assertThat(json(answer).at("/status").asText()).isEqualTo("WARN");
    assertThat(json(answer).at("/exempt_issue_count").asInt()).isOne();

    assertThat(server.send(server.request(path).DELETE()).statusCode()).isEqualTo(200);
    answer = ask(host + "/birds/robin:bad", basic("admin", password()), "");
    assertThat(json(answer).at("/status").asText()).isEqualTo("FAIL");
  }

  @Test
  void itIsToldApartWhatIsWrong() throws Exception {
    var admin = basic("admin", password());

    assertThat(ask(host + "/birds/robin:none", admin, "").statusCode()).isEqualTo(404);
    assertThat(ask(host + "/nobody/robin:1", admin, "").statusCode()).isEqualTo(404);
    assertThat(ask("other.example/birds/robin:bad", admin, "").statusCode()).isEqualTo(400);
    assertThat(ask(host + "/birds/robin:bad", basic("admin", "wrong"), "").statusCode())
        .isEqualTo(401);
    assertThat(ask(host + "/birds/robin:bad", "Bearer wrong", "").statusCode()).isEqualTo(401);
    assertThat(ask(host + "/birds/robin:bad", admin, "another").statusCode()).isIn(403, 404);
  }
}
