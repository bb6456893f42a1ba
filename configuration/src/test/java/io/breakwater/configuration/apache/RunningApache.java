package io.breakwater.configuration.apache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The server of this machine with the `main.conf` of a folder, at a port of the loopback,
/// until closed.
final class RunningApache implements AutoCloseable {
  static final Path SERVER = Path.of("/usr/sbin/apache2");

  private final Process process;
  private final int port;

  private RunningApache(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// A port that nobody has at the moment.
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Starts it; empty where it refuses its configuration.
  static Optional<RunningApache> start(Path folder, int port)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(SERVER + "", "-X", "-d", folder + "", "-f", folder + "/main.conf")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    var server = new RunningApache(process, port);
    for (var i = 0; i < 2000; i++) {
      if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
      if (Files.exists(folder.resolve("pid")) && server.listens()) {
        return Optional.of(server);
      }
    }
    server.close();
    throw new IOException("it does not start: " + Files.readString(folder.resolve("output")));
  }

  private boolean listens() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /// Sends a request with a body of so many bytes, and reads the answer to its end.
  String answer(String method, String host, String target, int body) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      var length = body == 0 ? "" : "Content-Length: " + body + "\r\n";
      var request =
          method
              + " "
              + target
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nConnection: Keep-Alive\r\n"
              + length
              + "\r\n";
      socket.getOutputStream().write((request + "x".repeat(body)).getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /// It has one process and nothing to finish, and takes long to end by itself.
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
