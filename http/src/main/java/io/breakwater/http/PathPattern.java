package io.breakwater.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A pattern of paths; its syntax is told at [Routes].
final class PathPattern implements Comparable<PathPattern> {
  private sealed interface Part {}

  private record Literal(String text) implements Part {}

  private record Parameter(String name, boolean greedy, boolean slashes) implements Part {}

  /// What a path is to a pattern.
  sealed interface Match {}

  record Yes(Map<String, String> parameters) implements Match {}

  enum Other implements Match {
    NO,
    /// It would be, but for slashes that were encoded.
    ENCODED_SLASH
  }

  private final String text;
  private final List<Part> parts;
  private final int greedy;
  private final long literals;

  private PathPattern(String text, List<Part> parts, int greedy) {
    this.text = text;
    this.parts = List.copyOf(parts);
    this.greedy = greedy;
    this.literals = parts.stream().filter(Literal.class::isInstance).count();
  }

  /// @throws IllegalArgumentException it is none
  static PathPattern parse(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a pattern begins with a slash: " + text);
    }
    var parts = new ArrayList<Part>();
    var names = new HashSet<String>();
    var greedy = -1;
    for (var segment : text.substring(1).split("/", -1)) {
      if (!segment.startsWith("{")) {
        if (segment.contains("{") || segment.contains("}")) {
          throw new IllegalArgumentException("a parameter is a whole segment: " + text);
        }
        parts.add(new Literal(segment));
        continue;
      }
      var parameter = parameter(segment, text);
      if (!names.add(parameter.name())) {
        throw new IllegalArgumentException("a parameter stands twice: " + text);
      }
      if (parameter.greedy()) {
        if (greedy >= 0) {
          throw new IllegalArgumentException("two greedy parameters: " + text);
        }
        greedy = parts.size();
      }
      parts.add(parameter);
    }
    return new PathPattern(text, parts, greedy);
  }

  private static Parameter parameter(String segment, String text) {
    var name = segment.substring(1, segment.length() - 1);
    var slashes = name.startsWith("+");
    var greedy = name.endsWith("...");
    name = name.substring(slashes ? 1 : 0, name.length() - (greedy ? 3 : 0));
    if (!segment.endsWith("}") || !name.matches("[A-Za-z][A-Za-z0-9]*")) {
      throw new IllegalArgumentException("no parameter: " + segment + " in " + text);
    }
    return new Parameter(name, greedy, slashes);
  }

  /// The first segment where it is a literal one.
  @Nullable String firstLiteral() {
    return parts.getFirst() instanceof Literal(var first) ? first : null;
  }

  Match match(RequestPath path) {
    var segments = path.segments();
    var more = segments.size() - parts.size();
    if (more < 0 || (more > 0 && greedy < 0)) {
      return Other.NO;
    }
    for (var i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Literal(var literal)
          && !literal.equals(segments.get(place(i, more)))) {
        return Other.NO;
      }
    }
    var values = new LinkedHashMap<String, String>();
    var encoded = false;
    for (var i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Parameter(var name, var all, var slashes)) {
        var from = place(i, more);
        var value = all ? String.join("/", segments.subList(i, i + more + 1)) : segments.get(from);
        if (!clean(value)) {
          return Other.NO;
        }
        encoded |= !slashes && slashes(value) != (all ? more : 0);
        values.put(name, value);
      }
    }
    return encoded ? Other.ENCODED_SLASH : new Yes(values);
  }

  private int place(int part, int more) {
    return greedy >= 0 && part > greedy ? part + more : part;
  }

  /// Whether neither slash nor dots make more of a value than a name in a name.
  private static boolean clean(String value) {
    if (value.isEmpty()) {
      return false;
    }
    for (var from = 0; from <= value.length(); ) {
      var slash = value.indexOf('/', from);
      var end = slash < 0 ? value.length() : slash;
      var piece = value.substring(from, end);
      if (piece.isEmpty() || piece.equals(".") || piece.equals("..")) {
        return false;
      }
      from = end + 1;
    }
    return true;
  }

  private static long slashes(String value) {
    return value.chars().filter(c -> c == '/').count();
  }

  /// Those that say more come first: literals, then no greedy parameter, then length.
  @Override
  public int compareTo(PathPattern other) {
    var byLiterals = Long.compare(other.literals, literals);
    if (byLiterals != 0) {
      return byLiterals;
    }
    var byGreed = Boolean.compare(greedy >= 0, other.greedy >= 0);
    return byGreed != 0 ? byGreed : Integer.compare(other.parts.size(), parts.size());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PathPattern pattern && pattern.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
