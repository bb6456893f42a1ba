package io.breakwater.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RequestBodyTest {
  /// What a handler saw of a body.
  private record Seen(long bytes, String end) {}

  private static final LinkedBlockingQueue<Seen> SEEN = new LinkedBlockingQueue<>();
  private static final Served SERVED =
      new Served(
          Routes.builder()
              .add("PUT", "/read", "", RequestBodyTest::read)
              .add("PUT", "/small", "", (q, a) -> a.send(q.body().readAll(10)))
              .add("PUT", "/hash", "", RequestBodyTest::hash)
              .add("PUT", "/length", "", RequestBodyTest::length)
              .add("GET", "/length", "", RequestBodyTest::length)
              .add("PUT", "/ignore", "", (q, a) -> a.send("text/plain", "ignored"))
              .add("PUT", "/refuse", "", RequestBodyTest::refuse));

  @AfterAll
  static void stop() {
    SERVED.close();
  }

  private static void read(Request request, Response answer) throws IOException {
    var bytes = 0L;
    try {
      var buffer = new byte[1_000];
      for (int n; (n = request.body().stream().read(buffer)) >= 0; ) {
        bytes += n;
      }
    } catch (BodyException e) {
      SEEN.add(new Seen(bytes, e.reason().name()));
      throw e;
    }
    SEEN.add(new Seen(bytes, "END"));
    answer.send();
  }

  private static void hash(Request request, Response answer) throws Exception {
    var sha = MessageDigest.getInstance("SHA-256");
    var buffer = new byte[65_536];
    for (int n; (n = request.body().stream().read(buffer)) >= 0; ) {
      sha.update(buffer, 0, n);
    }
    answer.send("text/plain", HexFormat.of().formatHex(sha.digest()));
  }

  private static void length(Request request, Response answer) throws IOException {
    answer.send("text/plain", request.body().declaredLength().toString());
  }

  private static void refuse(Request request, Response answer) throws HttpFailure {
    throw new HttpFailure(403, "Over quota.");
  }

  private static Seen seen() throws InterruptedException {
    var seen = SEEN.poll(10, TimeUnit.SECONDS);
    assertThat(seen).isNotNull();
    return java.util.Objects.requireNonNull(seen);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void largeBodiesComeWhole(boolean known) throws Exception {
    var content = new byte[5_000_000];
    new Random(7).nextBytes(content);
    var publisher =
        known
            ? BodyPublishers.ofByteArray(content)
            : BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(content));
    var answer =
        SERVED.client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SERVED.port() + "/hash"))
                .PUT(publisher)
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.body())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
  }

  @Test
  void cutBodiesAreNeverTakenForWhole() throws Exception {
    var random = new Random(11);
    var body = "x".repeat(20_000);
    var chunked = "4000|" + "x".repeat(0x4000) + "|e20|" + "x".repeat(0xe20) + "|0||";
    for (var i = 0; i < 70; i++) {
      var withLength = i % 2 == 0;
      var text = (withLength ? body : chunked).replace("|", "\r\n").getBytes(UTF_8);
      // The end first: some servers are forgiving there.
      var at = i < 14 ? text.length - 1 - i / 2 : random.nextInt(text.length);
      try (var wire = SERVED.wire()) {
        wire.send(
            "PUT /read HTTP/1.1|Host: a|"
                + (withLength ? "Content-Length: 20000" : "Transfer-Encoding: chunked")
                + "||");
        wire.send(java.util.Arrays.copyOf(text, at));
        if (i % 5 == 0) {
          wire.socket().setSoLinger(true, 0);
        } else {
          wire.socket().shutdownOutput();
        }
        if (i % 5 > 0) {
          assertThat(wire.rest()).as("cut after %d of %d", at, text.length).doesNotContain(" 200 ");
        }
      }
      assertThat(seen().end()).as("cut after %d of %d", at, text.length).isEqualTo("CUT");
    }
  }

  @Test
  void malformedChunksAreNoEnd() throws Exception {
    try (var wire = SERVED.wire()) {
      wire.send("PUT /read HTTP/1.1|Host: a|Transfer-Encoding: chunked||3|abc|zz|");
      assertThat(wire.answer().status()).isEqualTo(400);
      assertThat(seen()).isEqualTo(new Seen(3, "CUT"));
    }
  }

  @Test
  void nothingIsTakenFromOneThatWaitsToBeAsked() throws Exception {
    try (var wire = SERVED.wire()) {
      wire.send("PUT /refuse HTTP/1.1|Host: a|Content-Length: 1000000000|Expect: 100-continue||");
      var answer = wire.answer();
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.headers()).contains("connection: close");
      assertThat(wire.rest()).isEmpty();
    }
    try (var wire = SERVED.wire()) {
      wire.send("PUT /small HTTP/1.1|Host: a|Content-Length: 3|Expect: 100-continue||");
      assertThat(wire.answer().status()).isEqualTo(100);
      var answer = wire.send("abc").answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("abc");
      assertThat(wire.send("PUT /small HTTP/1.1|Host: a||").answer().status()).isEqualTo(200);
    }
    try (var wire = SERVED.wire()) {
      wire.send("PUT /small HTTP/1.1|Host: a|Content-Length: 11|Expect: 100-continue||");
      assertThat(wire.answer().status()).isEqualTo(413);
    }
  }

  @Test
  void aRefusalReachesOneThatSendsOn() throws Exception {
    try (var wire = SERVED.wire()) {
      wire.send("PUT /refuse HTTP/1.1|Host: a|Content-Length: 30000000||");
      var part = new byte[1_000_000];
      for (var i = 0; i < 20; i++) {
        wire.send(part);
      }
      var answer = wire.answer();
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.headers()).contains("connection: close");
      assertThat(answer.body()).contains("Over quota.");
    }
  }

  @Test
  void smallBodiesNobodyReadDoNotCostTheConnection() throws Exception {
    try (var wire = SERVED.wire()) {
      for (var i = 0; i < 3; i++) {
        wire.send("PUT /ignore HTTP/1.1|Host: a|Content-Length: 3||abc");
        assertThat(wire.answer().body()).isEqualTo("ignored");
      }
    }
  }

  @Test
  void moreThanAHandlerTakesIsRefused() throws Exception {
    var before = SERVED.server.counters().met(HttpCounters.Limit.BODY_BYTES);
    for (var request :
        new String[] {"Content-Length: 11||", "Transfer-Encoding: chunked||b|xxxxxxxxxxx|0||"}) {
      try (var wire = SERVED.wire()) {
        wire.send("PUT /small HTTP/1.1|Host: a|" + request + "xxxxxxxxxxx");
        assertThat(wire.answer().status()).isEqualTo(413);
      }
    }
    assertThat(SERVED.server.counters().met(HttpCounters.Limit.BODY_BYTES)).isEqualTo(before + 2);
    try (var wire = SERVED.wire()) {
      wire.send("PUT /small HTTP/1.1|Host: a|Transfer-Encoding: chunked||a|xxxxxxxxxx|0||");
      assertThat(wire.answer().body()).isEqualTo("xxxxxxxxxx");
    }
  }

  @Test
  void lengthsAreKnownWhereTheClientTold() throws Exception {
    try (var wire = SERVED.wire()) {
      wire.send("PUT /length HTTP/1.1|Host: a|Content-Length: 3||abc");
      assertThat(wire.answer().body()).isEqualTo("OptionalLong[3]");
      wire.send("GET /length HTTP/1.1|Host: a||");
      assertThat(wire.answer().body()).isEqualTo("OptionalLong[0]");
      wire.send("PUT /length HTTP/1.1|Host: a|Transfer-Encoding: chunked||1|a|0||");
      assertThat(wire.answer().body()).isEqualTo("OptionalLong.empty");
    }
  }

  @Test
  void aBodyThatStallsIsGivenUp() throws Exception {
    var before = SERVED.server.counters().met(HttpCounters.Limit.BODY_STALL);
    try (var wire = SERVED.wire()) {
      wire.send("PUT /read HTTP/1.1|Host: a|Content-Length: 100||abc");
      assertThat(wire.answer().status()).isEqualTo(408);
      assertThat(seen()).isEqualTo(new Seen(3, "TOO_SLOW"));
    }
    assertThat(SERVED.server.counters().met(HttpCounters.Limit.BODY_STALL)).isEqualTo(before + 1);
  }

  @Test
  void aBodyThatTricklesIsGivenUp() throws Exception {
    var before = SERVED.server.counters().met(HttpCounters.Limit.BODY_RATE);
    try (var wire = SERVED.wire()) {
      wire.send("PUT /read HTTP/1.1|Host: a|Content-Length: 10000||");
      wire.socket().setSoTimeout(100);
      var status = 0;
      for (var i = 0; i < 100 && status == 0; i++) {
        wire.send("a");
        try {
          status = wire.answer().status();
        } catch (SocketTimeoutException _) {
          // Not yet.
        }
      }
      assertThat(status).isEqualTo(408);
      assertThat(seen().end()).isEqualTo("TOO_SLOW");
    }
    assertThat(SERVED.server.counters().met(HttpCounters.Limit.BODY_RATE)).isEqualTo(before + 1);
  }
}
