package io.breakwater.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TlsTest {
  private static final Base64.Encoder MIME = Base64.getMimeEncoder(64, new byte[] {'\n'});
  private static final LinkedBlockingQueue<String> ENDS = new LinkedBlockingQueue<>();
  @TempDir Path folder = Path.of("");

  /// Certificate and key as the JDK's keytool makes them.
  private record Made(X509Certificate certificate, java.security.Key privateKey) {
    byte[] key() {
      return privateKey.getEncoded();
    }

    String certificatePem() throws Exception {
      return pem("CERTIFICATE", certificate.getEncoded());
    }
  }

  private static String pem(String form, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(form, MIME.encodeToString(der), form);
  }

  private Made make(String algorithm) throws Exception {
    var store = Files.createTempFile(folder, "keys", "");
    Files.delete(store);
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var command =
        new ProcessBuilder(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            "a",
            "-keyalg",
            algorithm,
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost,ip:127.0.0.1",
            "-keystore",
            store.toString(),
            "-storepass",
            "changeit");
    var process = command.redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    assertThat(process.waitFor()).as(output).isZero();
    var keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    return new Made(
        (X509Certificate) keys.getCertificate("a"), keys.getKey("a", "changeit".toCharArray()));
  }

  private TlsFiles write(Made made) throws Exception {
    var files = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
    Files.writeString(files.key(), pem("PRIVATE KEY", made.key()));
    Files.writeString(files.certificates(), made.certificatePem());
    return files;
  }

  private static HttpClient client(HttpClient.Version version, Made... trusted) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (var i = 0; i < trusted.length; i++) {
      store.setCertificateEntry("t" + i, trusted[i].certificate());
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).version(version).build();
  }

  /// With limits that a busy machine does not meet where nobody is slow.
  private static Served served(TlsFiles files) {
    return served(files, Limits.DEFAULT);
  }

  private static Served served(TlsFiles files, Limits limits) {
    return new Served(
        Routes.builder()
            .add(
                "PUT",
                "/echo/{name...}",
                "",
                (request, answer) -> {
                  var body = request.body().readAll(10_000_000);
                  answer.header("X-Seen", request.protocol() + " " + request.secure());
                  answer.send(body);
                })
            .add("GET", "/refuse", "", (_, _) -> refuse())
            .add("PUT", "/refuse", "", (_, _) -> refuse())
            .add("GET", "/cut", "", TlsTest::cut)
            .add("GET", "/file", "", (_, answer) -> file(files.key(), answer))
            .add("GET", "/work", "", TlsTest::work)
            .add("PUT", "/read", "", TlsTest::read),
        builder ->
            builder
                .listen(Listener.secure("127.0.0.1", 0, files))
                .limits(limits)
                .reloadEvery(Duration.ofMillis(50)));
  }

  private static void refuse() throws HttpFailure {
    throw new HttpFailure(403, "Over quota.");
  }

  private static void file(Path file, Response answer) throws IOException {
    try (var channel = FileChannel.open(file)) {
      answer.file(channel, 1, channel.size() - 1);
    }
  }

  private static void cut(Request request, Response answer) throws IOException {
    answer.stream(
        out -> {
          out.write(new byte[100_000]);
          throw new IOException("broken");
        });
  }

  private static void work(Request request, Response answer) throws Exception {
    Thread.sleep(Served.LIMITS.idleTime().plusMillis(500));
    answer.send("text/plain", "done");
  }

  private static void read(Request request, Response answer) throws IOException {
    try {
      request.body().readAll(1_000_000);
      ENDS.add("END");
    } catch (BodyException e) {
      ENDS.add(e.reason().name());
      throw e;
    }
  }

  private static URI uri(Served served, String path) {
    return URI.create("https://localhost:" + served.port() + path);
  }

  @ParameterizedTest
  @CsvSource({"HTTP_2, HTTP/2.0", "HTTP_1_1, HTTP/1.1"})
  void speaksBothVersions(HttpClient.Version version, String name) throws Exception {
    var made = make("EC");
    try (var served = served(write(made));
        var client = client(version, made)) {
      var content = new byte[3_000_000];
      content[2_999_999] = 7;
      for (var i = 0; i < 3; i++) {
        var answer =
            client.send(
                HttpRequest.newBuilder(uri(served, "/echo/a/b"))
                    .PUT(BodyPublishers.ofByteArray(content))
                    .build(),
                BodyHandlers.ofByteArray());
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(answer.headers().firstValue("X-Seen")).contains(name + " true");
      }
      var file =
          client.send(
              HttpRequest.newBuilder(uri(served, "/file")).build(), BodyHandlers.ofString());
      assertThat("-" + file.body()).isEqualTo(Files.readString(folder.resolve("tls.key")));
      var refused =
          client.send(
              HttpRequest.newBuilder(uri(served, "/refuse")).build(), BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.headers().firstValue("Connection")).isEmpty();
      assertThatThrownBy(
              () ->
                  client.send(
                      HttpRequest.newBuilder(uri(served, "/cut")).build(),
                      BodyHandlers.ofByteArray()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void streamsOfVersionTwoMayWorkLongButNotStall() throws Exception {
    var made = make("EC");
    var release = new CountDownLatch(1);
    try (var served = served(write(made), Served.LIMITS);
        var client = client(HttpClient.Version.HTTP_2, made)) {
      var answer =
          client.send(
              HttpRequest.newBuilder(uri(served, "/work")).build(), BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.body()).isEqualTo("done");
      var stalling =
          client.sendAsync(
              HttpRequest.newBuilder(uri(served, "/read"))
                  .PUT(BodyPublishers.ofInputStream(() -> new Stalling(release)))
                  .build(),
              BodyHandlers.ofString());
      assertThat(ENDS.poll(10, TimeUnit.SECONDS)).isEqualTo("TOO_SLOW");
      release.countDown();
      assertThat(stalling).failsWithin(Duration.ofSeconds(10));
      assertThat(served.server.counters().met(HttpCounters.Limit.BODY_STALL)).isEqualTo(1);
    }
  }

  /// Gives some bytes, then none until it is released, then fails.
  private static final class Stalling extends java.io.InputStream {
    private final CountDownLatch release;
    private boolean given;

    Stalling(CountDownLatch release) {
      this.release = release;
    }

    @Override
    public int read() {
      return 'x';
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (!given) {
        given = true;
        return length;
      }
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      throw new IOException("nothing more");
    }
  }

  @Test
  void changedCertificatesAreTakenWithoutARestartAndBrokenOnesAreNot() throws Exception {
    var first = make("EC");
    var second = make("RSA");
    var files = write(first);
    try (var served = served(files)) {
      assertThat(serial(served, first, second)).isEqualTo(first.certificate().getSerialNumber());
      // A certificate without its key: the time between two writes.
      Files.writeString(files.certificates(), second.certificatePem());
      Thread.sleep(300);
      assertThat(serial(served, first, second)).isEqualTo(first.certificate().getSerialNumber());
      Files.writeString(files.key(), pem("PRIVATE KEY", second.key()));
      BigInteger serial = BigInteger.ZERO;
      for (var i = 0; i < 100 && !serial.equals(second.certificate().getSerialNumber()); i++) {
        Thread.sleep(50);
        serial = serial(served, first, second);
      }
      assertThat(serial).isEqualTo(second.certificate().getSerialNumber());
      Files.writeString(files.key(), "rubbish");
      Thread.sleep(300);
      assertThat(serial(served, first, second)).isEqualTo(second.certificate().getSerialNumber());
    }
  }

  private static BigInteger serial(Served served, Made... trusted) throws Exception {
    try (var client = client(HttpClient.Version.HTTP_2, trusted)) {
      var answer =
          client.send(
              HttpRequest.newBuilder(uri(served, "/refuse")).build(), BodyHandlers.ofString());
      client.shutdownNow();
      var certificate = answer.sslSession().orElseThrow().getPeerCertificates()[0];
      return ((X509Certificate) certificate).getSerialNumber();
    }
  }

  @Test
  void olderFormsOfKeysAreRead() throws Exception {
    var rsa = make("RSA");
    var files = write(rsa);
    // PKCS #8 holds the older form in an octet string behind version and algorithm (26 bytes).
    var inner = java.util.Arrays.copyOfRange(rsa.key(), 26, rsa.key().length);
    Files.writeString(files.key(), pem("RSA PRIVATE KEY", inner));
    assertThat(files.read().getCertificate("server")).isEqualTo(rsa.certificate());
  }

  @ParameterizedTest
  @CsvSource({
    "no certificate, tls-malformed", "no key, tls-malformed", "other key, tls-mismatch",
    "missing, tls-unreadable", "encrypted, tls-malformed", "cut, tls-malformed",
  })
  void filesThatCannotBeUsedAreTold(String what, String code) throws Exception {
    var made = make("EC");
    var files = write(made);
    switch (what) {
      case "no certificate" -> Files.writeString(files.certificates(), "nothing");
      case "no key" -> Files.writeString(files.key(), made.certificatePem());
      case "other key" -> Files.writeString(files.key(), pem("PRIVATE KEY", make("EC").key()));
      case "missing" -> Files.delete(files.key());
      case "encrypted" -> Files.writeString(files.key(), pem("ENCRYPTED PRIVATE KEY", made.key()));
      default ->
          Files.writeString(files.key(), pem("PRIVATE KEY", HexFormat.of().parseHex("3082")));
    }
    assertThatThrownBy(
            () ->
                HttpServer.builder(Routes.builder().build())
                    .listen(Listener.secure("127.0.0.1", 0, files))
                    .start())
        .isInstanceOfSatisfying(
            ServerStartException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessageContaining("tls.");
            });
  }

  @Test
  void aHandshakeThatStallsIsCutOff() throws Exception {
    try (var served = served(write(make("EC")), Served.LIMITS);
        var wire = served.wire()) {
      assertThat(wire.send(new byte[] {0x16, 3, 1}).rest()).isEmpty();
      assertThat(served.server.counters().met(HttpCounters.Limit.HEADER_TIME)).isEqualTo(1);
    }
  }
}
