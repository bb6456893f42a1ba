package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server with a certificate of its own making.
class CrTlsTest {
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir private Path folder = Path.of("");

  /// The JDK's own keytool makes the certificate.
  private KeyStore certificate(String names) throws Exception {
    var file = folder.resolve("keys.p12");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keyalg",
                "EC",
                "-dname",
                "CN=registry",
                "-ext",
                "SAN=" + names)
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).as(said).isTrue();
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    var pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getCertificate("mykey").getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    Files.writeString(folder.resolve("ca.pem"), pem);
    return keys;
  }

  private static HttpsServer serve(KeyStore keys) throws IOException, GeneralSecurityException {
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("[]".getBytes(StandardCharsets.UTF_8));
          }
        });
    server.start();
    return server;
  }

  private CommandRun list(HttpsServer server, String... more) {
    var words = new String[more.length + 4];
    System.arraycopy(
        new String[] {
          "cr", "namespaces", "--server", "https://127.0.0.1:" + server.getAddress().getPort()
        },
        0,
        words,
        0,
        4);
    System.arraycopy(more, 0, words, 4, more.length);
    return new CommandRun.Runner(folder).with("BREAKWATER_API_KEY", "bw_key").run(words);
  }

  @Test
  void aCertificateIsTrustedOnceItsAuthorityIsGiven() throws Exception {
    var server = serve(certificate("IP:127.0.0.1"));
    try {
      var run = list(server);
      Scans.assertRefused(run, 2, "certificate");
      assertThat(run.err()).contains("is not trusted", "--ca-file");
      assertThat(list(server, "--ca-file", folder.resolve("ca.pem").toString()).exitCode())
          .isZero();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws Exception {
    var server = serve(certificate("DNS:other.example"));
    try {
      var run = list(server, "--ca-file", folder.resolve("ca.pem").toString());
      Scans.assertRefused(run, 2, "certificate");
      assertThat(run.err()).contains("is for another name");
    } finally {
      server.stop(0);
    }
  }
}
