package io.breakwater.notifications.json;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// A JSON object (RFC 8259) that was read: at most 16 levels deep and 50,000 tokens long. A
/// member that is `null` is not there.
///
/// What is of another shape than asked for is refused with an [IllegalArgumentException] whose
/// message names the member, for those who have sent it.
public final class JsonObject {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxTokenCount(50_000)
                  .maxStringLength(64 * 1024)
                  .maxNameLength(256)
                  .maxNumberLength(40)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Map<String, Object> members;

  private JsonObject(Map<String, Object> members) {
    this.members = members;
  }

  /// Reads one.
  ///
  /// @throws IllegalArgumentException it is none, or has a member twice
  public static JsonObject parse(String text) {
    try (var json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("it is no JSON object");
      }
      var object = object(json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("it goes on behind its object");
      }
      return object;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is no JSON, too deep, or has a member twice", e);
    }
  }

  private static JsonObject object(JsonParser json) {
    var members = new LinkedHashMap<String, Object>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      json.nextToken();
      var value = value(json);
      if (value != null) {
        members.put(name, value);
      }
    }
    return new JsonObject(members);
  }

  private static @Nullable Object value(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> {
        var list = new ArrayList<Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          var element = value(json);
          if (element == null) {
            throw new IllegalArgumentException("a list has an element that is null");
          }
          list.add(element);
        }
        yield list;
      }
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> {
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
          throw new IllegalArgumentException("a number is too large");
        }
        yield json.getLongValue();
      }
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  /// Writes a document of one line.
  public static String write(Consumer<JsonGenerator> body) {
    var out = new StringWriter();
    try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      body.accept(json);
    }
    return out.toString();
  }

  /// The names of its members, in their order.
  public Set<String> names() {
    return members.keySet();
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  private <T> Optional<T> member(String name, Class<T> type, String shape) {
    var value = members.get(name);
    if (value != null && !type.isInstance(value)) {
      throw new IllegalArgumentException(name + " is no " + shape);
    }
    return Optional.ofNullable(value).map(type::cast);
  }

  /// A text; empty where it is not there.
  public String text(String name) {
    return member(name, String.class, "text").orElse("");
  }

  /// A whole number; 0 where it is not there.
  public long number(String name) {
    return member(name, Long.class, "whole number").orElse(0L);
  }

  /// `true` or `false`; empty where it is not there.
  public Optional<Boolean> flag(String name) {
    return member(name, Boolean.class, "true or false");
  }

  public Optional<JsonObject> object(String name) {
    return member(name, JsonObject.class, "object");
  }

  /// A list of texts; empty where it is not there.
  public List<String> texts(String name) {
    return list(name, String.class, "texts");
  }

  /// A list of objects; empty where it is not there.
  public List<JsonObject> objects(String name) {
    return list(name, JsonObject.class, "objects");
  }

  private <T> List<T> list(String name, Class<T> type, String shape) {
    var elements = new ArrayList<T>();
    for (Object element : member(name, List.class, "list of " + shape).orElse(List.of())) {
      if (!type.isInstance(element)) {
        throw new IllegalArgumentException(name + " is no list of " + shape);
      }
      elements.add(type.cast(element));
    }
    return elements;
  }
}
