package io.breakwater.http;

import io.breakwater.http.HttpCounters.Limit;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers what the library refuses before there is a request: no details of it, no page of its
/// own.
final class BadMessages extends ErrorHandler {
  private final ErrorBody errors;
  private final HttpCounters counters;

  BadMessages(ErrorBody errors, HttpCounters counters) {
    this.errors = errors;
    this.counters = counters;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var status = response.getStatus();
    if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
      // Where the next request begins is as doubtful as this one.
      response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    }
    response.write(true, content(status, response.getHeaders()), callback);
    return true;
  }

  private ByteBuffer content(int status, HttpFields.Mutable fields) {
    counters.meet(
        switch (status) {
          case 414 -> Limit.URI_BYTES;
          case 431 -> Limit.HEADER_BYTES;
          default -> Limit.MALFORMED;
        });
    var content = errors.render(new ErrorBody.Problem(status, message(status), "", ""));
    fields.put(HttpHeader.CONTENT_TYPE, content.mediaType());
    fields.put(HttpHeader.CONTENT_LENGTH, content.bytes().length);
    fields.put("X-Content-Type-Options", "nosniff");
    return ByteBuffer.wrap(content.bytes());
  }

  private static String message(int status) {
    return switch (status) {
      case 414 -> "The address is too long.";
      case 431 -> "The headers are too large.";
      case 505 -> "Only the versions 1.0, 1.1 and 2 of HTTP are spoken here.";
      default -> status < 500 ? "The request is not proper HTTP." : "The server failed.";
    };
  }
}
