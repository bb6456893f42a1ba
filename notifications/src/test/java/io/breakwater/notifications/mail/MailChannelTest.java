package io.breakwater.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.breakwater.notifications.OwnCertificate;
import io.breakwater.notifications.Registry;
import io.breakwater.notifications.deliveries.Sent;
import io.breakwater.notifications.events.Cause;
import io.breakwater.notifications.mail.SmtpServer.Login;
import io.breakwater.notifications.mail.SmtpServer.Security;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail, taken by GreenMail.
class MailChannelTest {
  @TempDir static Path keys;
  private static @Nullable OwnCertificate certificate;
  private static Thread.@Nullable UncaughtExceptionHandler before;

  @TempDir Path folder;
  private Registry registry;
  private GreenMail plain;
  private GreenMail secure;

  @BeforeAll
  static void make() throws Exception {
    certificate = OwnCertificate.of(keys, "dns:localhost");
    System.setProperty("greenmail.tls.keystore.file", certificate.file().toString());
    System.setProperty("greenmail.tls.keystore.password", OwnCertificate.PASSWORD);
    System.setProperty("greenmail.tls.key.password", OwnCertificate.PASSWORD);
    // GreenMail ends the thread of a handshake that a client gives up by an exception.
    before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {});
  }

  @AfterAll
  static void restore() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  @BeforeEach
  void open() throws Exception {
    registry = new Registry(folder);
    plain = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    secure = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    plain.start();
    secure.start();
  }

  @AfterEach
  void close() {
    plain.stop();
    secure.stop();
    registry.close();
  }

  private Sent send(SmtpServer server, SSLSocketFactory tls) throws Exception {
    var subscription = registry.subscribe("email", "team@example.com", "{}");
    return MailChannel.of(server, Registry.LINKS, registry.clock, tls)
        .send(subscription, registry.appeared("birds/robin", 1, Cause.advisories("v1")));
  }

  private static SmtpServer server(int port, Security security, Optional<Login> login) {
    return new SmtpServer("127.0.0.1", port, security, "breakwater@example.com", login);
  }

  private static SSLSocketFactory system() {
    return (SSLSocketFactory) SSLSocketFactory.getDefault();
  }

  @Test
  void aMailTellsWhatHappenedAndWhatToDo() throws Exception {
    var sent = send(server(plain.getSmtp().getPort(), Security.NONE, Optional.empty()), system());

    assertThat(sent).isEqualTo(new Sent.Taken("taken by 127.0.0.1"));
    var message = plain.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("[Breakwater] 1 new issue in birds/robin:1");
    assertThat(message.getAllRecipients()[0]).hasToString("team@example.com");
    assertThat(message.getFrom()[0]).hasToString("breakwater@example.com");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getMessageID())
        .startsWith("<evt_")
        .contains(".sub_")
        .endsWith("@registry.example.com>");
    assertThat((String) message.getContent())
        .contains("FAIL: 1 issue counts")
        .contains("CVE-2026-1 (high, known to be exploited) in openssl 3.0.11-1, fixed in 3.0.12-1")
        .contains("apt-get update && apt-get install -y openssl")
        .contains("More: https://registry.example.com/va/api/v4/report/image/");
  }

  @Test
  void whoLogsInIsLetIn() throws Exception {
    plain.setUser("robin@example.com", "robin", "nest");
    plain.getUserManager().setAuthRequired(true);
    var port = plain.getSmtp().getPort();

    var right = server(port, Security.NONE, Optional.of(new Login("robin", "nest")));
    assertThat(send(right, system())).isInstanceOf(Sent.Taken.class);
    registry.subscriptions.delete(
        Registry.ACME, registry.subscriptions.list(Registry.ACME).getFirst().id());
    var wrong = server(port, Security.NONE, Optional.of(new Login("robin", "egg")));
    assertThat(send(wrong, system()))
        .isInstanceOfSatisfying(
            Sent.Failed.class, failed -> assertThat(failed.told()).doesNotContain("egg"));
    assertThat(plain.getReceivedMessages()).hasSize(1);
  }

  @Test
  void aServerWithoutStarttlsGetsNothingWhereThatIsAskedFor() throws Exception {
    var port = plain.getSmtp().getPort();
    assertThat(send(server(port, Security.STARTTLS, Optional.empty()), system()))
        .isInstanceOf(Sent.Failed.class);
    assertThat(plain.getReceivedMessages()).isEmpty();
  }

  @Test
  void tlsFromTheFirstByteToWhomOneTrusts() throws Exception {
    var trusting = Objects.requireNonNull(certificate).context().getSocketFactory();
    var port = secure.getSmtps().getPort();
    assertThat(send(secure(port, "localhost"), trusting))
        .isEqualTo(new Sent.Taken("taken by localhost"));
    assertThat(secure.getReceivedMessages()).hasSize(1);
    registry.subscriptions.delete(
        Registry.ACME, registry.subscriptions.list(Registry.ACME).getFirst().id());

    assertThat(send(secure(port, "127.0.0.1"), trusting))
        .as("the certificate is another's")
        .isInstanceOf(Sent.Failed.class);
    assertThat(secure.getReceivedMessages()).hasSize(1);
  }

  private static SmtpServer secure(int port, String host) {
    return new SmtpServer(host, port, Security.TLS, "breakwater@example.com", Optional.empty());
  }

  @Test
  void aServerThatIsAwayIsAFailure() throws Exception {
    var port = plain.getSmtp().getPort();
    plain.stop();
    assertThat(send(server(port, Security.NONE, Optional.empty()), system()))
        .isInstanceOf(Sent.Failed.class);
  }
}
