package io.breakwater.assessments;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;

/// Parameters of queries that say yes or no.
final class Flags {
  private Flags() {}

  /// One of them: `true` or `false`.
  ///
  /// @param usual what is meant where it is not there, or is empty
  static boolean of(Request request, String name, boolean usual) throws Refusal {
    var text = request.query().first(name).orElse("");
    return switch (text) {
      case "" -> usual;
      case "true" -> true;
      case "false" -> false;
      default -> throw Refusal.of(400, "INVALID", name + " is true or false");
    };
  }
}
