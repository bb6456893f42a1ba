package io.breakwater.cli.cr.template;

import io.breakwater.cli.cr.json.JsonValue;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as Go prints them with `%v`: `map[a:1 b:2]` in the order of the keys, `[a b]`.
final class GoText {
  private static final int WIDEST = 1000;
  private static final Pattern VERB =
      Pattern.compile("%([-0]?)([0-9]{0,4})(?:\\.([0-9]{1,3}))?(.)");

  private GoText() {}

  static String of(JsonValue value) {
    return value instanceof JsonValue.Nothing ? "<no value>" : inner(value);
  }

  private static String inner(JsonValue value) {
    return switch (value) {
      case JsonValue.Members(var members) -> map(members);
      case JsonValue.Elements(var elements) ->
          elements.stream().map(GoText::inner).collect(Collectors.joining(" ", "[", "]"));
      case JsonValue.Nothing _ -> "<nil>";
      case JsonValue.Text _, JsonValue.Figure _, JsonValue.Flag _ -> value.text();
    };
  }

  private static String map(Map<String, JsonValue> members) {
    return new TreeMap<>(members)
        .entrySet().stream()
            .map(each -> each.getKey() + ":" + member(each.getValue()))
            .collect(Collectors.joining(" ", "map[", "]"));
  }

  /// Sets are written as objects with nothing in them: `{"80/tcp":{}}`.
  private static String member(JsonValue value) {
    return value instanceof JsonValue.Members(var members) && members.isEmpty()
        ? "{}"
        : inner(value);
  }

  /// `printf` with `%v`, `%s`, `%d`, `%q`, `%t`, `%f` and `%%`, widths and `-`.
  static String formatted(String format, List<JsonValue> values) {
    var next = new int[1];
    var text =
        VERB.matcher(format)
            .replaceAll(
                match -> {
                  if (match.group(4).equals("%")) {
                    return "%";
                  }
                  if (next[0] >= values.size()) {
                    throw new TemplateException("printf has too few values for '" + format + "'");
                  }
                  var value = values.get(next[0]++);
                  var verb = verb(match.group(4), match.group(3), value);
                  return Matcher.quoteReplacement(padded(verb, match.group(1), match.group(2)));
                });
    if (next[0] < values.size()) {
      throw new TemplateException("printf has too many values for '" + format + "'");
    }
    return text;
  }

  private static String verb(String letter, @Nullable String digits, JsonValue value) {
    return switch (value) {
      case JsonValue _ when letter.equals("v") || letter.equals("s") -> of(value);
      case JsonValue _ when letter.equals("q") -> quoted(of(value));
      case JsonValue.Flag _ when letter.equals("t") -> of(value);
      case JsonValue.Figure(var figure) when letter.equals("d") ->
          figure.setScale(0, RoundingMode.DOWN).toPlainString();
      case JsonValue.Figure(var figure) when letter.equals("f") ->
          figure
              .setScale(digits == null ? 6 : Integer.parseInt(digits), RoundingMode.HALF_EVEN)
              .toPlainString();
      case JsonValue _ ->
          throw new TemplateException("printf cannot write '" + of(value) + "' as %" + letter);
    };
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String padded(String text, String flag, String width) {
    var wide = width.isEmpty() ? 0 : Math.min(Integer.parseInt(width), WIDEST);
    var missing = Math.max(0, wide - text.length());
    return switch (flag) {
      case "-" -> text + " ".repeat(missing);
      case "0" -> "0".repeat(missing) + text;
      default -> " ".repeat(missing) + text;
    };
  }
}
