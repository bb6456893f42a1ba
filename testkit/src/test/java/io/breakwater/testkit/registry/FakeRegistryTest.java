package io.breakwater.testkit.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.testkit.images.BuiltLayer;
import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FakeRegistryTest {
  static {
    // skopeo tries HTTPS first and waits 10 s for an answer; so the connection ends sooner
    System.setProperty("sun.net.httpserver.maxReqTime", "1");
  }

  private final FakeRegistry registry = FakeRegistry.start();
  private final HttpClient client = HttpClient.newHttpClient();
  private final BuiltLayer layer =
      new LayerBuilder().file("a", "x".repeat(5000)).build(Compression.NONE);

  @AfterEach
  void stop() {
    client.close();
    registry.close();
  }

  @Test
  void manifestsBlobsAndTagsAreServed() throws Exception {
    var built = new ImageBuilder().layer(layer).build();
    registry.add("team/app", "1.0", built).add("team/app", "2.0", built);
    var manifest = get("/v2/team/app/manifests/1.0");
    assertThat(manifest.headers().firstValue("Docker-Content-Digest")).hasValue(built.digest());
    assertThat(get("/v2/team/app/blobs/" + layer.digest()).body()).isEqualTo(layer.bytes());
    var tags = get("/v2/team/app/tags/list?n=1");
    assertThat(Json.parseObject(tags.body())).containsEntry("tags", List.of("1.0"));
    assertThat(tags.headers().firstValue("Link").orElseThrow()).contains("last=1.0");
    assertThat(get("/v2/team/app/manifests/none").statusCode()).isEqualTo(404);
    assertThat(registry.requests()).hasSize(4);
  }

  @Test
  void tokensAreGivenForTheScopeThatWasAskedFor() throws Exception {
    registry.add("app", "1", new ImageBuilder().layer(layer).build());
    registry.auth(new Auth.Bearer("u", "p"));
    var refused = get("/v2/app/manifests/1");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
        .isEqualTo(
            "Bearer realm=\"http://"
                + registry.host()
                + "/token\",service=\"fake-registry\",scope=\"repository:app:pull\"");
    var query = "/token?service=fake-registry&scope=repository:app:pull";
    assertThat(get(query).statusCode()).isEqualTo(401);
    var basic = "Basic " + Base64.getEncoder().encodeToString("u:p".getBytes(UTF_8));
    var token = Json.parseObject(get(query, "Authorization", basic).body()).get("token");
    var bearer = "Bearer " + token;
    assertThat(get("/v2/app/manifests/1", "Authorization", bearer).statusCode()).isEqualTo(200);
    assertThat(get("/v2/other/manifests/1", "Authorization", bearer).statusCode()).isEqualTo(401);
    registry.expireTokens();
    assertThat(get("/v2/app/manifests/1", "Authorization", bearer).statusCode()).isEqualTo(401);
  }

  @Test
  void faultsComeAsOrderedAndThenEnd() throws Exception {
    registry.add("app", "1", new ImageBuilder().layer(layer).build());
    var blob = "/v2/app/blobs/" + layer.digest();
    registry.failFirst(1, 429, "7");
    var busy = get(blob);
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValue("Retry-After")).hasValue("7");
    registry.cutBlobs(1, 100);
    assertThatThrownBy(() -> get(blob)).isInstanceOf(IOException.class);
    var rest = get(blob, "Range", "bytes=100-");
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.body()).hasSize(layer.bytes().length - 100);
    assertThat(get(blob).body()).isEqualTo(layer.bytes());
    registry.wrongBytes(layer.digest());
    assertThat(get(blob).body()).hasSameSizeAs(layer.bytes()).isNotEqualTo(layer.bytes());
  }

  @Test
  void redirectedBlobsComeFromAPortThatWantsNoCredentials() throws Exception {
    registry.add("app", "1", new ImageBuilder().layer(layer).build()).redirectBlobs();
    var redirect = get("/v2/app/blobs/" + layer.digest());
    assertThat(redirect.statusCode()).isEqualTo(307);
    var there = URI.create(redirect.headers().firstValue("Location").orElseThrow());
    assertThat(send(HttpRequest.newBuilder(there).build()).body()).isEqualTo(layer.bytes());
    var withHeader = HttpRequest.newBuilder(there).header("Authorization", "Bearer x").build();
    assertThat(send(withHeader).statusCode()).isEqualTo(400);
  }

  @Test
  void skopeoPushesAndPulls(@TempDir Path dir) throws Exception {
    var there = Files.isExecutable(Path.of("/usr/bin/skopeo"));
    assumeTrue(there, "skopeo is not installed: push to the fake registry was not tested");
    var digest =
        new ImageBuilder().layer(new LayerBuilder().file("a", "b")).writeOciLayout(dir, "t");
    registry.auth(new Auth.Bearer("u", "p"));
    skopeo(
        "copy",
        "--dest-tls-verify=false",
        "--dest-creds=u:p",
        "oci:" + dir + ":t",
        "docker://" + registry.host() + "/pushed:1");
    assertThat(registry.digest("pushed", "1")).hasValue(digest);
    skopeo(
        "copy",
        "--src-tls-verify=false",
        "--src-creds=u:p",
        "docker://" + registry.host() + "/pushed:1",
        "oci:" + dir.resolve("back") + ":t");
    assertThat(Files.readString(dir.resolve("back/index.json"))).contains(digest);
  }

  private static void skopeo(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("skopeo"));
    command.addAll(List.of(arguments));
    var log = Files.createTempFile("skopeo", ".log");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var status = process.waitFor();
    assertThat(status).as(Files.readString(log)).isZero();
  }

  private HttpResponse<byte[]> get(String target, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://" + registry.host() + target));
    for (var i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }
}
