package io.breakwater.cli.cr.server;

import io.breakwater.cli.cr.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request: method, path with its query, and maybe a body of JSON.
public record Ask(
    String method,
    String path,
    List<Map.Entry<String, String>> query,
    Optional<JsonValue> body,
    Map<String, String> headers) {
  public Ask {
    query = List.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /// A request without query and body.
  ///
  /// @param path begins with a slash; parts that come from users are to be [#encoded]
  public static Ask of(String method, String path) {
    return new Ask(method, path, List.of(), Optional.empty(), Map.of());
  }

  public static Ask get(String path) {
    return of("GET", path);
  }

  /// With one more pair in the query.
  public Ask with(String name, String value) {
    var pairs = new ArrayList<>(query);
    pairs.add(Map.entry(name, value));
    return new Ask(method, path, pairs, body, headers);
  }

  /// With a body.
  public Ask with(JsonValue value) {
    return new Ask(method, path, query, Optional.of(value), headers);
  }

  /// With a header.
  public Ask header(String name, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Ask(method, path, query, body, all);
  }

  /// A text as one segment of a path, slashes and all.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  String target() {
    var text = new StringBuilder(path);
    var separator = '?';
    for (var pair : query) {
      text.append(separator).append(encoded(pair.getKey())).append('=');
      text.append(encoded(pair.getValue()));
      separator = '&';
    }
    return text.toString();
  }
}
