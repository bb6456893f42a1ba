package io.breakwater.testkit.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Writes and reads RFC 8259 JSON as maps, lists, strings, numbers, booleans and null.
///
/// Writing is by hand, so that the bytes are the same on every machine; `Json.Raw` text is put in
/// as it is, to make documents that are no JSON.
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /// An object of keys and values in turn; pairs whose value is null are left out.
  public static Map<String, Object> object(@Nullable Object... keysAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (var i = 0; i < keysAndValues.length; i += 2) {
      var value = keysAndValues[i + 1];
      if (value != null) {
        map.put(String.valueOf(keysAndValues[i]), value);
      }
    }
    return map;
  }

  public static byte[] bytes(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  public static String text(Object value) {
    var out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  /// Reads one document.
  ///
  /// @throws tools.jackson.core.JacksonException when it is none
  public static Object parse(byte[] document) {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
      parser.nextToken();
      var value = value(parser);
      return value == null ? Map.of() : value;
    }
  }

  /// Reads one document that is an object.
  @SuppressWarnings("unchecked") // keys of JSON objects are strings
  public static Map<String, Object> parseObject(byte[] document) {
    return (Map<String, Object>) parse(document);
  }

  /// Text that is written as it is.
  public record Raw(String text) {}

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          var key = parser.currentName();
          parser.nextToken();
          map.put(key, value(parser));
        }
        yield map;
      }
      case START_ARRAY -> {
        var list = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> null;
    };
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case String text -> quote(text, out);
      case Raw raw -> out.append(raw.text());
      case Map<?, ?> map -> {
        var comma = "";
        out.append('{');
        for (var entry : map.entrySet()) {
          out.append(comma);
          quote(String.valueOf(entry.getKey()), out);
          out.append(':');
          write(entry.getValue(), out);
          comma = ",";
        }
        out.append('}');
      }
      case List<?> list -> {
        var comma = "";
        out.append('[');
        for (var item : list) {
          out.append(comma);
          write(item, out);
          comma = ",";
        }
        out.append(']');
      }
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      default -> throw new IllegalArgumentException("no JSON: " + value.getClass());
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
