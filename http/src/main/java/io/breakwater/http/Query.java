package io.breakwater.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The parameters of a query, decoded once (`+` is a blank), in their order.
public final class Query {
  static final Query NONE = new Query(Map.of());

  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /// Reads `a=1&b=two&b`: a query, or a form (`application/x-www-form-urlencoded`).
  ///
  /// @param limit how many parameters it may have
  /// @throws HttpFailure 400: more, or wrongly encoded
  public static Query parse(String raw, int limit) throws HttpFailure {
    var values = new LinkedHashMap<String, List<String>>();
    var count = 0;
    for (var from = 0; from <= raw.length(); ) {
      var end = raw.indexOf('&', from);
      end = end < 0 ? raw.length() : end;
      if (end > from) {
        if (++count > limit) {
          throw new HttpFailure(400, "The query has more than " + limit + " parameters.");
        }
        var equals = raw.indexOf('=', from);
        var nameEnd = equals < 0 || equals > end ? end : equals;
        values
            .computeIfAbsent(decode(raw, from, nameEnd), _ -> new ArrayList<>(1))
            .add(nameEnd == end ? "" : decode(raw, nameEnd + 1, end));
      }
      from = end + 1;
    }
    return new Query(values);
  }

  private static String decode(String raw, int from, int to) throws HttpFailure {
    var blanks = raw.substring(from, to).replace('+', ' ');
    return RequestPath.decode(blanks, 0, blanks.length());
  }

  /// The first value of a parameter; empty text where it stands without one.
  public Optional<String> first(String name) {
    var all = values.get(name);
    return all == null ? Optional.empty() : Optional.of(all.getFirst());
  }

  /// All values of a parameter.
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /// The parameters' names.
  public Set<String> names() {
    return Set.copyOf(values.keySet());
  }
}
