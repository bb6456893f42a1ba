package io.breakwater.cli.cr.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON of at most 64 levels, numbers of 40 digits, texts of 4 MiB, and as many bytes as the
/// caller allows.
public final class JsonReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxStringLength(4 << 20)
                  .maxNameLength(4096)
                  .maxNumberLength(40)
                  .build())
          .build();

  private JsonReader() {}

  /// One value.
  ///
  /// @throws IOException where it is none, or something follows it
  public static JsonValue read(byte[] bytes) throws IOException {
    try (var json = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      var value = value(json, next(json));
      if (json.nextToken() != null) {
        throw new IOException("something follows the JSON");
      }
      return value;
    } catch (JacksonException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
  }

  /// The elements of an array one after the other, so that long lists are not held in memory.
  ///
  /// @param limit most bytes
  /// @throws IOException where it is no array, or longer
  public static void elements(InputStream in, long limit, Consumer<JsonValue> consumer)
      throws IOException {
    try (var json = FACTORY.createParser(ObjectReadContext.empty(), new LimitedBytes(in, limit))) {
      if (next(json) != JsonToken.START_ARRAY) {
        throw new IOException("an array was expected");
      }
      for (var token = next(json); token != JsonToken.END_ARRAY; token = next(json)) {
        consumer.accept(value(json, token));
      }
    } catch (JacksonException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(e.getOriginalMessage(), e);
    }
  }

  private static JsonToken next(JsonParser json) throws IOException {
    var token = json.nextToken();
    if (token == null) {
      throw new IOException("the JSON ends too early");
    }
    return token;
  }

  private static JsonValue value(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> {
        var members = new LinkedHashMap<String, JsonValue>();
        while (next(json) != JsonToken.END_OBJECT) {
          var name = json.currentName();
          members.put(name, value(json, next(json)));
        }
        yield new JsonValue.Members(members);
      }
      case START_ARRAY -> {
        var elements = new ArrayList<JsonValue>();
        for (var each = next(json); each != JsonToken.END_ARRAY; each = next(json)) {
          elements.add(value(json, each));
        }
        yield new JsonValue.Elements(elements);
      }
      case VALUE_STRING -> new JsonValue.Text(json.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Figure(json.getDecimalValue());
      case VALUE_TRUE -> new JsonValue.Flag(true);
      case VALUE_FALSE -> new JsonValue.Flag(false);
      case VALUE_NULL -> JsonValue.Nothing.VALUE;
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IOException("the JSON is malformed");
    };
  }
}
