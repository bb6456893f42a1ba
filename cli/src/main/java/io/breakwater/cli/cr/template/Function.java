package io.breakwater.cli.cr.template;

import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.json.JsonWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The functions of templates: Go's (package `text/template`, "Functions"), and those of Docker's
/// `--format` that turn values into text.
enum Function {
  AND(1, 99),
  OR(1, 99),
  NOT(1, 1),
  EQ(2, 99),
  NE(2, 2),
  LT(2, 2),
  LE(2, 2),
  GT(2, 2),
  GE(2, 2),
  LEN(1, 1),
  INDEX(2, 99),
  PRINT(0, 99),
  PRINTLN(0, 99),
  PRINTF(1, 99),
  JSON(1, 1),
  JOIN(2, 2),
  SPLIT(2, 2),
  UPPER(1, 1),
  LOWER(1, 1),
  TRUNCATE(2, 2);

  private final int least;
  private final int most;

  Function(int least, int most) {
    this.least = least;
    this.most = most;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Function named(String word, int arguments) {
    for (var function : values()) {
      if (function.word().equals(word)) {
        if (arguments < function.least || arguments > function.most) {
          throw new TemplateException(
              word + " takes " + function.least + " or more values, not " + arguments);
        }
        return function;
      }
    }
    throw new TemplateException(
        "there is no function '"
            + word
            + "'; there are "
            + Arrays.stream(values()).map(Function::word).collect(Collectors.joining(", ")));
  }

  JsonValue apply(List<JsonValue> values) {
    return switch (this) {
      case AND -> values.stream().filter(v -> !isTrue(v)).findFirst().orElse(values.getLast());
      case OR -> values.stream().filter(Function::isTrue).findFirst().orElse(values.getLast());
      case NOT -> new JsonValue.Flag(!isTrue(values.getFirst()));
      case EQ ->
          new JsonValue.Flag(
              values.stream().skip(1).anyMatch(other -> same(values.getFirst(), other)));
      case NE -> new JsonValue.Flag(!same(values.get(0), values.get(1)));
      case LT -> new JsonValue.Flag(order(values) < 0);
      case LE -> new JsonValue.Flag(order(values) <= 0);
      case GT -> new JsonValue.Flag(order(values) > 0);
      case GE -> new JsonValue.Flag(order(values) >= 0);
      case LEN -> JsonValue.of(length(values.getFirst()));
      case INDEX -> index(values);
      case PRINT -> JsonValue.of(values.stream().map(GoText::of).collect(Collectors.joining()));
      case PRINTLN ->
          JsonValue.of(values.stream().map(GoText::of).collect(Collectors.joining(" ")) + "\n");
      case PRINTF ->
          JsonValue.of(
              GoText.formatted(values.getFirst().text(), values.subList(1, values.size())));
      case JSON -> JsonValue.of(JsonWriter.line(values.getFirst()));
      case JOIN ->
          JsonValue.of(
              values.getFirst().elements().stream()
                  .map(GoText::of)
                  .collect(Collectors.joining(values.get(1).text())));
      case SPLIT -> split(values.getFirst().text(), values.get(1).text());
      case UPPER -> JsonValue.of(GoText.of(values.getFirst()).toUpperCase(Locale.ROOT));
      case LOWER -> JsonValue.of(GoText.of(values.getFirst()).toLowerCase(Locale.ROOT));
      case TRUNCATE -> truncated(values.getFirst().text(), values.get(1).number(-1));
    };
  }

  /// Go: false are `false`, 0, nothing, and whatever is empty.
  static boolean isTrue(JsonValue value) {
    return switch (value) {
      case JsonValue.Flag(var flag) -> flag;
      case JsonValue.Figure(var figure) -> figure.signum() != 0;
      case JsonValue.Text(var text) -> !text.isEmpty();
      case JsonValue.Elements(var elements) -> !elements.isEmpty();
      case JsonValue.Members(var members) -> !members.isEmpty();
      case JsonValue.Nothing _ -> false;
    };
  }

  private static boolean same(JsonValue one, JsonValue other) {
    if (one instanceof JsonValue.Figure(var figure)
        && other instanceof JsonValue.Figure(var second)) {
      return figure.compareTo(second) == 0;
    }
    return one.equals(other);
  }

  private static int order(List<JsonValue> values) {
    var one = values.get(0);
    var other = values.get(1);
    if (one instanceof JsonValue.Figure(var figure)
        && other instanceof JsonValue.Figure(var second)) {
      return figure.compareTo(second);
    }
    if (one instanceof JsonValue.Text(var text) && other instanceof JsonValue.Text(var second)) {
      return text.compareTo(second);
    }
    throw new TemplateException(
        "'" + GoText.of(one) + "' and '" + GoText.of(other) + "' cannot be compared");
  }

  private static long length(JsonValue value) {
    return switch (value) {
      case JsonValue.Text(var text) -> text.length();
      case JsonValue.Elements(var elements) -> elements.size();
      case JsonValue.Members(var members) -> members.size();
      case JsonValue.Nothing _ -> 0;
      case JsonValue.Flag _, JsonValue.Figure _ ->
          throw new TemplateException("'" + GoText.of(value) + "' has no length");
    };
  }

  private static JsonValue index(List<JsonValue> values) {
    var value = values.getFirst();
    for (var key : values.subList(1, values.size())) {
      value =
          switch (value) {
            case JsonValue.Elements(var elements) -> element(elements, key);
            case JsonValue.Members _ -> value.at(key.text());
            case JsonValue.Nothing nothing -> nothing;
            case JsonValue.Text _, JsonValue.Flag _, JsonValue.Figure _ ->
                throw new TemplateException("'" + GoText.of(value) + "' has nothing to index");
          };
    }
    return value;
  }

  private static JsonValue element(List<JsonValue> elements, JsonValue key) {
    var at = key.number(-1);
    if (at < 0 || at >= elements.size()) {
      throw new TemplateException("there is no element " + GoText.of(key));
    }
    return elements.get((int) at);
  }

  private static JsonValue split(String text, String separator) {
    if (separator.isEmpty()) {
      throw new TemplateException("split needs a separator");
    }
    return new JsonValue.Elements(
        Arrays.stream(text.split(Pattern.quote(separator), -1)).map(JsonValue::of).toList());
  }

  private static JsonValue truncated(String text, long most) {
    if (most < 0) {
      throw new TemplateException("truncate takes a text and a number");
    }
    return JsonValue.of(text.length() <= most ? text : text.substring(0, (int) most));
  }
}
