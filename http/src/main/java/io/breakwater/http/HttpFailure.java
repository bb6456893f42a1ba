package io.breakwater.http;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request that is refused, and what its client is told. Nothing of the server's inside
/// belongs into the message.
public final class HttpFailure extends Exception {
  private final int status;
  private final String message;
  private final Map<String, String> headers;

  /// A refusal.
  ///
  /// @param status 400 to 599
  /// @param message what is wrong and what to do, a sentence
  public HttpFailure(int status, String message) {
    this(status, message, Map.of(), null);
  }

  /// A refusal with headers of its own, for example `Retry-After`.
  public HttpFailure(
      int status, String message, Map<String, String> headers, @Nullable Throwable cause) {
    super(status + " " + message, cause);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("no status of a refusal: " + status);
    }
    this.status = status;
    this.message = message;
    this.headers = Map.copyOf(new TreeMap<>(headers));
  }

  public int status() {
    return status;
  }

  /// What the client is told.
  public String message() {
    return message;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
