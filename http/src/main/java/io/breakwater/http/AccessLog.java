package io.breakwater.http;

import java.io.StringWriter;
import java.util.Optional;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Told of each request when it is over. Called on the request's thread; must not throw.
@FunctionalInterface
public interface AccessLog {
  void over(Line line);

  /// One request. Neither the query nor headers are in it: they may hold secrets.
  ///
  /// @param route pattern of the route; empty for 404 and 405
  /// @param path at most 512 characters of it
  /// @param received bytes of the body that were read
  /// @param sent bytes of the body that were sent
  /// @param millis from the headers' arrival to the end of the answer
  /// @param user who it was, if a filter said so
  /// @param outcome `done`, `cut` where the client did not get the whole answer
  record Line(
      String id,
      String method,
      String path,
      String route,
      int status,
      long received,
      long sent,
      double millis,
      String remote,
      String protocol,
      Optional<String> user,
      String outcome) {}

  /// Tells nobody.
  static AccessLog none() {
    return _ -> {};
  }

  /// Writes each as one line of JSON, at the level INFO.
  static AccessLog json(System.Logger logger) {
    var factory = new JsonFactory();
    return line -> {
      if (logger.isLoggable(System.Logger.Level.INFO)) {
        logger.log(System.Logger.Level.INFO, text(factory, line));
      }
    };
  }

  private static String text(JsonFactory factory, Line line) {
    var text = new StringWriter(256);
    try (var json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("request", line.id());
      json.writeStringProperty("method", line.method());
      json.writeStringProperty("path", line.path());
      json.writeStringProperty("route", line.route());
      json.writeNumberProperty("status", line.status());
      json.writeNumberProperty("received", line.received());
      json.writeNumberProperty("sent", line.sent());
      json.writeNumberProperty("ms", Math.round(line.millis() * 1_000) / 1e3);
      json.writeStringProperty("remote", line.remote());
      json.writeStringProperty("protocol", line.protocol());
      line.user().ifPresent(user -> json.writeStringProperty("user", user));
      json.writeStringProperty("outcome", line.outcome());
      json.writeEndObject();
    }
    return text.toString();
  }
}
