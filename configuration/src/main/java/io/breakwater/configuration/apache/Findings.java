package io.breakwater.configuration.apache;

import io.breakwater.configuration.Failure;
import io.breakwater.configuration.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects the places at which a check fails, each once. Where nothing fails and something is not
/// known, the check cannot tell.
final class Findings {
  private final Map<Place, String> places = new LinkedHashMap<>();
  private @Nullable String unknown;

  /// @param action what was found and what to write
  void at(Place place, String action) {
    places.putIfAbsent(place, action);
  }

  /// Something that may matter is not known.
  void unknown(String why) {
    if (unknown == null) {
      unknown = why;
    }
  }

  Outcome outcome() {
    if (places.isEmpty()) {
      return unknown == null ? new Outcome.Pass() : new Outcome.CannotTell(unknown);
    }
    var failures = new ArrayList<Failure>();
    var more = places.size() - Outcome.Fail.MOST;
    for (var entry : places.entrySet()) {
      var place = entry.getKey();
      var last = failures.size() == Outcome.Fail.MOST - 1 && more > 0;
      var action = entry.getValue() + (last ? " " + more + " more places are alike." : "");
      failures.add(new Failure(place.file(), place.line(), place.layer(), action));
      if (last) {
        break;
      }
    }
    return new Outcome.Fail(failures);
  }
}
