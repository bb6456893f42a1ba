package io.breakwater.server.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What a JSON text says, as far as answers of a registry need it.
///
/// @param value a `Map`, `List`, `String`, `Long`, `Boolean`, or `""` for null
record Json(Object value) {
  private static final JsonFactory FACTORY = new JsonFactory();

  static Json parse(byte[] text) {
    try (var in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      in.nextToken();
      var value = read(in);
      if (in.nextToken() != null) {
        throw new AssertionError("more than one JSON value: " + text(text));
      }
      return new Json(value);
    } catch (tools.jackson.core.JacksonException e) {
      throw new AssertionError("not JSON: " + text(text), e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, 300), StandardCharsets.UTF_8);
  }

  private static Object read(JsonParser in) {
    var token = in.currentToken();
    if (token == JsonToken.START_OBJECT) {
      var map = new LinkedHashMap<String, Object>();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        var name = in.currentName();
        in.nextToken();
        map.put(name, read(in));
      }
      return map;
    }
    if (token == JsonToken.START_ARRAY) {
      var list = new ArrayList<Object>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        list.add(read(in));
      }
      return list;
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return in.getLongValue();
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    return token == JsonToken.VALUE_NULL ? "" : in.getString();
  }

  /// A member; null counts as absent.
  Optional<Json> member(String name) {
    return value instanceof Map<?, ?> map
        ? Optional.<Object>ofNullable(map.get(name))
            .filter(found -> !found.equals(""))
            .map(Json::new)
        : Optional.empty();
  }

  /// A member that is a text or a number; `""` where there is none.
  String text(String name) {
    return member(name).map(found -> found.value().toString()).orElse("");
  }

  /// A member that is a list; empty where there is none.
  List<Json> list(String name) {
    return member(name).map(Json::items).orElse(List.of());
  }

  private List<Json> items() {
    return value instanceof List<?> list
        ? list.stream().<Object>map(item -> item).map(Json::new).toList()
        : List.of();
  }

  /// A member that is a list of texts.
  List<String> texts(String name) {
    return list(name).stream().map(item -> item.value().toString()).toList();
  }
}
