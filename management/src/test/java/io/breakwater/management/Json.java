package io.breakwater.management;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What a JSON text says: maps, lists, texts, `Long`, `Boolean`, and [#NULL].
final class Json {
  /// What stands for `null`.
  static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  static Object parse(String text) {
    try (var in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      in.nextToken();
      var value = read(in);
      if (in.nextToken() != null) {
        throw new AssertionError("more than one JSON value: " + text);
      }
      return value;
    }
  }

  private static Object read(JsonParser in) {
    return switch (in.currentToken()) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> list(in);
      case VALUE_NUMBER_INT -> in.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> NULL;
      default -> in.getString();
    };
  }

  private static Map<String, Object> object(JsonParser in) {
    var map = new LinkedHashMap<String, Object>();
    for (var name = in.nextName(); name != null; name = in.nextName()) {
      in.nextToken();
      if (map.put(name, read(in)) != null) {
        throw new AssertionError("a member twice: " + name);
      }
    }
    return map;
  }

  private static List<Object> list(JsonParser in) {
    var list = new ArrayList<Object>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.add(read(in));
    }
    return list;
  }

  /// What is found by names and numbers.
  static Object at(Object value, Object... path) {
    var found = value;
    for (var step : path) {
      found =
          switch (found) {
            case Map<?, ?> map when map.containsKey(step) -> map.get(step);
            case List<?> list when step instanceof Integer place && place < list.size() ->
                list.get(place);
            default -> throw new AssertionError("no " + step + " in " + found);
          };
    }
    return found;
  }
}
