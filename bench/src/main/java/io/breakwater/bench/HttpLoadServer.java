package io.breakwater.bench;

import io.breakwater.http.HttpServer;
import io.breakwater.http.Listener;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.http.Routes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/// The HTTP server with the three things a registry does most, for `bench/http.sh`: `GET /file`
/// sends a file, `PUT /hash` hashes what it is sent, a `GET` of a manifest answers at once.
final class HttpLoadServer {
  private static final int READ = 128 * 1024;

  private HttpLoadServer() {}

  /// Serves until it is killed.
  ///
  /// @param arguments port and file
  public static void main(String[] arguments) throws Exception {
    var file = Path.of(arguments[1]);
    var small = new byte[1_024];
    var routes =
        Routes.builder()
            .add("GET", "/file", "", (_, answer) -> file(file, answer))
            .add("PUT", "/hash", "", HttpLoadServer::hash)
            .add(
                "GET", "/v2/{name...}/manifests/{reference}", "", (_, answer) -> answer.send(small))
            .build();
    try (var _ =
        HttpServer.builder(routes).listen(Listener.plain(Integer.parseInt(arguments[0]))).start()) {
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  private static void file(Path file, Response answer) throws IOException {
    try (var channel = FileChannel.open(file)) {
      answer.file(channel, 0, channel.size());
    }
  }

  private static void hash(Request request, Response answer)
      throws IOException, GeneralSecurityException {
    var sha = MessageDigest.getInstance("SHA-256");
    var buffer = new byte[READ];
    var in = request.body().stream();
    for (int read; (read = in.read(buffer)) >= 0; ) {
      sha.update(buffer, 0, read);
    }
    answer.send("text/plain", HexFormat.of().formatHex(sha.digest()));
  }
}
