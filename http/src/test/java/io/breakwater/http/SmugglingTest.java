package io.breakwater.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests of which a proxy in front could think otherwise than the server: RFC 9112, section
/// 11.2. Behind each stands another request, which must not be answered.
@Timeout(60)
class SmugglingTest {
  private static final AtomicInteger SMUGGLED = new AtomicInteger();
  private static final Served SERVED =
      new Served(
          Routes.builder()
              .add("GET", "/smuggled", "", (_, _) -> SMUGGLED.incrementAndGet())
              .add(
                  "POST",
                  "/",
                  "",
                  (request, answer) ->
                      answer.send("text/plain", new String(request.body().readAll(100), UTF_8))));

  @AfterAll
  static void stop() {
    SERVED.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "POST / HTTP/1.1|Host: a|Content-Length: 3|Transfer-Encoding: chunked||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked|Content-Length: 3||0||",
        "POST / HTTP/1.1|Host: a|Content-Length: 3|Content-Length: 4||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: 3|Content-Length: 3||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: 3, 3||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: 3, 4||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: +3||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: -3||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: 0x3||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: 3 3||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: ||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: 99999999999999999999||abc",
        "POST / HTTP/1.1|Host: a|Content-Length : 3||abc",
        "POST / HTTP/1.1|Host: a| Content-Length: 3||abc",
        "POST / HTTP/1.1|Host: a|X: 1| Content-Length: 3||abc",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding : chunked||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: identity||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: xchunked||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked, identity||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked, chunked||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked|Transfer-Encoding: chunked||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: gzip, chunked||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: \u000bchunked||0||",
        "POST / HTTP/1.0|Host: a|Transfer-Encoding: chunked||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||3|abcd|0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||-3|abc|0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||0x3|abc|0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||fffffffffffffffff|abc|0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||80000003|abc|0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||3\nabc|0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||3|abc\n0||",
        "POST / HTTP/1.1|Host: a|Host: b|Content-Length: 0||",
        "POST / HTTP/1.1|Content-Length: 0||",
        "POST / HTTP/1.1|Host: a b|Content-Length: 0||",
        "POST / HTTP/1.1|Host: a/b|Content-Length: 0||",
        "POST http://b/ HTTP/1.1|Host: a|Content-Length: 0||",
        "POST / HTTP/1.1|Host: a|X\0Y: 1|Content-Length: 0||",
        "POST / HTTP/1.1|Host: a|X: 1\0|Content-Length: 0||",
        "POST / HTTP/1.1|Host: a|X: 1\rY: 2|Content-Length: 0||",
        "POST / HTTP/1.1|Host: a|No colon|Content-Length: 0||",
        "POST / HTTP/1.1|Host: a|: empty|Content-Length: 0||",
        "POST / HTTP/1.1\nHost: a\nContent-Length: 0\n\n",
        "POST / x HTTP/1.1|Host: a|Content-Length: 0||",
        "POST /|",
        "POST / HTTP/1.2|Host: a|Content-Length: 0||",
        "POST / HTTP/3.0|Host: a|Content-Length: 0||",
        "P(ST / HTTP/1.1|Host: a|Content-Length: 0||",
        "POST /#x HTTP/1.1|Host: a|Content-Length: 0||",
        "PRI * HTTP/2.0||SM||",
      })
  void whatCanBeReadInTwoWaysIsRefusedAndTheConnectionClosed(String request) throws Exception {
    var before = SMUGGLED.get();
    try (var wire = SERVED.wire()) {
      wire.send(request.replace("\\n", "\n"));
      wire.send("GET /smuggled HTTP/1.1|Host: a||");
      var answer = wire.rest();
      assertThat(answer).as("one refusal, or none").matches("(?s)(HTTP/1\\.[01] [45].*)?");
      assertThat(answer.split("HTTP/1\\.", -1).length).isLessThanOrEqualTo(2);
      assertThat(answer).doesNotContain("Exception").doesNotContainIgnoringCase("jetty");
    }
    assertThat(SMUGGLED.get()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "POST / HTTP/1.1|Host: a|Content-Length: 3||abc -> abc",
        "POST / HTTP/1.1|Host: a|content-length:   3  ||abc -> abc",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: Chunked||3|abc|0|| -> abc",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||003;x=y|abc|1|d|0|| -> abcd",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||3|abc|0|Trailer: 1|| -> abc",
        "POST http://a/ HTTP/1.1|Host: a|Content-Length: 3||abc -> abc",
        "|POST / HTTP/1.1|Host: a|Content-Length: 3||abc -> abc",
      })
  void whatIsInOrderIsAnsweredAndTheConnectionKept(String request, String body) throws Exception {
    try (var wire = SERVED.wire()) {
      for (var i = 0; i < 2; i++) {
        var answer = wire.send(request).answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body);
      }
    }
  }

  @Test
  void malformedRequestsAreCountedAndRefusedInTheirShape() throws Exception {
    var before = SERVED.server.counters().met(HttpCounters.Limit.MALFORMED);
    try (var wire = SERVED.wire()) {
      assertThat(wire.send("POST / HTTP/1.1|Content-Length: x||").rest())
          .contains(" 400 ")
          .contains("{\"error\":{\"status\":400");
    }
    assertThat(SERVED.server.counters().met(HttpCounters.Limit.MALFORMED)).isEqualTo(before + 1);
  }

  @Test
  void isNoProxy() throws Exception {
    try (var wire = SERVED.wire()) {
      assertThat(wire.send("CONNECT b:80 HTTP/1.1|Host: b:80||").answer().status()).isEqualTo(405);
    }
  }

  @Test
  void tenThousandHeadersAreRefused() throws Exception {
    try (var wire = SERVED.wire()) {
      assertThat(wire.send("POST / HTTP/1.1|Host: a|" + "X: 1|".repeat(10_000) + "|").rest())
          .contains(" 431 ");
    }
    assertThat(SERVED.server.counters().met(HttpCounters.Limit.HEADER_BYTES)).isPositive();
    try (var wire = SERVED.wire()) {
      assertThat(wire.send("POST / HTTP/1.1|Host: a|" + "X: 1|".repeat(60) + "|").answer().status())
          .isEqualTo(431);
    }
    assertThat(SERVED.server.counters().met(HttpCounters.Limit.HEADER_COUNT)).isPositive();
  }

  @Test
  void longAddressesAreRefused() throws Exception {
    for (var length : new int[] {5_000, 20_000, 200_000}) {
      try (var wire = SERVED.wire()) {
        assertThat(wire.send("GET /" + "a".repeat(length) + " HTTP/1.1|Host: a||").rest())
            .contains(" 414 ");
      }
    }
    assertThat(SERVED.server.counters().met(HttpCounters.Limit.URI_BYTES)).isEqualTo(3);
  }

  @Test
  void credentialsThatStandTwiceAreRefused() throws Exception {
    try (var wire = SERVED.wire()) {
      wire.send("POST / HTTP/1.1|Host: a|Content-Length: 0|Authorization: a|Authorization: b||");
      assertThat(wire.answer().status()).isEqualTo(400);
    }
  }
}
