package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What users are told when a server says no, says nonsense, or is not there.
class CrErrorsTest {
  private static final String QUOTAS = "GET /api/v1/quotas";

  @TempDir private Path folder = Path.of("");
  private final StubServer server = StubServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun quota() {
    return new CrRun(folder, server).run("quota");
  }

  @ParameterizedTest
  @CsvSource({
    "401, login, Check BREAKWATER_API_KEY",
    "403, forbidden, Ask a Manager",
    "404, not-found, breakwater cr images",
    "409, CRN0001, Change what is wrong",
    "429, busy, Wait a little",
    "503, busy, Wait a little",
    "500, server-error, (request r-1)"
  })
  void eachRefusalIsToldWithWhatToDo(int status, String code, String next) {
    server.on(
        QUOTAS,
        status,
        "{\"code\":\"CRN0001\",\"message\":\"it needs Manager\",\"request-id\":\"r-1\"}");
    var run = quota();
    Scans.assertRefused(run, 2, code);
    assertThat(run.err()).contains("reading quotas", "it needs Manager", next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\":\"Bad\",\"detail\":\"too wide\",\"code\":\"wide\"}|too wide",
        "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"too high\"}]}|too high",
        "{\"errorCode\":\"B1\",\"errorMessage\":\"too deep\"}|too deep"
      })
  void refusalsAreReadInTheShapeOfEachInterface(String body, String told) {
    server.on(QUOTAS, 400, body);
    assertThat(quota().err()).contains(told);
  }

  @Test
  void aServerThatDoesNotKnowTheCallIsOfAnotherKind() {
    Scans.assertRefused(quota(), 2, "wrong-server");
    server.on(QUOTAS, 404, "<html>");
    Scans.assertRefused(quota(), 2, "wrong-server");
    server.on(QUOTAS, 301, "");
    Scans.assertRefused(quota(), 2, "server-error");
    server.on(QUOTAS, 200, "<html>");
    Scans.assertRefused(quota(), 2, "wrong-server");
    server.on(QUOTAS, 200, "{\"limit\":{},\"usage\":{}}");
    assertThat(quota().exitCode()).isZero();
  }

  @Test
  void answersHaveLimits() {
    server.on(QUOTAS, " ".repeat(1 << 20), 17);
    Scans.assertRefused(quota(), 2, "wrong-server");
    server.on(QUOTAS, 200, " ".repeat(17 << 20));
    var told = quota();
    Scans.assertRefused(told, 2, "wrong-server");
    assertThat(told.err()).contains("more than 16777216 bytes");
    server.on(QUOTAS, 200, "[".repeat(100) + "]".repeat(100));
    Scans.assertRefused(quota(), 2, "wrong-server");
  }

  @Test
  void anAnswerThatIsCutSaysHowItEnded() throws IOException {
    try (var cutting = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> cut(cutting));
      var run = key().run("cr", "quota", "--server", "http://127.0.0.1:" + cutting.getLocalPort());
      Scans.assertRefused(run, 2, "unreachable");
      assertThat(run.err()).contains("EOF reached while reading").doesNotContain("closed");
    }
  }

  /// Tells of nine bytes and sends two.
  private static void cut(ServerSocket cutting) {
    while (!cutting.isClosed()) {
      try (var socket = cutting.accept();
          var lines =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        String line;
        do {
          line = lines.readLine();
        } while (line != null && !line.isEmpty());
        socket
            .getOutputStream()
            .write(
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}".getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        return;
      }
    }
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    var run = key().run("cr", "quota", "--server", "127.0.0.1:" + free);
    Scans.assertRefused(run, 2, "unreachable");
    assertThat(run.err()).contains("nobody listens there");
  }

  @Test
  void aServerWithoutTlsIsToldApart() throws IOException {
    try (var plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuse(plain));
      var run = key().run("cr", "quota", "--server", "https://127.0.0.1:" + plain.getLocalPort());
      Scans.assertRefused(run, 2, "tls");
      assertThat(run.err()).contains("http://127.0.0.1:" + plain.getLocalPort());
    }
  }

  /// As servers answer a client's greeting that is no HTTP.
  private static void refuse(ServerSocket plain) {
    while (!plain.isClosed()) {
      try (var socket = plain.accept()) {
        var in = socket.getInputStream();
        var read = in.read();
        socket
            .getOutputStream()
            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        socket.shutdownOutput();
        in.skipNBytes(read < 0 ? 0 : in.available());
      } catch (IOException e) {
        return;
      }
    }
  }

  @Test
  void passwordsDoNotGoOverTheNetworkInPlainText() {
    var run = key().run("cr", "quota", "--server", "http://registry.example");
    Scans.assertRefused(run, 2, "plain-http");
    assertThat(run.err()).contains("https://registry.example", "--insecure");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://x.example",
    "https://x.example/path",
    "https://u:p@x.example",
    "'a b'",
    "https://",
    "x?y"
  })
  void whatIsNoAddressIsRefused(String address) {
    Scans.assertRefused(key().run("cr", "quota", "--server", address), 2, "usage");
  }

  @Test
  void certificatesComeFromAFileThatHoldsSome() throws IOException {
    var file = folder.resolve("ca.pem");
    Scans.assertRefused(with(file), 2, "ca-file");
    Files.writeString(file, "no certificate", StandardCharsets.UTF_8);
    Scans.assertRefused(with(file), 2, "ca-file");
  }

  private CommandRun with(Path file) {
    return key().run("cr", "quota", "--server", server.host(), "--ca-file", file.toString());
  }

  private CommandRun.Runner key() {
    return new CommandRun.Runner(folder).with("BREAKWATER_API_KEY", "bw_key");
  }
}
