package io.breakwater.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A server that speaks the contract of `/api/v1`, `/va/api/v4` and `/identity/token` as far as a
/// test tells it to. Tokens it gives are `access-1`, `access-2` …, and it takes the newest only.
final class StubServer implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private volatile int life = 1200;

  /// An answer: the body as often as told, and of told length where it is there once.
  private record Answer(int status, String body, int times) {
    Answer(int status, String body) {
      this(status, body, 1);
    }

    /// As the JDK's server wants it: -1 for no body, 0 for one whose length is not told.
    long length(byte[] bytes) {
      return bytes.length == 0 ? -1 : times == 1 ? bytes.length : 0;
    }
  }

  /// A request that came.
  record Asked(String line, String authorization, String account, String body) {
    @Override
    public String toString() {
      return line + (body.isEmpty() ? "" : " " + body);
    }
  }

  private StubServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  static StubServer start() {
    try {
      return new StubServer();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Answers a request, `GET /api/v1/quotas`, with its query where there is one.
  StubServer on(String line, int status, String body) {
    answers.put(line, new Answer(status, body));
    return this;
  }

  StubServer on(String line, String body) {
    return on(line, 200, body);
  }

  /// Answers with a body many times over, which is not held in memory, and whose length is not
  // told.
  StubServer on(String line, String body, int times) {
    answers.put(line, new Answer(200, body, times));
    return this;
  }

  /// How many seconds its tokens live.
  StubServer life(int seconds) {
    life = seconds;
    return this;
  }

  /// The tokens that were given so far are taken no more.
  StubServer forget() {
    tokens.incrementAndGet();
    return this;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /// What was asked beside tokens, as `METHOD path body`.
  List<String> calls() {
    return asked.stream()
        .filter(each -> !each.line().contains("/token"))
        .map(Asked::toString)
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var authorization = first(exchange.getRequestHeaders().getFirst("Authorization"));
      asked.add(
          new Asked(
              line, authorization, first(exchange.getRequestHeaders().getFirst("Account")), body));
      var answer = answer(line, authorization, body);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), answer.length(bytes));
      for (var time = 0; time < answer.times(); time++) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private static String first(@Nullable String header) {
    return Optional.ofNullable(header).orElse("");
  }

  private Answer answer(String line, String authorization, String body) {
    return switch (line) {
      case "POST /oauth/token" ->
          body.contains("password=secret")
              ? json(200, "{\"token\":\"t\",\"refresh_token\":\"refresh\"}")
              : json(
                  401,
                  "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"wrong name or"
                      + " password\"}]}");
      case "POST /identity/token" ->
          body.contains("apikey=bw_key") || body.contains("refresh_token=refresh")
              ? token()
              : json(400, "{\"errorCode\":\"BXNIM0415E\",\"errorMessage\":\"the key is unknown\"}");
      default -> {
        var known =
            authorization.equals("Bearer access-" + tokens.get())
                || authorization.equals("Basic " + "aWFtYXBpa2V5OmJ3X2tleQ==");
        yield !known
            ? json(401, "{\"code\":\"UNAUTHORIZED\",\"message\":\"the token has ended\"}")
            : answers.getOrDefault(
                line,
                json(
                    404,
                    "{\"code\":\"NOT_FOUND\",\"message\":\"There is nothing at this address.\"}"));
      }
    };
  }

  private Answer token() {
    var number = tokens.incrementAndGet();
    return json(
        200,
        "{\"access_token\":\"access-"
            + number
            + "\",\"refresh_token\":\"refresh-"
            + number
            + "\",\"token_type\":\"Bearer\",\"expires_in\":"
            + life
            + "}");
  }

  private static Answer json(int status, String body) {
    return new Answer(status, body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
