package io.breakwater.cli.cr.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A JSON value (RFC 8259). Whatever is not there reads as [Nothing], so that an answer with fewer
/// members than expected shows gaps instead of failing.
public sealed interface JsonValue {
  /// An object, in the order of the text.
  record Members(Map<String, JsonValue> members) implements JsonValue {}

  /// An array.
  record Elements(List<JsonValue> elements) implements JsonValue {}

  /// A string.
  record Text(String text) implements JsonValue {}

  /// A number.
  record Figure(BigDecimal figure) implements JsonValue {}

  /// `true` or `false`.
  record Flag(boolean flag) implements JsonValue {}

  /// `null`, or what is not there.
  record Nothing() implements JsonValue {
    /// The only one.
    public static final Nothing VALUE = new Nothing();
  }

  /// A whole number as a value.
  static JsonValue of(long number) {
    return new Figure(BigDecimal.valueOf(number));
  }

  /// A text as a value.
  static JsonValue of(String text) {
    return new Text(text);
  }

  /// A member of an object; nothing where this is no object or has no such member.
  default JsonValue at(String name) {
    return this instanceof Members(var members)
        ? members.getOrDefault(name, Nothing.VALUE)
        : Nothing.VALUE;
  }

  /// The members, none where this is no object.
  default Map<String, JsonValue> members() {
    return this instanceof Members(var members) ? members : Map.of();
  }

  /// The elements, none where this is no array.
  default List<JsonValue> elements() {
    return this instanceof Elements(var elements) ? elements : List.of();
  }

  /// The elements that are texts.
  default List<String> texts() {
    return elements().stream().map(JsonValue::text).filter(text -> !text.isEmpty()).toList();
  }

  /// As people read it: empty for nothing, objects and arrays.
  default String text() {
    return switch (this) {
      case Text(var text) -> text;
      case Figure(var figure) -> figure.toPlainString();
      case Flag(var flag) -> Boolean.toString(flag);
      case Nothing _, Members _, Elements _ -> "";
    };
  }

  /// A whole number, also where it stands in a text; otherwise what is given.
  default long number(long otherwise) {
    try {
      return switch (this) {
        case Figure(var figure) -> figure.longValueExact();
        case Text(var text) -> Long.parseLong(text);
        case Flag _, Nothing _, Members _, Elements _ -> otherwise;
      };
    } catch (ArithmeticException | NumberFormatException e) {
      return otherwise;
    }
  }

  /// Whether this is `true`, also as a text.
  default boolean isTrue() {
    return text().equals("true");
  }

  /// Whether something is there.
  default boolean isThere() {
    return !(this instanceof Nothing);
  }

  /// The elements' texts with a comma between.
  default String joined() {
    return texts().stream().collect(Collectors.joining(", "));
  }
}
