package io.breakwater.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP that no library says: RFC 9112, connections that break, requests that two servers could
/// read differently.
interface WireRules extends Rules {
  private Wire wire() throws IOException {
    assumeThat(caller().target().base().getScheme())
        .as("skipped: not plain HTTP")
        .isEqualTo("http");
    return new Wire(caller().target().base());
  }

  private static String target(URI uri) {
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  private String authorization() {
    return caller().target().user().isEmpty() ? "" : "Authorization: " + caller().basic() + "\r\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "Content-Length: +5\r\n\r\nabcde",
        "Content-Length: 5, 6\r\n\r\nabcdef",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: 0x5\r\n\r\nabcde",
        "Content-Length : 5\r\n\r\nabcde",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "X: a\r\n b\r\n\r\n",
        "X\u0000: a\r\n\r\n",
        "Host: other\r\n\r\n",
      })
  @Tag(BREAKWATER)
  default void requestsThatCouldBeReadInTwoWaysAreRefused(String rest) throws IOException {
    try (var wire = wire()) {
      wire.say("POST /v2/ HTTP/1.1\r\nHost: " + wire.host() + "\r\n" + authorization() + rest);
      wire.say("GET /v2/smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
      var heard = wire.hear(3000);
      assertThat(heard).startsWith("HTTP/1.1 ");
      assertThat(heard.substring(9, 12)).isIn("400", "501");
      assertThat(heard.indexOf("HTTP/1.1", 1)).as("a second answer: " + heard).isNegative();
      assertThat(wire.closed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\n0\r\n\r\n",
        "-1\r\n\r\n",
        "5\r\nabcdeXX0\r\n\r\n",
        "ffffffffffffffffff\r\nabc",
        "5;\u0000\r\nabcde\r\n0\r\n\r\n"
      })
  @Tag(BREAKWATER)
  default void chunkedBodiesThatAreMalformedStoreNothing(String body) throws IOException {
    var repository = repository();
    var location = repository.begin();
    try (var wire = wire()) {
      wire.say(
          "PATCH "
              + target(location)
              + " HTTP/1.1\r\nHost: "
              + wire.host()
              + "\r\n"
              + authorization()
              + "Transfer-Encoding: chunked\r\n\r\n"
              + body);
      var heard = wire.hear(3000);
      assertThat(heard).startsWith("HTTP/1.1 4");
      assertThat(wire.closed()).isTrue();
    }
  }

  @Test
  @Tag(BREAKWATER)
  default void aRequestWithoutAHostIsRefused() throws IOException {
    try (var wire = wire()) {
      assertThat(wire.say("GET /v2/ HTTP/1.1\r\n" + authorization() + "\r\n").status())
          .isEqualTo(400);
    }
  }

  @Test
  @Tag(BREAKWATER)
  default void http10IsAnswered() throws IOException {
    try (var wire = wire()) {
      wire.say("GET /v2/ HTTP/1.0\r\n" + authorization() + "\r\n");
      var heard = wire.hear(5000);
      assertThat(heard).matches("(?s)HTTP/1\\.[01] 200 .*");
      assertThat(heard.toLowerCase(java.util.Locale.ROOT)).doesNotContain("transfer-encoding");
      assertThat(wire.closed()).isTrue();
    }
  }

  @Test
  @Tag(SPECIFICATION)
  default void twoRequestsAtOnceAreAnsweredInOrder() throws IOException {
    try (var wire = wire()) {
      var headers = " HTTP/1.1\r\nHost: " + wire.host() + "\r\n" + authorization() + "\r\n";
      wire.say("GET /v2/" + headers + "GET /v2/none/at/all" + headers);
      var heard = wire.hear(2000);
      assertThat(heard).startsWith("HTTP/1.1 200");
      assertThat(heard.indexOf("HTTP/1.1 404", 1)).isPositive();
    }
  }

  @Test
  @Tag(SPECIFICATION)
  default void aClientThatWaitsIsToldToContinue() throws IOException {
    var repository = repository();
    var location = repository.begin();
    try (var wire = wire()) {
      wire.say(
          "PATCH "
              + target(location)
              + " HTTP/1.1\r\nHost: "
              + wire.host()
              + "\r\n"
              + authorization()
              + "Content-Type: application/octet-stream\r\n"
              + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n");
      assertThat(wire.status()).isEqualTo(100);
      wire.say("abcd");
      assertThat(wire.hear(2000)).contains("HTTP/1.1 202");
    }
  }

  @Test
  @Tag(BREAKWATER)
  default void aClientThatWaitsIsRefusedBeforeItSends() throws IOException {
    assumeThat(caller().target().user()).as("skipped: the registry asks for no login").isPresent();
    try (var wire = wire()) {
      wire.say(
          "POST "
              + repository().path("blobs/uploads/")
              + " HTTP/1.1\r\nHost: "
              + wire.host()
              + "\r\nExpect: 100-continue\r\nContent-Length: 400000000\r\n\r\n");
      assertThat(wire.status()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag(BREAKWATER)
  default void anUploadThatWasCutGoesOnWhereItIs(boolean chunked) throws IOException {
    var repository = repository();
    var blob = Images.random(1_000_000);
    var location = repository.begin();
    try (var wire = wire()) {
      wire.say(
          "PATCH "
              + target(location)
              + " HTTP/1.1\r\nHost: "
              + wire.host()
              + "\r\n"
              + authorization()
              + (chunked
                  ? "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(900_000) + "\r\n"
                  : "Content-Length: 1000000\r\n\r\n"));
      wire.say(Arrays.copyOf(blob, 500_000));
      pause(300);
      wire.cut();
    }
    var kept = kept(location);
    assertThat(kept).isBetween(0, 500_000);
    var next = repository.patch(location, blob, kept, blob.length).is(202, 416);
    if (next.status() == 416) {
      // The cut request let go of the upload after its status was asked for.
      next = repository.patch(location, blob, kept(location), blob.length).is(202);
    }
    repository.finish(next.location(), new byte[0], Images.sha256(blob)).is(201);
    repository.served(Images.sha256(blob), blob);
  }

  /// Whole bytes that are kept, asked for until the cut request has let go of the upload.
  private int kept(URI location) throws IOException {
    for (var attempt = 0; ; attempt++) {
      var status = caller().send("GET", location, new byte[0]);
      if (status.status() == 204) {
        var last = Integer.parseInt(status.header("Range").substring(2));
        return last == 0 ? 0 : last + 1;
      }
      assertThat(attempt).as("status of the upload: " + status.status()).isLessThan(20);
      pause(200);
    }
  }

  @Test
  @Tag(BREAKWATER)
  default void aMonolithicPutThatWasCutIsSentAgainWhole() throws IOException {
    var repository = repository();
    var blob = Images.random(1_000_000);
    var digest = Images.sha256(blob);
    var location = repository.begin();
    var uri = Repository.finishing(location, digest);
    try (var wire = wire()) {
      wire.say(
          "PUT "
              + target(uri)
              + " HTTP/1.1\r\nHost: "
              + wire.host()
              + "\r\n"
              + authorization()
              + "Content-Length: 1000000\r\n\r\n");
      wire.say(Arrays.copyOf(blob, 500_000));
      pause(300);
      wire.cut();
    }
    pause(300);
    repository.headBlob(digest).is(404);
    repository.finish(location, blob, digest).is(201);
    repository.served(digest, blob);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/../etc/passwd",
        "/v2/%2e%2e/%2e%2e/x/manifests/y",
        "/v2/a/b/blobs/..%2f..%2f..%2fetc%2fpasswd",
        "/v2/a/b/manifests/%00",
        "/v2//a//b//manifests/x",
        "/v2/a\\..\\b/manifests/x",
        "/v2/a/b/manifests/%zz",
        "/v2/a/b/manifests/x;y=z"
      })
  @Tag(BREAKWATER)
  default void pathsThatLeadElsewhereFindNothing(String path) throws IOException {
    try (var wire = wire()) {
      wire.say(
          "GET " + path + " HTTP/1.1\r\nHost: " + wire.host() + "\r\n" + authorization() + "\r\n");
      assertThat(wire.status()).isIn(400, 403, 404);
    }
  }

  @Test
  @Tag(BREAKWATER)
  default void whatIsTooLongIsRefusedAndTheServerLives() throws IOException {
    try (var wire = wire()) {
      wire.say("GET /v2/" + "a/".repeat(50_000) + " HTTP/1.1\r\nHost: " + wire.host() + "\r\n\r\n");
      assertThat(wire.status()).isIn(400, 414, 431);
    }
    try (var wire = wire()) {
      var head = new StringBuilder("GET /v2/ HTTP/1.1\r\nHost: " + wire.host() + "\r\n");
      for (var i = 0; i < 5000; i++) {
        head.append("X-Header-").append(i).append(": value\r\n");
      }
      wire.say(head.append("\r\n").toString());
      assertThat(wire.status()).isIn(400, 413, 431);
    }
    caller().get("/v2/").is(200);
  }

  private static void pause(int milliseconds) throws IOException {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
