package io.breakwater.http;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Decides what a refusal looks like. The default is
/// `{"error":{"status":404,"message":"…","request":"…"}}`.
@FunctionalInterface
public interface ErrorBody {
  /// The content of an answer. Must not throw.
  Content render(Problem problem);

  /// What is to be said.
  ///
  /// @param status 400 to 599
  /// @param message one sentence for the client
  /// @param request its id; empty where the request could not be read
  /// @param path as it was sent, without the query; empty where it could not be read
  record Problem(int status, String message, String request, String path) {}

  /// A small content.
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Content(String mediaType, byte[] bytes) {}

  /// The default.
  static ErrorBody json() {
    var factory = new JsonFactory();
    return problem -> {
      var bytes = new ByteArrayOutputStream(128);
      try (var json = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
        json.writeStartObject();
        json.writeObjectPropertyStart("error");
        json.writeNumberProperty("status", problem.status());
        json.writeStringProperty("message", problem.message());
        if (!problem.request().isEmpty()) {
          json.writeStringProperty("request", problem.request());
        }
        json.writeEndObject();
        json.writeEndObject();
      }
      return new Content("application/json", bytes.toByteArray());
    };
  }
}
