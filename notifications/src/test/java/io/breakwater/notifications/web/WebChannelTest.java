package io.breakwater.notifications.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.notifications.Registry;
import io.breakwater.notifications.deliveries.Sent;
import io.breakwater.notifications.events.Cause;
import io.breakwater.notifications.events.CloudEvents;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.subscriptions.Subscription;
import io.breakwater.notifications.subscriptions.WebhookSecret;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Webhooks, to receivers that behave and that do not.
class WebChannelTest {
  private static final Duration TIME = Duration.ofSeconds(1);

  @TempDir Path folder;
  private Registry registry;
  private Event event;

  @BeforeEach
  void open() throws Exception {
    registry = new Registry(folder);
    event = registry.appeared("birds/robin", 1, Cause.advisories("v1"));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private WebChannel channel(Reach reach, Reach.Names names) {
    return WebChannel.of(
        reach,
        names,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        TIME,
        Registry.LINKS,
        registry.clock);
  }

  private Subscription hook(int port) throws Exception {
    return registry.subscribe("webhook", "http://127.0.0.1:" + port + "/in?a=b", "{}");
  }

  private Sent send(Receiver receiver) throws Exception {
    return channel(Reach.ANY, Reach.Names.SYSTEM).send(hook(receiver.port()), event);
  }

  @Test
  void signsAsTheReferenceLibraryDoes() {
    // standardwebhooks 1.1.0 of PyPI made the other one.
    assertThat(
            Signature.of(
                WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLwABCDEFGHIJKLM="),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1,jw0N6ZG4nKBKMFwBAnhPJ+aqbhGgeGSHQuQJc5RlEko=");
  }

  @Test
  void postsASignedCloudEvent() throws Exception {
    try (var receiver = Receiver.saying("HTTP/1.1 204 No Content\r\n\r\n")) {
      var hook = hook(receiver.port());
      var sent = channel(Reach.ANY, Reach.Names.SYSTEM).send(hook, event);

      assertThat(sent).isEqualTo(new Sent.Taken("answered 204"));
      var request = receiver.requests.getFirst();
      var body = CloudEvents.text(event, Registry.LINKS);
      assertThat(request).startsWith("POST /in?a=b HTTP/1.1\r\nHost: 127.0.0.1:").endsWith(body);
      assertThat(request)
          .contains("content-type: application/cloudevents+json\r\n")
          .contains("webhook-id: " + event.id() + "\r\n")
          .contains("webhook-timestamp: 1795251600\r\n")
          .contains(
              "webhook-signature: "
                  + Signature.of(
                      hook.secret().orElseThrow(),
                      event.id(),
                      registry.clock.instant(),
                      body.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void whatIsAnsweredIsToldInShort() throws Exception {
    try (var receiver =
        Receiver.saying(
            "HTTP/1.1 500 Oops\r\nContent-Length: 100000\r\n\r\n<b>no\u0007</b>\n"
                + "x".repeat(90_000))) {
      assertThat(send(receiver))
          .isInstanceOfSatisfying(
              Sent.Failed.class,
              failed ->
                  assertThat(failed.told())
                      .startsWith("answered 500: <b>no </b> xxx")
                      .hasSizeLessThan(600));
    }
  }

  @Test
  void chunksAreRead() throws Exception {
    var head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    var chunks = "5;x=y hello 4 _you 0 ".replace(" ", "\r\n").replace('_', ' ');
    try (var receiver = Receiver.saying(head + chunks + "\r\n")) {
      assertThat(send(receiver)).isEqualTo(new Sent.Taken("answered 200: hello you"));
    }
  }

  @Test
  void interimAnswersArePassedOver() throws Exception {
    try (var receiver =
        Receiver.saying("HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 202 Accepted\r\n\r\n")) {
      assertThat(send(receiver)).isEqualTo(new Sent.Taken("answered 202"));
    }
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (var other = Receiver.saying("HTTP/1.1 200 OK\r\n\r\n");
        var receiver =
            Receiver.saying(
                "HTTP/1.1 307 There\r\nLocation: http://127.0.0.1:" + other.port() + "/\r\n\r\n")) {
      assertThat(send(receiver).told()).contains("answered 307; redirects are not followed");
      assertThat(other.requests).isEmpty();
    }
  }

  @Test
  void whoIsGoneIsToldNoMore() throws Exception {
    try (var receiver = Receiver.saying("HTTP/1.1 410 Gone\r\n\r\n")) {
      assertThat(send(receiver)).isEqualTo(new Sent.Refused("answered 410"));
    }
  }

  @Test
  void thePauseThatIsAskedForIsKept() throws Exception {
    try (var receiver = Receiver.saying("HTTP/1.1 429 Slow\r\nRetry-After: 120\r\n\r\n")) {
      assertThat(((Sent.Failed) send(receiver)).after()).contains(Duration.ofMinutes(2));
    }
    try (var receiver =
        Receiver.saying("HTTP/1.1 503 No\r\nRetry-After: Sat, 21 Nov 2026 09:05:00 GMT\r\n\r\n")) {
      assertThat(((Sent.Failed) send(receiver)).after()).contains(Duration.ofMinutes(5));
    }
    try (var receiver = Receiver.saying("HTTP/1.1 503 No\r\nRetry-After: soon\r\n\r\n")) {
      assertThat(((Sent.Failed) send(receiver)).after()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/1.1 999 What\r\n\r\n",
        "HTTP/1.1 200",
        "HTTP/2 200\r\n\r\n"
      })
  void whatIsNoAnswerIsAFailure(String answer) throws Exception {
    try (var receiver = Receiver.saying(answer)) {
      assertThat(send(receiver)).isInstanceOf(Sent.Failed.class);
    }
  }

  @Test
  void headersWithoutEndAreCutOff() throws Exception {
    try (var receiver =
        Receiver.saying("HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000) + "\r\n\r\n")) {
      assertThat(send(receiver).told()).contains("more than 16384 bytes of headers");
    }
    try (var receiver = Receiver.saying("HTTP/1.1 100 Continue\r\n\r\n".repeat(20))) {
      assertThat(send(receiver).told()).contains("interim answers");
    }
  }

  @Test
  void whoAnswersOneByteAfterTheOtherIsCutOff() throws Exception {
    try (var receiver =
        new Receiver(
            socket -> {
              for (var i = 0; i < 100; i++) {
                socket.getOutputStream().write('H');
                socket.getOutputStream().flush();
                Thread.sleep(100);
              }
            })) {
      var since = System.nanoTime();
      assertThat(send(receiver).told()).contains("no whole answer within 1 s");
      assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void thisMachineIsNotAskedUnlessThatIsAllowed() throws Exception {
    try (var receiver = Receiver.saying("HTTP/1.1 200 OK\r\n\r\n")) {
      var sent = channel(Reach.PUBLIC, Reach.Names.SYSTEM).send(hook(receiver.port()), event);

      assertThat(sent).isInstanceOf(Sent.Refused.class);
      assertThat(sent.told()).contains("notifications.allow-private-targets");
      assertThat(receiver.requests).isEmpty();
    }
  }

  @Test
  void aNameThatLeadsHomeIsNotFollowedAndAskedForOnce() throws Exception {
    var asked = new AtomicInteger();
    Reach.Names rebinding =
        host ->
            List.of(InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "10.0.0.1" : "8.8.8.8"));
    var hook = registry.subscribe("webhook", "https://hook.example.com/", "{}");
    var sent = channel(Reach.PUBLIC, rebinding).send(hook, event);

    assertThat(sent).isInstanceOf(Sent.Refused.class);
    assertThat(asked).hasValue(1);
  }

  @Test
  void plainHttpStaysOnThisMachineWhateverTheNameSays() throws Exception {
    var hook = registry.subscribe("webhook", "http://localhost:9/", "{}");
    Reach.Names elsewhere = host -> List.of(InetAddress.ofLiteral("8.8.8.8"));

    assertThat(channel(Reach.ANY, elsewhere).send(hook, event)).isInstanceOf(Sent.Refused.class);
  }

  @Test
  void slackGetsAMessageInWhichNobodyIsMentioned() throws Exception {
    try (var receiver = Receiver.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
      var slack =
          registry.subscribe("slack", "http://127.0.0.1:" + receiver.port() + "/T0/secret", "{}");
      var sent = channel(Reach.ANY, Reach.Names.SYSTEM).send(slack, event);

      assertThat(sent).isEqualTo(new Sent.Taken("answered 200: ok"));
      assertThat(receiver.requests.getFirst())
          .contains("POST /T0/secret HTTP/1.1")
          .contains("\"text\":\"1 new issue in birds/robin:1\"")
          .contains("Fix: `apt-get update &amp;&amp; apt-get install -y openssl`")
          .contains("<https://registry.example.com/va/api/v4/report/image/")
          .doesNotContain("webhook-signature");
    }
    assertThat(SlackMessage.escaped("<!channel> & <@U1>"))
        .isEqualTo("&lt;!channel&gt; &amp; &lt;@U1&gt;");
    assertThat(SlackMessage.escaped("&".repeat(5_000))).hasSize(400 * 5 + 1);
  }
}
