package io.breakwater.api.identity;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.HttpFailure;
import io.breakwater.http.Query;
import io.breakwater.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A form that was posted (`application/x-www-form-urlencoded`), of at most 64 KiB: a hundred
/// scopes fit.
final class Form {
  private static final int LIMIT = 64 * 1024;
  private static final int FIELDS = 150;

  private final Query fields;

  private Form(Query fields) {
    this.fields = fields;
  }

  static Form read(Request request) throws Refusal, IOException, HttpFailure {
    var type = request.header("Content-Type").orElse("");
    if (!type.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33)) {
      throw Refusal.of(
          415, "UNSUPPORTED", "send a form: Content-Type application/x-www-form-urlencoded");
    }
    var text = new String(request.body().readAll(LIMIT), StandardCharsets.ISO_8859_1);
    return new Form(Query.parse(text, FIELDS));
  }

  /// A field; empty where it is not there.
  String text(String name) {
    return fields.first(name).orElse("");
  }

  /// A field that has to be there.
  String required(String name) throws Refusal {
    var text = text(name);
    if (text.isEmpty()) {
      throw Refusal.of(400, "INVALID", "the form has no " + name + "; add it");
    }
    return text;
  }

  List<String> all(String name) {
    return fields.all(name);
  }
}
