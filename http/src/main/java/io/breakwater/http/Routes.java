package io.breakwater.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Which handler answers what.
///
/// A pattern is a path whose segments are texts or parameters:
///
/// | segment | matches |
/// |---|---|
/// | `blobs` | itself |
/// | `{digest}` | one segment that is not empty |
/// | `{name...}` | one segment or more; at most one such parameter in a pattern |
/// | `{+image}`, `{+image...}` | the same, and slashes may be encoded in it |
/// | nothing, at the end | a slash at the path's end |
///
/// So `/v2/{name...}/blobs/{digest}` takes `/v2/team/app/blobs/sha256:12ab` apart into
/// `team/app` and `sha256:12ab`. Texts are compared and parameters are given decoded, once.
/// Where several patterns match, the one with more texts wins, then the one without a greedy
/// parameter.
///
/// `HEAD` is answered by `GET`, without a body, where no route of its own stands.
public final class Routes {
  private final List<Route> routes;
  private final Map<String, List<Entry>> byFirst;
  private final List<Entry> others;

  private record Entry(PathPattern pattern, Map<String, Route> methods) {}

  /// What was found for a request.
  sealed interface Found {}

  record Matched(Route route, Map<String, String> parameters) implements Found {}

  record OtherMethods(String allow) implements Found {}

  record Nothing(boolean encodedSlash) implements Found {}

  private Routes(List<Route> routes, List<Entry> entries) {
    this.routes = List.copyOf(routes);
    this.byFirst = new HashMap<>();
    this.others = new ArrayList<>();
    for (var entry : entries) {
      var first = entry.pattern().firstLiteral();
      if (first == null) {
        others.add(entry);
      } else {
        byFirst.computeIfAbsent(first, _ -> new ArrayList<>()).add(entry);
      }
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /// All routes, in the order in which they were added.
  public List<Route> all() {
    return routes;
  }

  Found find(String method, RequestPath path) {
    var allowed = new TreeSet<String>();
    var encodedSlash = false;
    for (var entries :
        List.of(byFirst.getOrDefault(path.segments().getFirst(), List.of()), others)) {
      for (var entry : entries) {
        switch (entry.pattern().match(path)) {
          case PathPattern.Yes(var parameters) -> {
            var route = entry.methods().get(method);
            if (route == null && method.equals("HEAD")) {
              route = entry.methods().get("GET");
            }
            if (route != null) {
              return new Matched(route, parameters);
            }
            allowed.addAll(entry.methods().keySet());
          }
          case PathPattern.Other.ENCODED_SLASH -> encodedSlash = true;
          case PathPattern.Other.NO -> {}
        }
      }
    }
    if (allowed.isEmpty()) {
      return new Nothing(encodedSlash);
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return new OtherMethods(String.join(", ", allowed));
  }

  /// Collects routes.
  public static final class Builder {
    private final List<Route> routes = new ArrayList<>();

    private Builder() {}

    /// Adds a route.
    ///
    /// @param attribute what filters read of it
    public Builder add(String method, String pattern, Object attribute, Handler handler) {
      if (!method.matches("[A-Z]+")) {
        throw new IllegalArgumentException("no method: " + method);
      }
      routes.add(new Route(method, pattern, attribute, handler));
      return this;
    }

    /// Puts them in order.
    ///
    /// @throws IllegalArgumentException a pattern is wrong, or a route stands twice
    public Routes build() {
      var entries = new LinkedHashMap<PathPattern, Map<String, Route>>();
      for (var route : routes) {
        var methods =
            entries.computeIfAbsent(PathPattern.parse(route.pattern()), _ -> new HashMap<>());
        if (methods.put(route.method(), route) != null) {
          throw new IllegalArgumentException("a route stands twice: " + route);
        }
      }
      return new Routes(
          routes,
          entries.entrySet().stream()
              .map(entry -> new Entry(entry.getKey(), Map.copyOf(entry.getValue())))
              .sorted(Comparator.comparing(Entry::pattern))
              .toList());
    }
  }
}
