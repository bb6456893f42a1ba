package io.breakwater.api.sessions;

import io.breakwater.api.Client;
import io.breakwater.api.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// A browser with one of the server's pages open: what its scripts ask for comes with the cookie.
record Browser(TestServer server, String cookie) {
  /// With the cookie that an answer gave.
  static Browser of(TestServer server, Client.Answer answer) {
    return new Browser(server, answer.header("Set-Cookie").replaceFirst(";.*", ""));
  }

  private String[] headers() {
    return with(
        "Sec-Fetch-Mode",
        "cors",
        "Sec-Fetch-Site",
        "same-origin",
        "Origin",
        "http://127.0.0.1:" + server.port(),
        "Content-Type",
        "application/json",
        "X-Requested-With",
        "breakwater");
  }

  /// The cookie, and what else a test says.
  String[] with(String... more) {
    return Stream.concat(Stream.of("Cookie", "theme=dark; " + cookie), Stream.of(more))
        .toArray(String[]::new);
  }

  Client.Answer get(String path) {
    return server.anonymous().get(path, headers());
  }

  Client.Answer post(String path, String json) {
    return server.anonymous().post(path, bytes(json), headers());
  }

  Client.Answer put(String path, String json) {
    return server.anonymous().put(path, bytes(json), headers());
  }

  Client.Answer delete(String path) {
    return server.anonymous().delete(path, headers());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
