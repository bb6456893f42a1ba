package io.breakwater.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What a registry answered.
///
/// @param asked for, with which a relative `Location` is resolved
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(URI asked, int status, HttpHeaders headers, byte[] body) {
  /// A header; `""` where it is absent.
  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /// Where to go on.
  URI location() {
    assertThat(header("Location")).as("Location").isNotEmpty();
    return asked.resolve(header("Location"));
  }

  Json json() {
    return Json.parse(body);
  }

  Answer is(int... statuses) {
    assertThat(Arrays.stream(statuses).boxed().toList())
        .as(() -> "status of " + asked + ": " + text())
        .contains(status);
    return this;
  }

  /// An error with this code, in the specification's shape.
  Answer error(int expected, String code) {
    is(expected);
    assertThat(header("Content-Type")).startsWith("application/json");
    assertThat(errorCodes()).as(this::text).contains(code);
    for (var error : json().list("errors")) {
      assertThat(error.text("code")).matches("[A-Z_]+");
      assertThat(error.text("message")).isNotBlank();
    }
    return this;
  }

  List<String> errorCodes() {
    return json().list("errors").stream().map(error -> error.text("code")).toList();
  }

  String text() {
    return new String(body, 0, Math.min(body.length, 2000), StandardCharsets.UTF_8);
  }

  /// The address of the next page; fails where there is none.
  URI next() {
    var link = header("Link");
    assertThat(link).matches("<.+>; *rel=\"?next\"?");
    return asked.resolve(link.substring(1, link.indexOf('>')));
  }
}
