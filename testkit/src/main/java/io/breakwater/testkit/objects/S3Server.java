package io.breakwater.testkit.objects;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// S3Proxy as a process of its own, with a folder behind it. It ends with this process, however
/// this one ends.
public final class S3Server {
  public static final String BUCKET = "content";
  public static final String KEY = "key";
  public static final String SECRET = "secret";

  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Where the build puts S3Proxy, for module `store` to begin with; empty where it did not.
  public static Optional<Path> program() {
    return Stream.of(
            System.getProperty("breakwater.s3proxy", "target/s3proxy/s3proxy.jar"),
            "../store/target/s3proxy/s3proxy.jar")
        .map(Path::of)
        .filter(Files::exists)
        .findFirst();
  }

  /// Starts one.
  ///
  /// @param folder for its data, settings and log
  public static S3Server start(Path folder) throws IOException, InterruptedException {
    var jar =
        program().orElseThrow(() -> new IOException("the build has not put S3Proxy in place"));
    var port = freePort();
    Files.createDirectories(folder.resolve("data").resolve(BUCKET));
    var settings = folder.resolve("s3proxy.conf");
    Files.write(
        settings,
        List.of(
            "s3proxy.endpoint=http://127.0.0.1:" + port,
            "s3proxy.authorization=aws-v4",
            "s3proxy.identity=" + KEY,
            "s3proxy.credential=" + SECRET,
            "jclouds.provider=filesystem-nio2",
            "jclouds.identity=none",
            "jclouds.credential=none",
            "jclouds.filesystem.basedir=" + folder.resolve("data")));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // The shell waits for the end of its input, which is the end of this process, too.
    var process =
        new ProcessBuilder(
                "sh",
                "-c",
                "\"$@\" & server=$!; cat >/dev/null; kill $server",
                "s3",
                java,
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3proxy.log").toFile())
            .start();
    var server = new S3Server(process, port);
    server.await(folder.resolve("s3proxy.log"));
    return server;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void await(Path log) throws IOException, InterruptedException {
    var end = Instant.now().plus(START);
    while (Instant.now().isBefore(end)) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException _) {
        Thread.sleep(50);
      }
    }
    stop();
    throw new IOException("S3Proxy did not start: " + Files.readString(log));
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public void stop() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
