package io.breakwater.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpServerTest {
  private static final byte[] LARGE = new byte[1_000_000];

  static {
    for (var i = 0; i < LARGE.length; i++) {
      LARGE[i] = (byte) ('a' + i % 26);
    }
  }

  private final ConcurrentLinkedQueue<AccessLog.Line> lines = new ConcurrentLinkedQueue<>();
  @TempDir Path folder = Path.of("");
  private Served served = new Served(Routes.builder());

  @BeforeEach
  void start() throws IOException {
    var file = Files.write(folder.resolve("large"), LARGE);
    served.close();
    served =
        new Served(
            Routes.builder()
                .add("GET", "/hello", "read", (_, answer) -> answer.send("text/plain", "hello"))
                .add("GET", "/nothing", "read", (_, answer) -> answer.status(204).send())
                .add("GET", "/silent", "read", (_, answer) -> answer.status(202))
                .add("GET", "/thread", "read", HttpServerTest::thread)
                .add("GET", "/large", "read", (_, answer) -> answer.send(LARGE))
                .add("GET", "/file", "read", (_, answer) -> file(file, answer))
                .add("GET", "/channel", "read", HttpServerTest::channel)
                .add("GET", "/bytes", "read", HttpServerTest::bytes)
                .add("GET", "/chunks", "read", (_, answer) -> answer.stream(o -> o.write(LARGE)))
                .add("GET", "/json", "read", HttpServerTest::json)
                .add("GET", "/halfjson", "read", HttpServerTest::halfJson)
                .add("GET", "/short", "read", HttpServerTest::tooShort)
                .add("GET", "/long", "read", HttpServerTest::tooLong)
                .add("GET", "/late", "read", HttpServerTest::late)
                .add("GET", "/fail", "read", HttpServerTest::fail)
                .add("GET", "/refuse", "read", HttpServerTest::refuse)
                .add("GET", "/header", "read", HttpServerTest::header)
                .add("GET", "/echo/{name...}", "read", HttpServerTest::echo)
                .add("POST", "/echo/{name...}", "write", HttpServerTest::echo),
            builder ->
                builder
                    .accessLog(lines::add)
                    .filter(
                        (request, answer, next) -> {
                          answer.header(
                              "X-Permission",
                              request.route().map(r -> r.attribute().toString()).orElse("none"));
                          request.user("somebody");
                          request.attach(String.class, "attached");
                          next.handle(request, answer);
                        }));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private static void thread(Request request, Response answer) throws IOException {
    answer.send("text/plain", Thread.currentThread().isVirtual() + request.protocol());
  }

  private static void file(Path file, Response answer) throws IOException {
    try (var channel = FileChannel.open(file)) {
      answer.file(channel, 10, LARGE.length - 20);
    }
  }

  private static void channel(Request request, Response answer) throws IOException {
    try (var out = answer.channel(LARGE.length)) {
      var all = ByteBuffer.wrap(LARGE);
      while (all.hasRemaining()) {
        var part = all.slice(all.position(), Math.min(77_777, all.remaining()));
        all.position(all.position() + out.write(part));
      }
    }
  }

  private static void bytes(Request request, Response answer) throws IOException {
    try (var out = answer.stream(10_000)) {
      for (var i = 0; i < 10_000; i++) {
        out.write(LARGE[i]);
      }
    }
  }

  private static void json(Request request, Response answer) throws IOException {
    answer.json(
        json -> {
          json.writeStartArray();
          json.writeString("é");
          json.writeEndArray();
        });
  }

  private static void halfJson(Request request, Response answer) throws IOException {
    answer.json(
        json -> {
          json.writeStartArray();
          throw new IOException("a secret of the server");
        });
  }

  private static void tooShort(Request request, Response answer) throws IOException {
    try (var out = answer.stream(100_000)) {
      out.write(LARGE, 0, 99_999);
    }
  }

  private static void tooLong(Request request, Response answer) throws IOException {
    try (var out = answer.stream(10)) {
      out.write(LARGE, 0, 11);
    }
  }

  private static void late(Request request, Response answer) throws IOException {
    answer.stream(
        out -> {
          out.write(LARGE);
          throw new IOException("a secret of the server");
        });
  }

  private static void fail(Request request, Response answer) {
    answer.status(201).header("X-Left", "over");
    throw new IllegalStateException("a secret of the server");
  }

  private static void refuse(Request request, Response answer) throws HttpFailure {
    throw new HttpFailure(403, "Over quota.", java.util.Map.of("X-Why", "quota"), null);
  }

  private static void header(Request request, Response answer) throws IOException {
    for (var value : List.of("a\r\nX-Evil: 1", "a\nb", "a\0b", "€")) {
      assertThatThrownBy(() -> answer.header("X-Value", value))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> answer.header("X Value", "a"))
        .isInstanceOf(IllegalArgumentException.class);
    answer.header("X-Value", "ok").send();
  }

  private static void echo(Request request, Response answer) throws IOException {
    var text =
        String.join(
            " ",
            request.method(),
            request.parameter("name"),
            request.query().first("q").orElse("-"),
            request.rawQuery().orElse("-"),
            request.header("x-some").orElse("-"),
            request.headers("X-Some").toString(),
            request.remoteAddress(),
            Boolean.toString(request.secure()),
            request.attached(String.class).orElse("-"),
            new String(request.body().readAll(1_000), UTF_8));
    answer.send("text/plain;charset=utf-8", text);
  }

  @Test
  void handlersSeeTheRequest() throws Exception {
    var answer = served.get("/echo/a/b?q=1+2&r", "X-Some", "one", "x-some", "two");
    assertThat(answer.body())
        .isEqualTo("GET a/b 1 2 q=1+2&r one [one, two] 127.0.0.1 false attached ");
    assertThat(answer.headers().firstValue("X-Permission")).contains("read");
  }

  @Test
  void handlersRunOnVirtualThreads() throws Exception {
    assertThat(served.get("/thread").body()).isEqualTo("trueHTTP/1.1");
  }

  @ParameterizedTest
  @CsvSource({
    "/hello, hello",
    "/json, '[\"é\"]'",
    "/nothing, ''",
    "/silent, ''",
  })
  void sendsSmallAnswers(String path, String body) throws Exception {
    var answer = served.get(path);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
    assertThat(answer.headers().firstValue("Transfer-Encoding")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/large", "/file", "/channel", "/bytes", "/chunks"})
  void sendsLargeAnswersWholeAndTheirHeadersToHead(String path) throws Exception {
    var expected = new String(LARGE, UTF_8);
    if (path.equals("/file")) {
      expected = expected.substring(10, LARGE.length - 10);
    } else if (path.equals("/bytes")) {
      expected = expected.substring(0, 10_000);
    }
    var answer = served.get(path);
    assertThat(answer.body().equals(expected)).isTrue();
    var head = served.send("HEAD", path);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    var length = head.headers().firstValue("Content-Length");
    if (path.equals("/chunks")) {
      assertThat(length).isEmpty();
    } else {
      assertThat(length).contains(Integer.toString(expected.length()));
    }
    // The connection is in order afterwards.
    try (var wire = served.wire()) {
      wire.send("HEAD " + path + " HTTP/1.1|Host: a||GET /hello HTTP/1.1|Host: a||");
      var in = wire.socket().getInputStream();
      var text = new StringBuilder();
      while (!text.toString().endsWith("hello")) {
        var b = in.read();
        assertThat(b).isGreaterThanOrEqualTo(0);
        text.append((char) b);
      }
      assertThat(text.toString().split("HTTP/1.1 200", -1)).hasSize(3);
    }
  }

  @Test
  void http10IsAnsweredAndClosed() throws Exception {
    try (var wire = served.wire()) {
      assertThat(wire.send("GET /chunks HTTP/1.0||").rest())
          .contains(" 200 ")
          .doesNotContain("chunked")
          .endsWith(new String(LARGE, LARGE.length - 100, 100, UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/short", "/late"})
  void aPartIsNeverSentAsTheWhole(String path) {
    assertThatThrownBy(() -> served.get(path)).isInstanceOf(IOException.class);
  }

  @Test
  void moreThanAnnouncedIsNotSent() throws Exception {
    try (var wire = served.wire()) {
      assertThat(wire.send("GET /long HTTP/1.1|Host: a||").answer().status()).isEqualTo(500);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fail", "/halfjson"})
  void failuresTellNothingOfTheInside(String path) throws Exception {
    var answer = served.get(path, "X-Request-Id", "my-id.1");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .contains("\"status\":500")
        .contains("my-id.1")
        .doesNotContain("secret")
        .doesNotContain("Exception");
    assertThat(answer.headers().firstValue("X-Left")).isEmpty();
    assertThat(served.get("/hello").body()).isEqualTo("hello");
  }

  @Test
  void refusalsHaveTheShapeOfTheirHook() throws Exception {
    var answer = served.get("/refuse");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("X-Why")).contains("quota");
    assertThat(answer.body()).startsWith("{\"error\":{\"status\":403,\"message\":\"Over quota.\"");
  }

  @Test
  void unknownAddressesAndMethodsAreToldApartAndSeenByFilters() throws Exception {
    var nothing = served.get("/nowhere");
    assertThat(nothing.statusCode()).isEqualTo(404);
    var other = served.send("DELETE", "/echo/x");
    assertThat(other.statusCode()).isEqualTo(405);
    assertThat(other.headers().firstValue("Allow")).contains("GET, HEAD, POST");
    assertThat(served.get("/echo/a%2Fb").statusCode()).isEqualTo(400);
  }

  @Test
  void headersCannotBeSplit() throws Exception {
    assertThat(served.get("/header").headers().firstValue("X-Value")).contains("ok");
  }

  @Test
  void requestIdsAreTakenOverIfTheyAreSane() throws Exception {
    assertThat(served.get("/hello", "X-Request-Id", "ab-1").headers().firstValue("X-Request-Id"))
        .contains("ab-1");
    for (var bad : List.of("a b", "a\"b", "x".repeat(65))) {
      assertThat(served.get("/hello", "X-Request-Id", bad).headers().firstValue("X-Request-Id"))
          .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f]{32}"));
    }
  }

  @Test
  void eachRequestLeavesALineWithoutSecrets() throws Exception {
    served.get("/echo/a?token=hidden", "Authorization", "Bearer hidden", "X-Request-Id", "id1");
    served.get("/nowhere");
    Served.until(() -> lines.size() == 2);
    var line = lines.poll();
    assertThat(line).isNotNull();
    assertThat(line.toString())
        .contains("id=id1")
        .contains("route=/echo/{name...}")
        .contains("path=/echo/a,")
        .contains("status=200")
        .contains("user=Optional[somebody]")
        .contains("remote=127.0.0.1")
        .contains("outcome=done")
        .doesNotContain("hidden");
    assertThat(String.valueOf(lines.poll())).contains("status=404").contains("route=,");
    var json = new StringBuilder();
    AccessLog.json(new Collecting(json)).over(line);
    assertThat(json.toString())
        .startsWith("{\"request\":\"id1\",\"method\":\"GET\",\"path\":\"/echo/a\"")
        .contains("\"user\":\"somebody\"")
        .endsWith("\"outcome\":\"done\"}");
  }

  private record Collecting(StringBuilder text) implements System.Logger {
    @Override
    public String getName() {
      return "access";
    }

    @Override
    public boolean isLoggable(Level level) {
      return level == Level.INFO;
    }

    @Override
    public void log(
        Level level,
        java.util.@org.jspecify.annotations.Nullable ResourceBundle bundle,
        String message,
        @org.jspecify.annotations.Nullable Throwable thrown) {
      text.append(message);
    }

    @Override
    public void log(
        Level level,
        java.util.@org.jspecify.annotations.Nullable ResourceBundle bundle,
        String format,
        @org.jspecify.annotations.Nullable Object... parameters) {
      text.append(format);
    }
  }

  @Test
  void aClientThatLeavesIsNoFailure() throws Exception {
    try (var wire = served.wire()) {
      wire.send("GET /large HTTP/1.1|Host: a||");
      wire.socket().setSoLinger(true, 0);
    }
    Served.until(() -> served.server.counters().running() == 0);
    assertThat(served.get("/hello").body()).isEqualTo("hello");
  }

  @Test
  void requestsAtOnceAreBounded() throws Exception {
    var release = new java.util.concurrent.CountDownLatch(1);
    var entered = new AtomicInteger();
    try (var busy =
            new Served(
                Routes.builder()
                    .add(
                        "GET",
                        "/wait",
                        "",
                        (_, answer) -> {
                          entered.incrementAndGet();
                          release.await();
                          answer.send();
                        }));
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < Served.LIMITS.requests(); i++) {
        var _ = pool.submit(() -> busy.get("/wait"));
      }
      Served.until(() -> entered.get() == Served.LIMITS.requests());
      var refused = busy.get("/wait");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(busy.server.counters().met(HttpCounters.Limit.REQUESTS)).isEqualTo(1);
      release.countDown();
    }
  }

  @Test
  void connectionsAreBounded() throws Exception {
    var open = new Wire[Served.LIMITS.connections()];
    try {
      for (var i = 0; i < open.length; i++) {
        open[i] = served.wire();
        assertThat(open[i].send("GET /hello HTTP/1.1|Host: a||").answer().status()).isEqualTo(200);
      }
      assertThat(served.server.counters().connections()).isEqualTo(open.length);
      try (var wire = served.wire()) {
        assertThat(wire.rest()).isEmpty();
      }
      assertThat(served.server.counters().met(HttpCounters.Limit.CONNECTIONS)).isEqualTo(1);
    } finally {
      for (var wire : open) {
        if (wire != null) {
          wire.close();
        }
      }
    }
    Served.until(() -> served.server.counters().connections() == 0);
    assertThat(served.get("/hello").body()).isEqualTo("hello");
  }

  @Test
  void aTakenPortIsTold() {
    assertThatThrownBy(
            () ->
                HttpServer.builder(Routes.builder().build())
                    .listen(Listener.plain(served.port()))
                    .start())
        .isInstanceOfSatisfying(
            ServerStartException.class, e -> assertThat(e.code()).isEqualTo("listen-failed"));
  }

  @Test
  void listensOnLoopbackUnlessTold() {
    assertThat(Listener.plain(0).loopback()).isTrue();
    assertThat(new Listener("0.0.0.0", 0, null).loopback()).isFalse();
  }
}
