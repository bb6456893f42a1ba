package io.breakwater.http;

/// Stands in front of the routes: sees each request, whether a route was found or not.
///
/// ```java
/// (request, response, next) -> {
///   permissions.require(request.route().map(Route::attribute), caller(request));
///   next.handle(request, response);
/// }
/// ```
@FunctionalInterface
public interface Filter {
  /// Handles the request, or has it handled by what comes next.
  ///
  /// @param next the next filter; after the last one the route, 404 or 405
  void apply(Request request, Response response, Handler next) throws Exception;
}
