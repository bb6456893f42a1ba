package io.breakwater.server.clients;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/// What came of a request.
final class Answer {
  private final int status;
  private final byte[] body;
  private final String location;
  private final String range;

  private Answer(int status, byte[] body, String location, String range) {
    this.status = status;
    this.body = body;
    this.location = location;
    this.range = range;
  }

  static Answer of(HttpResponse<byte[]> response) {
    return new Answer(
        response.statusCode(),
        response.body(),
        response.headers().firstValue("Location").orElse(""),
        response.headers().firstValue("Range").orElse(""));
  }

  static Answer broken(String why) {
    return new Answer(0, why.getBytes(StandardCharsets.UTF_8), "", "");
  }

  /// 0 where the connection broke.
  int status() {
    return status;
  }

  byte[] body() {
    return body;
  }

  /// Of an upload; may be empty.
  String location() {
    return location;
  }

  /// Whether clients try again: the connection broke, a gateway saw it break, or the server asks
  /// for it.
  boolean temporary() {
    return status == 0 || status == 429 || (status >= 502 && status <= 504);
  }

  /// How many bytes of an upload are kept. One byte and none look the same.
  int kept() {
    var last = Integer.parseInt(range.substring(range.indexOf('-') + 1));
    return last == 0 ? 0 : last + 1;
  }

  @Override
  public String toString() {
    return status + " " + range + " " + new String(body, StandardCharsets.UTF_8);
  }
}
