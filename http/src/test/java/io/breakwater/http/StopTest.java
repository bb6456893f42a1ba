package io.breakwater.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopTest {
  private static Served served() {
    return new Served(
        Routes.builder()
            .add("GET", "/hello", "", (_, answer) -> answer.send("text/plain", "hello"))
            .add(
                "PUT",
                "/upload",
                "",
                (request, answer) ->
                    answer.send(
                        "text/plain", Integer.toString(request.body().readAll(100_000).length))));
  }

  private static CompletableFuture<Boolean> stop(Served served, Duration limit) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return served.server.stop(limit);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void anUploadThatRunsComesToItsEndAndNewRequestsAreRefused() throws Exception {
    try (var served = served();
        var upload = served.wire();
        var idle = served.wire()) {
      assertThat(idle.send("GET /hello HTTP/1.1|Host: a||").answer().status()).isEqualTo(200);
      // Its answer comes a moment before it is counted as ended; the upload is what shall run.
      Served.until(() -> served.server.counters().running() == 0);
      upload.send("PUT /upload HTTP/1.1|Host: a|Content-Length: 20||" + "x".repeat(10));
      Served.until(() -> served.server.counters().running() == 1);
      var stopped = stop(served, Duration.ofSeconds(30));
      Thread.sleep(200);
      var refused = idle.send("GET /hello HTTP/1.1|Host: a||").answer();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers()).contains("connection: close").contains("retry-after");
      assertThat(idle.rest()).isEmpty();
      assertThat(served.get("/hello").statusCode()).isEqualTo(503);
      assertThat(stopped).isNotDone();
      var answer = upload.send("x".repeat(10)).answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("20");
      assertThat(stopped.get()).isTrue();
      assertThat(served.server.counters().met(HttpCounters.Limit.STOPPING)).isEqualTo(2);
      assertThatThrownBy(served::wire).isInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void whatDoesNotEndInTimeIsCut() throws Exception {
    try (var served = served();
        var upload = served.wire()) {
      upload.send("PUT /upload HTTP/1.1|Host: a|Content-Length: 20||" + "x".repeat(10));
      Served.until(() -> served.server.counters().running() == 1);
      assertThat(stop(served, Duration.ofMillis(100)).get()).isFalse();
      assertThat(upload.rest()).doesNotContain(" 200 ");
    }
  }
}
