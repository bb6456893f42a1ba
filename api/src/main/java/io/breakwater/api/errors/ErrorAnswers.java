package io.breakwater.api.errors;

import io.breakwater.http.ErrorBody;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes refusals down, each in the shape that clients of its interface read:
///
/// | path | shape |
/// |---|---|
/// | `/api/v2` | `{"type","title","status","detail","code","request-id"}` (RFC 9457) |
/// | `/api/v1`, `/va/api` | `{"code","message","request-id"}` |
/// | `/api/harbor` | `{"error":{"message"}}` |
/// | `/identity` | `{"errorCode","errorMessage","context":{"requestId"}}` |
/// | all others | `{"errors":[{"code","message","detail"}]}` (OCI distribution specification) |
public final class ErrorAnswers implements ErrorBody {
  private static final JsonFactory JSON = new JsonFactory();

  /// Answers a request with a refusal.
  public void send(Request request, Response response, Refusal refusal) throws IOException {
    var shape = ErrorShape.of(request.path());
    response.status(refusal.status());
    refusal.headers().forEach(response::header);
    response.header("Content-Type", shape.mediaType());
    response.send(bytes(shape, new ErrorShape.Told(refusal, request.id())));
  }

  @Override
  public Content render(Problem problem) {
    var shape = ErrorShape.of(problem.path());
    var refusal = Refusal.of(problem.status(), shape.code(problem.status()), problem.message());
    return new Content(
        shape.mediaType(), bytes(shape, new ErrorShape.Told(refusal, problem.request())));
  }

  static byte[] bytes(ErrorShape shape, ErrorShape.Told told) {
    var bytes = new ByteArrayOutputStream(256);
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      shape.write(json, told);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
