package io.breakwater.notifications.web;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a receiver answered.
///
/// @param headers by lower-case name, the first of each
/// @param body its beginning, as text without control characters
record Answer(int status, Map<String, String> headers, String body) {
  Answer {
    headers = Map.copyOf(headers);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  boolean taken() {
    return status >= 200 && status < 300;
  }

  /// For people.
  String told() {
    return body.isEmpty() ? "answered " + status : "answered " + status + ": " + body;
  }
}
