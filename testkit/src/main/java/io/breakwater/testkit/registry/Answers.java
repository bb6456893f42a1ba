package io.breakwater.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import io.breakwater.testkit.json.Json;
import java.io.IOException;
import java.util.List;

/// Writes answers.
final class Answers {
  private Answers() {}

  static void empty(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }

  static void json(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    send(exchange, status, body);
  }

  /// An error of the distribution specification ("Error Codes").
  static void error(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    var error = Json.object("code", code, "message", message);
    json(exchange, status, Json.bytes(Json.object("errors", List.of(error))));
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    part(exchange, status, body, 0, body.length);
  }

  /// Promises `body` from `from` on and sends it up to `until`; the connection ends there.
  static void part(HttpExchange exchange, int status, byte[] body, int from, int until)
      throws IOException {
    var length = body.length - from;
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    if (length > 0) {
      var out = exchange.getResponseBody();
      out.write(body, from, until - from);
      out.flush();
    }
  }

  /// The same, with a stop on the way.
  static void held(
      HttpExchange exchange, int status, byte[] body, int from, int until, Faults faults)
      throws IOException {
    var stop = from + faults.holding(until - from);
    if (stop == until || exchange.getRequestMethod().equals("HEAD")) {
      part(exchange, status, body, from, until);
      return;
    }
    part(exchange, status, body, from, stop);
    faults.awaitRelease();
    exchange.getResponseBody().write(body, stop, until - stop);
    exchange.getResponseBody().flush();
  }
}
