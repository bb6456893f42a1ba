package io.breakwater.notifications.subscriptions;

import io.breakwater.advisor.NamePattern;
import io.breakwater.advisor.Severity;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.EventType;
import io.breakwater.notifications.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/// Which events a subscription is about: those that pass all of this.
///
/// ```json
/// {"namespaces":["birds"],"repositories":["birds/*"],"types":["issue.appeared"],"severity":"high"}
/// ```
///
/// @param namespaces names, `*` stands for any characters; empty for all. What concerns the whole
///     account passes always
/// @param repositories names in full, `*` stands for any characters, `/` too; empty for all
/// @param types never empty
/// @param severity that an event's worst issue has at least; events without issues pass always
public record EventFilter(
    List<String> namespaces, List<String> repositories, Set<EventType> types, Severity severity) {
  /// What is told where nobody says otherwise: what somebody may have to do something about.
  public static final Set<EventType> SIGNAL =
      Set.of(
          EventType.ISSUE_APPEARED,
          EventType.FIX_PUBLISHED,
          EventType.KNOWN_EXPLOITED,
          EventType.EXEMPTION_EXPIRED);

  /// Patterns of a kind, at most.
  public static final int MOST = 100;

  private static final int LONGEST = 255;

  public EventFilter {
    namespaces = List.copyOf(namespaces);
    repositories = List.copyOf(repositories);
    types = Set.copyOf(types);
    checked(namespaces, "namespaces");
    checked(repositories, "repositories");
    if (types.isEmpty() || !types.stream().allMatch(EventType::subscribable)) {
      throw new IllegalArgumentException("types are some of " + words());
    }
  }

  /// Everything that is signal.
  public static EventFilter usual() {
    return new EventFilter(List.of(), List.of(), SIGNAL, Severity.UNKNOWN);
  }

  private static void checked(List<String> patterns, String name) {
    if (patterns.size() > MOST) {
      throw new IllegalArgumentException(name + " are at most " + MOST + "; write wider ones");
    }
    for (var pattern : patterns) {
      if (pattern.isEmpty() || pattern.length() > LONGEST) {
        throw new IllegalArgumentException(
            name + " are patterns of 1 to " + LONGEST + " characters, such as birds*");
      }
    }
  }

  private static String words() {
    return EnumSet.allOf(EventType.class).stream()
        .filter(EventType::subscribable)
        .map(EventType::word)
        .collect(Collectors.joining(", "));
  }

  /// Reads one; what is not there is as in [#usual]. `types` may be `["*"]` for all.
  ///
  /// @throws IllegalArgumentException what is wrong, for whoever sent it
  public static EventFilter read(JsonObject json) {
    for (var name : json.names()) {
      if (!Set.of("namespaces", "repositories", "types", "severity").contains(name)) {
        throw new IllegalArgumentException(
            "a filter has namespaces, repositories, types and severity; not " + shortened(name));
      }
    }
    var severity = json.text("severity").toLowerCase(Locale.ROOT);
    return new EventFilter(
        json.texts("namespaces"),
        json.texts("repositories"),
        types(json.texts("types")),
        severity.isEmpty()
            ? Severity.UNKNOWN
            : Severity.parse(severity)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "severity is negligible, low, medium, high or critical")));
  }

  private static Set<EventType> types(List<String> names) {
    if (names.isEmpty()) {
      return SIGNAL;
    }
    var types = EnumSet.noneOf(EventType.class);
    for (var name : names) {
      if (name.equals("*")) {
        EnumSet.allOf(EventType.class).stream().filter(EventType::subscribable).forEach(types::add);
      } else {
        types.add(
            EventType.parse(name)
                .filter(EventType::subscribable)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "there is no event " + shortened(name) + "; types are " + words())));
      }
    }
    return types;
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /// As it is kept.
  public static EventFilter parse(String text) {
    return read(JsonObject.parse(text));
  }

  public String text() {
    return JsonObject.write(this::write);
  }

  public void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeArrayPropertyStart("namespaces");
    namespaces.forEach(json::writeString);
    json.writeEndArray();
    json.writeArrayPropertyStart("repositories");
    repositories.forEach(json::writeString);
    json.writeEndArray();
    json.writeArrayPropertyStart("types");
    types.stream().sorted().forEach(type -> json.writeString(type.word()));
    json.writeEndArray();
    if (severity != Severity.UNKNOWN) {
      json.writeStringProperty("severity", severity.word());
    }
    json.writeEndObject();
  }

  /// Whether an event passes.
  public boolean passes(Event event) {
    return types.contains(event.type())
        && (event.namespace().isEmpty() || any(namespaces, event.namespace()))
        && inRepository(event)
        && severe(event);
  }

  private boolean inRepository(Event event) {
    return switch (event.details()) {
      case Details.OfImage image -> any(repositories, image.repository());
      case Details.OfExemption exemption -> {
        var name = repository(exemption.scope());
        yield name.indexOf('/') < 0 || any(repositories, name);
      }
      case Details.Several _, Details.OfTest _ -> true;
    };
  }

  /// A scope without tag or digest.
  private static String repository(String scope) {
    var at = scope.indexOf('@');
    var end = at >= 0 ? at : scope.indexOf(':');
    return end >= 0 ? scope.substring(0, end) : scope;
  }

  private boolean severe(Event event) {
    return !(event.details() instanceof Details.OfImage image)
        || image.issues().isEmpty()
        || event.severity().compareTo(severity) >= 0;
  }

  private static boolean any(List<String> patterns, String name) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> NamePattern.of(pattern).matches(name));
  }
}
