package io.breakwater.insights.portfolio;

import io.breakwater.advisor.Severity;
import io.breakwater.advisor.Verdict.Status;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.registry.namespaces.NamespaceState;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What requests for lists ask for in their query; whatever cannot be meant is 400 with what can.
final class Parameters {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final int LENGTH = 256;
  private static final int USUAL = 50;
  private static final int MOST = 500;
  private static final int FARTHEST = 1_000_000;

  private final Request request;

  Parameters(Request request) {
    this.request = request;
  }

  static Refusal invalid(String told) {
    return Refusal.of(400, "PARAMETER_INVALID", told);
  }

  /// A text of at most 256 characters; empty where it is not there, or is.
  Optional<String> text(String name) throws Refusal {
    var text = request.query().first(name).filter(given -> !given.isEmpty());
    if (text.isPresent() && text.get().length() > LENGTH) {
      throw invalid(name + " has at most " + LENGTH + " characters");
    }
    return text;
  }

  /// Each of a parameter that may repeat.
  ///
  /// @param most how often
  List<String> texts(String name, int most) throws Refusal {
    var all = request.query().all(name).stream().filter(text -> !text.isEmpty()).toList();
    if (all.size() > most || all.stream().anyMatch(text -> text.length() > LENGTH)) {
      throw invalid(
          name
              + " is there "
              + most
              + " times at most, each with at most "
              + LENGTH
              + " characters");
    }
    return all;
  }

  int offset() throws Refusal {
    return number("offset", 0, 0, FARTHEST);
  }

  int limit() throws Refusal {
    return number("limit", USUAL, 1, MOST);
  }

  /// A number, `usual` where it is not there.
  int number(String name, int usual, int least, int most) throws Refusal {
    var text = text(name);
    if (text.isEmpty()) {
      return usual;
    }
    var number = NUMBER.matcher(text.get()).matches() ? Integer.parseInt(text.get()) : -1;
    if (number < least || number > most) {
      throw invalid(name + " is a number from " + least + " to " + most);
    }
    return number;
  }

  /// `true` or `false`; empty where it is not there.
  Optional<Boolean> flag(String name) throws Refusal {
    var text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return switch (text.get()) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> throw invalid(name + " is true or false");
    };
  }

  /// An order.
  ///
  /// @param descending whether what is greatest comes first
  record Sort<O>(O order, boolean descending) {}

  /// `sort`, with `-` before it for the greatest first.
  ///
  /// @param words for people
  <O> Sort<O> sort(Sort<O> usual, Function<String, Optional<O>> parse, String words)
      throws Refusal {
    var text = text("sort");
    if (text.isEmpty()) {
      return usual;
    }
    var descending = text.get().startsWith("-");
    return parse
        .apply(descending ? text.get().substring(1) : text.get())
        .map(order -> new Sort<>(order, descending))
        .orElseThrow(
            () -> invalid("sort is one of " + words + ", with - before it for the greatest first"));
  }

  Set<Severity> severities() throws Refusal {
    var found = EnumSet.noneOf(Severity.class);
    for (var word : texts("severity", Severity.values().length)) {
      found.add(
          Severity.parse(word)
              .orElseThrow(
                  () ->
                      invalid(
                          "severity is one of "
                              + words(Stream.of(Severity.values()).map(Severity::word)))));
    }
    return found;
  }

  Set<Status> verdicts() throws Refusal {
    var found = EnumSet.noneOf(Status.class);
    for (var word : texts("verdict", Status.values().length)) {
      found.add(
          Stream.of(Status.values())
              .filter(status -> status.name().equals(word.toUpperCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(
                  () ->
                      invalid(
                          "verdict is one of "
                              + words(Stream.of(Status.values()).map(Status::name)))));
    }
    return found;
  }

  private static String words(Stream<String> words) {
    return words.collect(Collectors.joining(", "));
  }

  /// Those that the caller may see, or the one of them that `namespace` names.
  ///
  /// @throws Refusal 404 where it is none of them
  Set<String> namespaces(NamespacesCall call) throws Refusal {
    return call.narrowed(text("namespace")).stream()
        .map(NamespaceState::name)
        .collect(Collectors.toSet());
  }
}
