package io.breakwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SlowClientTest {
  private static final byte[] MUCH = new byte[50_000_000];
  @TempDir Path folder = Path.of("");
  private final Served served =
      new Served(
          Routes.builder()
              .add("GET", "/hello", "", (_, answer) -> answer.send("text/plain", "hello"))
              .add("GET", "/much", "", (_, answer) -> answer.send(MUCH))
              .add("GET", "/work", "", SlowClientTest::work));

  @AfterEach
  void stop() {
    served.close();
  }

  private static void work(Request request, Response answer) throws Exception {
    Thread.sleep(Served.LIMITS.idleTime().plusSeconds(1));
    answer.send("text/plain", "done");
  }

  private long met(HttpCounters.Limit limit) {
    return served.server.counters().met(limit);
  }

  @Test
  void headersThatTrickleAreCutOff() throws Exception {
    for (var first : new String[] {"", "GET /hello HTTP/1.1|Host: a||"}) {
      var before = met(HttpCounters.Limit.HEADER_TIME);
      try (var wire = served.wire()) {
        if (!first.isEmpty()) {
          assertThat(wire.send(first).answer().status()).isEqualTo(200);
        }
        wire.send("GET /hello HTTP/1.1|Host: a|");
        var sent = 0;
        try {
          for (; sent < 100; sent++) {
            wire.send("X-" + sent + ": 1|");
            Thread.sleep(100);
          }
        } catch (SocketException _) {
          // That is what should come.
        }
        assertThat(sent).isBetween(3, 60);
      }
      assertThat(met(HttpCounters.Limit.HEADER_TIME)).isEqualTo(before + 1);
    }
  }

  @Test
  void connectionsThatSayNothingAreClosed() throws Exception {
    try (var wire = served.wire()) {
      assertThat(wire.rest()).isEmpty();
    }
    assertThat(met(HttpCounters.Limit.HEADER_TIME)).isEqualTo(1);
  }

  @Test
  void connectionsMayRestBetweenRequests() throws Exception {
    try (var wire = served.wire()) {
      for (var i = 0; i < 3; i++) {
        assertThat(wire.send("GET /hello HTTP/1.1|Host: a||").answer().status()).isEqualTo(200);
        Thread.sleep(Served.LIMITS.headerTime().multipliedBy(2));
      }
    }
    assertThat(met(HttpCounters.Limit.HEADER_TIME)).isZero();
  }

  @Test
  void handlersMayWorkLongerThanConnectionsMayRest() throws Exception {
    try (var wire = served.wire()) {
      assertThat(wire.send("GET /work HTTP/1.1|Host: a||").answer().body()).isEqualTo("done");
    }
  }

  private void file(Response answer) throws IOException {
    var file = Files.write(folder.resolve("much"), MUCH);
    try (var channel = FileChannel.open(file)) {
      answer.file(channel, 0, MUCH.length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/much", "/file"})
  void oneThatReadsTooSlowlyIsCutOff(String path) throws Exception {
    var slow =
        new Served(
            Routes.builder()
                .add("GET", "/much", "", (_, answer) -> answer.send(MUCH))
                .add("GET", "/file", "", (_, answer) -> file(answer)),
            builder -> builder.limits(fast()));
    try (slow;
        var wire = slow.wire()) {
      wire.socket().setReceiveBufferSize(4_096);
      wire.send("GET " + path + " HTTP/1.1|Host: a||");
      var in = wire.socket().getInputStream();
      var bytes = 0L;
      try {
        // Steadily, but far below what is asked for.
        for (var i = 0; bytes == 0 || (i < 1_000 && slow.server.counters().running() > 0); i++) {
          bytes += in.readNBytes(1_000).length;
          Thread.sleep(10);
        }
      } catch (IOException _) {
        // Reset.
      }
      Served.until(() -> slow.server.counters().running() == 0);
      assertThat(slow.server.counters().met(HttpCounters.Limit.ANSWER_RATE)).isEqualTo(1);
    }
  }

  /// Asks for 50 MB/s.
  private static Limits fast() {
    var limits = Served.LIMITS;
    return new Limits(
        limits.connections(),
        limits.requests(),
        limits.headerBytes(),
        limits.headerCount(),
        limits.uriBytes(),
        limits.queryParameters(),
        limits.headerTime(),
        limits.idleTime(),
        limits.stallTime(),
        50_000_000,
        limits.rateGrace());
  }
}
