package io.breakwater.configuration.nginx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// An nginx that answers at the socket `s` in a folder, with the `nginx.conf` in it, until closed.
final class RunningNginx implements AutoCloseable {
  private static final int LONGEST = 1 << 20;

  private final Process process;
  private final Path socket;

  private RunningNginx(Process process, Path socket) {
    this.process = process;
    this.socket = socket;
  }

  /// Starts it; empty where it refuses its configuration.
  static Optional<RunningNginx> start(Path folder) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                NginxDifferentialTest.NGINX.toString(), "-c", folder.resolve("nginx.conf") + "")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("stderr").toFile())
            .start();
    var nginx = new RunningNginx(process, folder.resolve("s"));
    for (var i = 0; i < 2000; i++) {
      // It is bound before it listens.
      if (Files.exists(nginx.socket) && nginx.listens()) {
        return Optional.of(nginx);
      }
      if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    }
    nginx.close();
    throw new IOException("nginx does not start: " + Files.readString(folder.resolve("stderr")));
  }

  private boolean listens() {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }

  /// Sends a request with a body of so many bytes, and reads the answer to its end.
  String answer(String method, String host, String target, int body) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      var request =
          "%s %s HTTP/1.0\r\nHost: %s\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(method, target, host, body, "x".repeat(body));
      channel.write(ByteBuffer.wrap(request.getBytes(ISO_8859_1)));
      channel.shutdownOutput();
      var answer = ByteBuffer.allocate(LONGEST);
      while (channel.read(answer) >= 0) {
        if (!answer.hasRemaining()) {
          throw new IOException("the answer is longer than " + LONGEST + " bytes");
        }
      }
      return new String(answer.array(), 0, answer.position(), ISO_8859_1);
    }
  }

  @Override
  public void close() {
    process.destroy();
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
