package io.breakwater.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// A server of a test on a free port, and a client for it.
final class Served implements AutoCloseable {
  /// Short enough for tests, long enough for a busy machine.
  static final Limits LIMITS =
      new Limits(
          64,
          32,
          16 * 1024,
          50,
          4 * 1024,
          20,
          Duration.ofMillis(800),
          Duration.ofSeconds(5),
          Duration.ofMillis(700),
          1_000,
          Duration.ofMillis(500));

  final HttpServer server;
  private final int port;
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Served(Routes.Builder routes) {
    this(routes, builder -> builder);
  }

  Served(Routes.Builder routes, UnaryOperator<HttpServer.Builder> more) {
    try {
      server = more.apply(HttpServer.builder(routes.build()).limits(LIMITS)).start();
      port = server.ports().getFirst();
    } catch (ServerStartException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port;
  }

  Wire wire() throws IOException {
    return new Wire(port());
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// Waits for something that follows the answer.
  static void until(java.util.function.BooleanSupplier condition) throws InterruptedException {
    for (var i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    if (!condition.getAsBoolean()) {
      throw new AssertionError("it did not come to that in ten seconds");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
  }
}
