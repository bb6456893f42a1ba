package io.breakwater.insights.history;

import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.notifications.history.Sight;
import io.breakwater.registry.namespaces.NamespaceState;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What requests ask for in their query.
final class HistoryParameters {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final int LONGEST_TIME = 40;

  /// What the stores can hold, and any clock shows.
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private HistoryParameters() {}

  static Refusal invalid(String told) {
    return Refusal.of(400, "PARAMETER_INVALID", told);
  }

  static Optional<String> given(Request request, String name) {
    return request.query().first(name).filter(text -> !text.isEmpty());
  }

  /// A number from 1 on.
  static int number(Request request, String name, int usual, int most) throws Refusal {
    var text = given(request, name);
    if (text.isEmpty()) {
      return usual;
    }
    var number = NUMBER.matcher(text.get()).matches() ? Long.parseLong(text.get()) : 0;
    if (number < 1 || number > most) {
      throw invalid(name + " is a number from 1 to " + most);
    }
    return (int) number;
  }

  static Optional<Long> place(Request request, String name) throws Refusal {
    var text = given(request, name);
    return text.isEmpty() ? Optional.empty() : Optional.of(place(text.get(), name));
  }

  static long place(String text, String name) throws Refusal {
    if (!NUMBER.matcher(text).matches()) {
      throw invalid(name + " is a place, as an answer before called it");
    }
    return Long.parseLong(text);
  }

  /// `since`, where it is there.
  static Optional<Instant> since(Request request) throws Refusal {
    var text = given(request, "since");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (text.get().length() <= LONGEST_TIME) {
        var time = Instant.parse(text.get());
        if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LAST)) {
          return Optional.of(time);
        }
      }
    } catch (DateTimeParseException e) {
      // Said below.
    }
    throw invalid("since is a time, such as 2026-11-21T09:00:00Z");
  }

  static Instant requiredSince(Request request) throws Refusal {
    return since(request).orElseThrow(() -> invalid("say since when: ?since=2026-11-21T09:00:00Z"));
  }

  /// What the caller may know of: all, or the `namespace` that they name.
  static Sight sight(Request request, NamespacesCall call) throws Refusal {
    return new Sight(
        call.account(),
        call.narrowed(given(request, "namespace")).stream()
            .collect(Collectors.toMap(NamespaceState::name, NamespaceState::created)));
  }
}
