package io.breakwater.api.errors;

import io.breakwater.http.ErrorBody;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.image.Digest;
import io.breakwater.registry.Detail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes refusals down.
///
/// Everywhere but under `/api/` and `/identity/` as the distribution specification says:
/// `{"errors":[{"code":"DIGEST_INVALID","message":"…","detail":…}]}`. Under `/api/`
/// `{"code","message","request-id"}`, under `/identity/` `{"errorCode","errorMessage",…}`: what
/// the clients of those interfaces read.
public final class ErrorAnswers implements ErrorBody {
  private static final JsonFactory JSON = new JsonFactory();

  /// Answers a request with a refusal.
  public void send(Request request, Response response, Refusal refusal) throws IOException {
    response.status(refusal.status());
    refusal.headers().forEach(response::header);
    response.header("Content-Type", "application/json");
    response.send(bytes(request.path(), request.id(), refusal));
  }

  @Override
  public Content render(Problem problem) {
    var refusal = Refusal.of(problem.status(), Refusals.code(problem.status()), problem.message());
    return new Content("application/json", bytes(problem.path(), problem.request(), refusal));
  }

  private static byte[] bytes(String path, String request, Refusal refusal) {
    var bytes = new ByteArrayOutputStream(256);
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      if (path.startsWith("/api/")) {
        management(json, request, refusal);
      } else if (path.startsWith("/identity/")) {
        identity(json, request, refusal);
      } else {
        distribution(json, refusal);
      }
    }
    return bytes.toByteArray();
  }

  private static void distribution(JsonGenerator json, Refusal refusal) {
    json.writeStartObject();
    json.writeArrayPropertyStart("errors");
    json.writeStartObject();
    json.writeStringProperty("code", refusal.code());
    json.writeStringProperty("message", refusal.message());
    detail(json, refusal.detail());
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void management(JsonGenerator json, String request, Refusal refusal) {
    json.writeStartObject();
    json.writeStringProperty("code", refusal.code());
    json.writeStringProperty("message", refusal.message());
    json.writeStringProperty("request-id", request);
    detail(json, refusal.detail());
    json.writeEndObject();
  }

  private static void identity(JsonGenerator json, String request, Refusal refusal) {
    json.writeStartObject();
    json.writeStringProperty("errorCode", refusal.code());
    json.writeStringProperty("errorMessage", refusal.message());
    json.writeObjectPropertyStart("context");
    json.writeStringProperty("requestId", request);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void detail(JsonGenerator json, Detail detail) {
    switch (detail) {
      case Detail.None _ -> {}
      case Detail.Name(var text) -> {
        json.writeObjectPropertyStart("detail");
        json.writeStringProperty("name", text);
        json.writeEndObject();
      }
      case Detail.Missing(var blobs, var manifests) -> {
        json.writeObjectPropertyStart("detail");
        digests(json, "blobs", blobs);
        digests(json, "manifests", manifests);
        json.writeEndObject();
      }
      case Detail.WrongDigest(var stated, var actual) -> {
        json.writeObjectPropertyStart("detail");
        json.writeStringProperty("stated", stated.toString());
        json.writeStringProperty("actual", actual.toString());
        json.writeEndObject();
      }
      case Detail.WrongSizes(var sizes) -> {
        json.writeObjectPropertyStart("detail");
        json.writeArrayPropertyStart("sizes");
        for (var size : sizes) {
          json.writeStartObject();
          json.writeStringProperty("digest", size.digest().toString());
          json.writeNumberProperty("stated", size.stated());
          json.writeNumberProperty("actual", size.actual());
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      case Detail.WrongLength(var stated, var actual) ->
          numbers(json, "stated", stated, "actual", actual);
      case Detail.Held(var bytes) -> number(json, "bytes", bytes);
      case Detail.TooLarge(var limit) -> number(json, "limit", limit);
      case Detail.Quota(var used, var quota) ->
          numbers(json, "usedBytes", used, "quotaBytes", quota);
      case Detail.Busy(var after) -> number(json, "retryAfterSeconds", after.toSeconds());
    }
  }

  private static void digests(JsonGenerator json, String name, List<Digest> digests) {
    json.writeArrayPropertyStart(name);
    for (var digest : digests) {
      json.writeString(digest.toString());
    }
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String name, long value) {
    json.writeObjectPropertyStart("detail");
    json.writeNumberProperty(name, value);
    json.writeEndObject();
  }

  private static void numbers(
      JsonGenerator json, String first, long one, String second, long other) {
    json.writeObjectPropertyStart("detail");
    json.writeNumberProperty(first, one);
    json.writeNumberProperty(second, other);
    json.writeEndObject();
  }
}
