package io.breakwater.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryServerTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder = Path.of("");

  private static String code(Path folder, String... settings) {
    var code = new String[1];
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> RunningServer.start(folder, settings).close())
        .satisfies(
            e -> {
              code[0] = e.code();
              assertThat(e.next()).isNotBlank();
            });
    return code[0];
  }

  @Test
  void theFirstStartMakesAUserWhoCanPushAndALaterOneFindsWhatWasPushed() throws Exception {
    String password;
    try (var running = RunningServer.start(folder)) {
      var first = running.server().firstPassword().orElseThrow();
      password = first.password().orElseThrow();
      assertThat(first.toString()).doesNotContain(password);
      assertThat(running.pushArtifact("team/app", "1", CONTENT).statusCode()).isEqualTo(201);
      assertThat(running.anonymous("/v2/team/app/tags/list").statusCode()).isEqualTo(401);
    }
    try (var running = RunningServer.start(folder)) {
      assertThat(running.server().firstPassword().orElseThrow().password()).isEmpty();
      assertThat(Files.readString(folder.resolve("registry/admin-password")).strip())
          .isEqualTo(password);
      assertThat(running.get("/v2/team/app/tags/list").body()).contains("\"1\"");
      var digest = RunningServer.digest(CONTENT);
      assertThat(running.get("/v2/team/app/blobs/" + digest).body()).isEqualTo("content");
    }
  }

  @Test
  void whatIsMissingIsSaidToWhoeverAsks() throws Exception {
    try (var running = RunningServer.start(folder)) {
      var ready = running.anonymous("/readyz");
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body()).contains("\"ready\":true", "\"advisories\":\"none yet\"");
      assertThat(running.server().advisories()).contains("no advisories");
      assertThat(running.anonymous("/livez").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void metricsCountWhatWasDone() throws Exception {
    try (var running = RunningServer.start(folder)) {
      running.pushArtifact("team/app", "1", CONTENT);
      running.get("/v2/team/app/manifests/1");
      var begun = running.request("/v2/team/app/blobs/uploads/");
      running.send(begun.POST(HttpRequest.BodyPublishers.noBody()));
      var metrics = running.get("/metrics");
      assertThat(metrics.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/plain; version=0.0.4");
      assertThat(metrics.body())
          .contains(
              "breakwater_build_info{version=\"1.2.3\"} 1\n",
              "breakwater_verdicts_total{status=\"none\"} 2\n",
              "breakwater_ready{part=\"storage\"} 1\n",
              "breakwater_ready{part=\"advisories\"} 0\n",
              "breakwater_background_leader 1\n",
              "breakwater_logins_total{outcome=\"accepted\"} ",
              "breakwater_logins_total{outcome=\"refused\"} 0\n",
              "breakwater_uploads_open 1\n",
              "breakwater_layers_waiting 0\n",
              "breakwater_audit_waiting ",
              "breakwater_package_index_waiting 0\n",
              "breakwater_http_limits_total{limit=\"malformed\"} 0\n",
              "method=\"PUT\"")
          .containsPattern("breakwater_http_received_bytes_total [1-9]");
    }
  }

  @Test
  void whatIsInTheWayOfAStartIsSaidAndNothingIsLeftOpen() throws Exception {
    try (var running = RunningServer.start(folder)) {
      assertThat(code(folder)).isEqualTo("storage-locked");
      var other = folder.resolve("other");
      var port = running.at("/").getPort();
      assertThat(code(other, "listen=127.0.0.1:" + port)).isEqualTo("listen-failed");
      // The folder of the one that did not start can be opened again.
      RunningServer.start(other).close();
    }
    var file = Files.writeString(folder.resolve("key"), "no key");
    assertThat(code(folder, "tls.certificate=" + file, "tls.key=" + file))
        .isEqualTo("tls-malformed");
    assertThat(code(folder, "policy=" + folder.resolve("none"))).isEqualTo("policy-unreadable");
    var policy = Files.writeString(folder.resolve("policy.yaml"), "fail-onn: none");
    assertThat(code(folder, "policy=" + policy)).isEqualTo("policy-invalid");
    RunningServer.start(folder).close();
  }

  @Test
  void newNamespacesAreAsTheConfigurationSays() throws Exception {
    var open = "namespaces.anonymous-pull=true";
    try (var running = RunningServer.start(folder, open, "namespaces.quota=1MiB")) {
      assertThat(running.pushArtifact("open/app", "1", CONTENT).statusCode()).isEqualTo(201);
      var digest = RunningServer.digest(CONTENT);
      assertThat(running.anonymous("/v2/open/app/blobs/" + digest).body()).isEqualTo("content");
      var large = new byte[(1 << 20) + 1];
      var path = "/v2/open/app/blobs/uploads/?digest=" + RunningServer.digest(large);
      var answer =
          running.send(running.request(path).POST(HttpRequest.BodyPublishers.ofByteArray(large)));
      assertThat(answer.statusCode()).isEqualTo(403);
    }
    // What is there stays as it was made.
    try (var running = RunningServer.start(folder)) {
      running.pushArtifact("closed/app", "1", CONTENT);
      var digest = RunningServer.digest(CONTENT);
      assertThat(running.anonymous("/v2/closed/app/blobs/" + digest).statusCode()).isEqualTo(401);
      assertThat(running.anonymous("/v2/open/app/blobs/" + digest).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoGuessesPasswordsIsKnownByTheirOwnAddressBehindATrustedProxyOnly() throws Exception {
    try (var running = RunningServer.start(folder, "http.trusted-proxies=127.0.0.0/8")) {
      assertThat(guess(running, "203.0.113.7")).isEqualTo(429);
      // Another client of the same proxy is not slowed.
      assertThat(guessOnce(running, "198.51.100.1, 203.0.113.8")).isEqualTo(401);
      running.server().stop();
    }
    try (var running = RunningServer.start(folder)) {
      assertThat(running.get("/api/v2/audit").body())
          .contains("203.0.113.7", "203.0.113.8")
          .doesNotContain("198.51.100.1");
      assertThat(guessOnce(running, "203.0.113.9")).isEqualTo(401);
      running.server().stop();
    }
    try (var running = RunningServer.start(folder)) {
      assertThat(running.get("/api/v2/audit").body()).doesNotContain("203.0.113.9");
    }
  }

  /// Guesses until that is slowed.
  private static int guess(RunningServer running, String from) throws Exception {
    for (var i = 0; i < 15; i++) {
      var status = guessOnce(running, from);
      if (status != 401) {
        return status;
      }
    }
    return 401;
  }

  private static int guessOnce(RunningServer running, String from) throws Exception {
    var pair = "somebody:wrong".getBytes(StandardCharsets.UTF_8);
    return running
        .send(
            HttpRequest.newBuilder(running.at("/v2/"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
                .header("X-Forwarded-For", from))
        .statusCode();
  }

  @Test
  void aStopLetsAnUploadEndAndRefusesWhatComesLater() throws Exception {
    try (var running = RunningServer.start(folder, "stop.time=20s", "stop.delay=1s");
        var work = Executors.newVirtualThreadPerTaskExecutor()) {
      running.pushBlob("team/app", CONTENT);
      var body = "0123456789".repeat(1_000);
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), running.at("/").getPort())) {
        var out = begin(running, socket, body);
        var stopped = new CountDownLatch(1);
        var ended =
            work.submit(
                () -> {
                  stopped.countDown();
                  return running.server().stop();
                });
        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
        awaitUnavailable(running, "/readyz");
        assertThat(running.anonymous("/livez").statusCode()).isEqualTo(200);
        awaitUnavailable(running, "/livez");
        out.write(body.substring(5_000).getBytes(StandardCharsets.US_ASCII));
        out.flush();
        var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(answer).startsWith("HTTP/1.1 201");
        assertThat(ended.get(20, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  /// The first half of an upload in one request.
  private static OutputStream begin(RunningServer running, Socket socket, String body)
      throws Exception {
    var digest = RunningServer.digest(body.getBytes(StandardCharsets.US_ASCII));
    var login = running.request("/").build().headers().firstValue("Authorization").orElseThrow();
    var out = socket.getOutputStream();
    var head =
        String.join(
            "\r\n",
            "POST /v2/team/app/blobs/uploads/?digest=" + digest + " HTTP/1.1",
            "Host: localhost",
            "Authorization: " + login,
            "Content-Length: " + body.length(),
            "Connection: close",
            "",
            "");
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body.substring(0, 5_000).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    while (running.get("/metrics").body().contains("breakwater_http_requests_running 1\n")) {
      Thread.sleep(10);
    }
    return out;
  }

  private static void awaitUnavailable(RunningServer running, String path) throws Exception {
    for (var i = 0; i < 500; i++) {
      if (running.anonymous(path).statusCode() == 503) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("is there still: " + path);
  }

  @Test
  void aStopDoesNotWaitForeverForOneWhoSendsNothing() throws Exception {
    try (var running = RunningServer.start(folder, "stop.time=200ms")) {
      running.pushBlob("team/app", CONTENT);
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), running.at("/").getPort())) {
        begin(running, socket, "0123456789".repeat(1_000));
        assertThat(running.server().stop()).isFalse();
      }
    }
    // What was cut is nothing that hinders the next start.
    RunningServer.start(folder).close();
  }
}
