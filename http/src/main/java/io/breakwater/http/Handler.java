package io.breakwater.http;

/// Answers the requests of a route. Runs on a virtual thread and may block.
@FunctionalInterface
public interface Handler {
  /// Answers a request.
  ///
  /// @throws HttpFailure a refusal, answered in the shape of [ErrorBody]
  /// @throws Exception anything else is answered with 500 and logged with the request's id
  void handle(Request request, Response response) throws Exception;
}
