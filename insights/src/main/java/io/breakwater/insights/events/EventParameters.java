package io.breakwater.insights.events;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import java.util.Optional;
import java.util.regex.Pattern;

/// What requests ask for in their query.
final class EventParameters {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final int USUAL = 100;
  private static final int MOST = 1_000;

  private EventParameters() {}

  static Refusal invalid(String told) {
    return Refusal.of(400, "PARAMETER_INVALID", told);
  }

  static Optional<String> given(Request request, String name) {
    return request.query().first(name).filter(text -> !text.isEmpty());
  }

  /// `limit`, 1 to 1,000, 100 where it is not there.
  static int limit(Request request) throws Refusal {
    var text = given(request, "limit");
    if (text.isEmpty()) {
      return USUAL;
    }
    var number = NUMBER.matcher(text.get()).matches() ? Long.parseLong(text.get()) : 0;
    if (number < 1 || number > MOST) {
      throw invalid("limit is a number from 1 to " + MOST);
    }
    return (int) number;
  }

  /// `after`, 0 where it is not there.
  static long after(Request request) throws Refusal {
    var text = given(request, "after");
    return text.isEmpty() ? 0 : place(text.get(), "after");
  }

  static long place(String text, String name) throws Refusal {
    if (!NUMBER.matcher(text).matches()) {
      throw invalid(name + " is a place, as an answer before called it");
    }
    return Long.parseLong(text);
  }
}
