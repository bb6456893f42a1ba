package io.breakwater.api.errors;

import io.breakwater.registry.Detail;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request that is refused: status, the specification's code, a sentence that says what to
/// do, and headers. An ordinary outcome, so it carries no stack trace.
public final class Refusal extends Exception {
  private final int status;
  private final String code;
  private final String message;
  private final transient Detail detail;
  private final transient Map<String, String> headers;

  private Refusal(
      int status, String code, String message, Detail detail, Map<String, String> headers) {
    super(status + " " + code + ": " + message, null, false, false);
    this.status = status;
    this.code = code;
    this.message = message;
    this.detail = detail;
    this.headers = headers;
  }

  /// A refusal that its message says all of.
  ///
  /// @param status 400 to 599
  /// @param code as in the distribution specification, "Error Codes"
  public static Refusal of(int status, String code, String message) {
    return of(status, code, message, new Detail.None());
  }

  /// A refusal with something for programs.
  public static Refusal of(int status, String code, String message, Detail detail) {
    return new Refusal(status, code, message, detail, Map.of());
  }

  /// The same with a header.
  public Refusal with(String header, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Refusal(status, code, message, detail, Map.copyOf(all));
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /// What the client is told.
  public String message() {
    return message;
  }

  public Detail detail() {
    return detail;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
