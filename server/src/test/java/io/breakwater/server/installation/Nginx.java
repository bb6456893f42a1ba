package io.breakwater.server.installation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// nginx in front of servers, each request to the next of them, set up as the documentation of
/// registries says: nothing is buffered, bodies may be of any size.
public final class Nginx implements AutoCloseable {
  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Where it is installed.
  public static Optional<Path> program() {
    return Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Starts one.
  ///
  /// @param folder for its files
  /// @param ports of the servers behind it, on the loopback address
  public static Nginx start(Path program, Path folder, List<Integer> ports)
      throws IOException, InterruptedException {
    var port = freePort();
    var settings = Files.writeString(folder.resolve("nginx.conf"), settings(folder, port, ports));
    var process =
        new ProcessBuilder(
                program.toString(),
                "-c",
                settings.toString(),
                "-e",
                folder.resolve("nginx.err").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    var nginx = new Nginx(process, port);
    nginx.await(folder.resolve("nginx.log"));
    return nginx;
  }

  private static String settings(Path folder, int port, List<Integer> ports) {
    var servers = new StringBuilder();
    ports.forEach(each -> servers.append("server 127.0.0.1:").append(each).append("; "));
    return """
    daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/nginx.err warn; %4$s
    events { worker_connections 1024; }
    http {
      access_log off; server_tokens off;
      client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fcgi;
      uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
      upstream registry { %3$s }
      server {
        listen 127.0.0.1:%2$d;
        client_max_body_size 0;
        proxy_request_buffering off;
        proxy_buffering off;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        location / { proxy_pass http://registry; }
      }
    }
    """
        .formatted(
            folder,
            port,
            servers,
            // Its workers would be nobody, who may not write to the folder.
            System.getProperty("user.name").equals("root") ? "user root;" : "");
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void await(Path log) throws IOException, InterruptedException {
    for (var i = 0; i < 200 && process.isAlive(); i++) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    close();
    throw new IOException("nginx did not start: " + Files.readString(log));
  }

  /// Where clients connect.
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
