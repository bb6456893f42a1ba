package io.breakwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Answers that last.
@Timeout(60)
class LiveTest {
  @Test
  void eachPieceArrivesWhenItIsWritten() throws Exception {
    var read = new CountDownLatch(1);
    try (var served =
        new Served(
            Routes.builder()
                .add(
                    "GET",
                    "/live",
                    "",
                    (_, answer) ->
                        answer.live(
                            out -> {
                              out.write("one".getBytes(StandardCharsets.US_ASCII));
                              await(read);
                              out.write("two".getBytes(StandardCharsets.US_ASCII));
                            })))) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + served.port() + "/live")).build();
      var answer = served.client.send(request, BodyHandlers.ofInputStream());
      try (var in = answer.body()) {
        assertThat(in.readNBytes(3)).isEqualTo("one".getBytes(StandardCharsets.US_ASCII));
        read.countDown();
        assertThat(in.readAllBytes()).isEqualTo("two".getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(answer.headers().firstValue("Transfer-Encoding")).contains("chunked");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void itLastsLongerThanAConnectionMayBeIdleAndSeesTheServerStop() throws Exception {
    var idle = Duration.ofMillis(300);
    try (var served =
        new Served(
            Routes.builder()
                .add(
                    "GET",
                    "/live",
                    "",
                    (_, answer) ->
                        answer.live(
                            out -> {
                              out.write('a');
                              while (!answer.stopping()) {
                                pause();
                              }
                              out.write('z');
                            })),
            builder ->
                builder.limits(
                    new Limits(
                        8,
                        8,
                        8_192,
                        50,
                        1_024,
                        20,
                        Duration.ofSeconds(5),
                        idle,
                        idle,
                        1_000,
                        idle)))) {
      var answer = CompletableFuture.supplyAsync(() -> text(served));
      Served.until(() -> served.server.counters().running() == 1);
      Thread.sleep(1_000);
      assertThat(answer).isNotDone();
      assertThat(served.server.stop(Duration.ofSeconds(30))).isTrue();
      assertThat(answer.get()).isEqualTo("az");
    }
  }

  private static String text(Served served) {
    try {
      return served.get("/live").body();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
