package io.breakwater.advisories.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.breakwater.advisories.FeedException;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.feeds.Packing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedUpdaterTest {
  private static final String KEV = "/kev/known_exploited_vulnerabilities.json";
  private static final Instant NOW = Instant.parse("2025-03-01T00:00:00Z");

  @TempDir Path folder;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private HttpServer server = started();

  private interface Fault {
    /// True when it answered.
    boolean answer(HttpExchange exchange, byte[] content) throws IOException;
  }

  private static HttpServer started() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void serve() throws Exception {
    var feeds =
        new FeedFolderBuilder()
            .debianFixed("openssl", "CVE-2024-0001", "bookworm", "3.0.13-1")
            .dsa("DSA-1-1", LocalDate.of(2025, 2, 1), "openssl", "bookworm", "3", "CVE-2024-0001")
            .dla("DLA-1-1", LocalDate.of(2025, 2, 2), "bash", "buster", "5", "CVE-2024-0002")
            .kev("CVE-2024-0001", LocalDate.of(2024, 3, 1))
            .writeTo(folder.resolve("upstream"), Packing.NONE);
    try (var walk = Files.walk(feeds)) {
      for (var file : walk.filter(Files::isRegularFile).toList()) {
        files.put("/" + feeds.relativize(file), Files.readAllBytes(file));
      }
    }
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void feedsAreFetchedBuiltAndThenConfirmed() throws Exception {
    var first = update("debian", "kev");
    assertThat(first.failed()).isEmpty();
    assertThat(first.changed()).isTrue();
    assertThat(first.database().find("debian:12", "openssl")).hasSize(1);

    requests.clear();
    var second = update("debian", "kev");
    assertThat(second.changed()).isFalse();
    assertThat(second.database().version()).isEqualTo(first.database().version());
    assertThat(requests).contains("304 /debian/tracker.json", "304 " + KEV);

    var status = FeedStatus.read(folder.resolve("data"), second.database());
    assertThat(status).extracting(FeedStatus::name).containsExactly("debian", "kev");
    assertThat(status.getFirst().tried()).isEqualTo(NOW);
    assertThat(status.getFirst().error()).isNull();
  }

  @Test
  void changedFileIsFetchedAgain() throws Exception {
    update("debian", "kev");
    files.put(
        "/debian/tracker.json",
        new String(
                Objects.requireNonNull(files.get("/debian/tracker.json")),
                java.nio.charset.StandardCharsets.UTF_8)
            .replace("3.0.13-1", "3.0.14-1")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));

    var row = update("debian").database().find("debian:12", "openssl").getFirst();
    assertThat(row.fixedVersion()).isEqualTo("3.0.14-1");
    assertThat(row.knownExploited()).isTrue();
  }

  @Test
  void cutTransferIsResumedWhereItEnded() throws Exception {
    var cuts = new CopyOnWriteArrayList<String>();
    faults.put(
        KEV,
        (exchange, content) -> {
          if (!cuts.isEmpty()) {
            return false;
          }
          cuts.add("cut");
          exchange.getResponseHeaders().set("ETag", etag(content));
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content, 0, content.length / 2);
          exchange.getResponseBody().flush();
          exchange.close();
          return true;
        });

    assertThat(update("kev").failed()).isEmpty();
    assertThat(requests).contains("206 " + KEV);
    assertThat(folder.resolve("data/feeds" + KEV))
        .hasBinaryContent(Objects.requireNonNull(files.get(KEV)));
  }

  @Test
  void serverErrorsAreTriedAgainAndThenFailTheFeedAlone() throws Exception {
    faults.put(KEV, (exchange, _) -> status(exchange, 503));
    var report = update("debian", "kev");

    assertThat(report.failed()).containsOnlyKeys("kev");
    assertThat(Objects.requireNonNull(report.failed().get("kev")).code())
        .isEqualTo("feed-not-fetched");
    assertThat(requests.stream().filter(r -> r.equals("503 " + KEV))).hasSize(3);
    assertThat(report.database().covers("debian:12")).isTrue();
    var status = FeedStatus.read(folder.resolve("data"), report.database());
    assertThat(status.getLast().name()).isEqualTo("kev");
    assertThat(status.getLast().error()).contains("HTTP 503");
    assertThat(status.getLast().staleAt(NOW, Duration.ofDays(7))).isTrue();
  }

  @Test
  void refusedConnectionNamesTheHost() throws Exception {
    update("kev");
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    var mirror = URI.create("http://127.0.0.1:" + port);
    var report = FeedUpdater.update(request(mirror, Set.of("kev")));

    var failure = Objects.requireNonNull(report.failed().get("kev"));
    assertThat(failure.code()).isEqualTo("feed-not-fetched");
    assertThat(failure.why()).endsWith("connection refused by 127.0.0.1:" + port);
  }

  @Test
  void fileBeyondTheBoundIsRefused() throws Exception {
    files.put(KEV, new byte[200_000]);
    var report = update("debian", "kev");

    assertThat(Objects.requireNonNull(report.failed().get("kev")).code())
        .isEqualTo("feed-too-large");
    assertThat(folder.resolve("data/feeds/kev")).isEmptyDirectory();
  }

  @Test
  void redirectToPlainHttpElsewhereIsRefused() throws Exception {
    faults.put(
        KEV,
        (exchange, _) -> {
          exchange.getResponseHeaders().set("Location", "http://example.org/kev.json");
          return status(exchange, 302);
        });

    var problem = update("debian", "kev").failed().get("kev");
    assertThat(Objects.requireNonNull(problem).code()).isEqualTo("address-forbidden");
  }

  @Test
  void redirectOnThisMachineIsFollowed() throws Exception {
    files.put("/moved.json", Objects.requireNonNull(files.get(KEV)));
    faults.put(
        KEV,
        (exchange, _) -> {
          exchange.getResponseHeaders().set("Location", "/moved.json");
          return status(exchange, 301);
        });

    assertThat(update("kev").failed()).isEmpty();
  }

  @Test
  void plainHttpMirrorElsewhereIsRefused() {
    assertThatThrownBy(
            () -> FeedUpdater.update(request(URI.create("http://example.org/"), Set.of("kev"))))
        .isInstanceOfSatisfying(
            FeedException.class,
            e -> {
              assertThat(e.code()).isEqualTo("no-feeds");
              assertThat(e.why()).contains("only https");
            });
  }

  @Test
  void checksumsOfAMirrorAreVerified() throws Exception {
    files.put(
        "/SHA256SUMS",
        ("0".repeat(64) + "  " + KEV.substring(1) + "\n")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));

    var problem = update("debian", "kev").failed().get("kev");
    assertThat(Objects.requireNonNull(problem).code()).isEqualTo("feed-checksum");
  }

  @Test
  void unknownFeedHasItsError() {
    assertThatThrownBy(() -> update("slackware"))
        .isInstanceOfSatisfying(
            FeedException.class, e -> assertThat(e.code()).isEqualTo("unknown-feed"));
  }

  @Test
  void proxyComesFromTheEnvironment() {
    var proxies =
        new EnvironmentProxy(
            Map.of("https_proxy", "http://proxy:3128", "NO_PROXY", "internal,.corp.example"));

    assertThat(proxies.select(URI.create("https://a.example/x")).getFirst().address())
        .isEqualTo(InetSocketAddress.createUnresolved("proxy", 3128));
    for (var direct :
        List.of("https://internal/", "https://x.corp.example/", "https://localhost/")) {
      assertThat(proxies.select(URI.create(direct)).getFirst()).isEqualTo(java.net.Proxy.NO_PROXY);
    }
  }

  private FeedUpdater.Report update(String... only) throws FeedException {
    var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return FeedUpdater.update(request(base, Set.of(only)));
  }

  private FeedUpdater.Request request(URI mirror, Set<String> only) {
    return new FeedUpdater.Request(
        folder.resolve("data"),
        mirror,
        only,
        false,
        new FeedUpdater.Limits(100_000, 3, Duration.ofMillis(5), Duration.ofSeconds(10)),
        Clock.fixed(NOW, ZoneOffset.UTC),
        Map.of(),
        _ -> {});
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var content = files.get(path);
    var fault = faults.get(path);
    try (exchange) {
      if (fault != null && fault.answer(exchange, content == null ? new byte[0] : content)) {
        return;
      }
      if (content == null) {
        status(exchange, 404);
        return;
      }
      var etag = etag(content);
      exchange.getResponseHeaders().set("ETag", etag);
      if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        status(exchange, 304);
        return;
      }
      var range = exchange.getRequestHeaders().getFirst("Range");
      if (range != null && etag.equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
        var from = Integer.parseInt(range.substring(6, range.length() - 1));
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range",
                "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        requests.add("206 " + path);
        exchange.sendResponseHeaders(206, content.length - from);
        exchange.getResponseBody().write(content, from, content.length - from);
        return;
      }
      requests.add("200 " + path);
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    }
  }

  private boolean status(HttpExchange exchange, int status) throws IOException {
    requests.add(status + " " + exchange.getRequestURI().getPath());
    exchange.sendResponseHeaders(status, -1);
    return true;
  }

  private static String etag(byte[] content) {
    return "\"" + Arrays.hashCode(content) + "\"";
  }
}
