package io.breakwater.notifications.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.notifications.OwnCertificate;
import io.breakwater.notifications.Registry;
import io.breakwater.notifications.deliveries.Sent;
import io.breakwater.notifications.events.Cause;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Webhooks over TLS.
class SecureTargetTest {
  @TempDir static Path keys;
  private static @Nullable OwnCertificate certificate;

  @TempDir Path folder;

  @BeforeAll
  static void make() throws Exception {
    certificate = OwnCertificate.of(keys, "dns:hook.example.com");
  }

  private static SSLContext context() throws Exception {
    return Objects.requireNonNull(certificate).context();
  }

  private Sent send(String host, SSLSocketFactory trusting) throws Exception {
    var socket =
        context()
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    try (var registry = new Registry(folder);
        var receiver =
            new Receiver(
                socket,
                client ->
                    client
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))) {
      var hook =
          registry.subscribe("webhook", "https://" + host + ":" + receiver.port() + "/", "{}");
      var channel =
          WebChannel.of(
              Reach.ANY,
              name -> List.of(InetAddress.getLoopbackAddress()),
              trusting,
              Duration.ofSeconds(5),
              Registry.LINKS,
              registry.clock);
      return channel.send(hook, registry.appeared("birds/robin", 1, Cause.advisories("v1")));
    }
  }

  @Test
  void aTrustedCertificateOfTheHostIsTaken() throws Exception {
    assertThat(send("hook.example.com", context().getSocketFactory()))
        .isEqualTo(new Sent.Taken("answered 200"));
  }

  @Test
  void oneOfAnotherHostIsNot() throws Exception {
    assertThat(send("other.example.com", context().getSocketFactory()))
        .isInstanceOfSatisfying(
            Sent.Failed.class, failed -> assertThat(failed.told()).contains("other.example.com"));
  }

  @Test
  void oneThatNobodyVouchesForIsNot() throws Exception {
    assertThat(send("hook.example.com", (SSLSocketFactory) SSLSocketFactory.getDefault()))
        .isInstanceOf(Sent.Failed.class);
  }
}
