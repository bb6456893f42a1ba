package io.breakwater.cli.cr.template;

import io.breakwater.cli.cr.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A template as people give it to `--format`, for example `{{ .Repository }}:{{ .Tag }}`.
///
/// Supported of Go's `text/template`: fields and paths, `if`, `else if`, `else`, `with`, `range`
/// with variables, pipes, parentheses, comments, `{{-` and `-}}`, and the functions `and`, `or`,
/// `not`, `eq`, `ne`, `lt`, `le`, `gt`, `ge`, `len`, `index`, `print`, `println`, `printf`, of
/// Docker's also `json`, `join`, `split`, `upper`, `lower`, `truncate`. Not supported: `define`,
/// `template`, `block`, `break`, `continue`, and setting a variable anew.
///
/// At most 64 Ki characters and 50 blocks within each other; what comes out is at most 16 Mi
/// characters.
public final class Template {
  private static final int OUTPUT_LIMIT = 16 << 20;

  private final List<Node> nodes;
  private final Set<String> fields;

  private Template(List<Node> nodes, Set<String> fields) {
    this.nodes = nodes;
    this.fields = Set.copyOf(fields);
  }

  /// Parses one.
  ///
  /// @param fields those that there are; empty where any may be asked for
  /// @throws TemplateException where it is none
  public static Template parse(String text, Set<String> fields) {
    return new Template(TemplateParser.parse(text), fields);
  }

  /// What comes out for one value.
  ///
  /// @throws TemplateException where it asks for a field that there is not
  public String render(JsonValue value) {
    var rendering = new Rendering(value);
    rendering.all(nodes, value, new HashMap<>(Map.of("", value)));
    return rendering.out.toString();
  }

  private final class Rendering {
    private final JsonValue root;
    private final StringBuilder out = new StringBuilder();

    Rendering(JsonValue root) {
      this.root = root;
    }

    void all(List<Node> nodes, JsonValue dot, Map<String, JsonValue> variables) {
      for (var node : nodes) {
        one(node, dot, variables);
        if (out.length() > OUTPUT_LIMIT) {
          throw new TemplateException("more than " + OUTPUT_LIMIT + " characters come out");
        }
      }
    }

    private void one(Node node, JsonValue dot, Map<String, JsonValue> variables) {
      switch (node) {
        case Node.Literal(var text) -> out.append(text);
        case Node.Print(var value) -> out.append(GoText.of(value(value, dot, variables)));
        case Node.Declaration(var name, var value) ->
            variables.put(name, value(value, dot, variables));
        case Node.Choice(var condition, var then, var otherwise) ->
            all(
                Function.isTrue(value(condition, dot, variables)) ? then : otherwise,
                dot,
                new HashMap<>(variables));
        case Node.With(var value, var then, var otherwise) -> {
          var inner = value(value, dot, variables);
          if (Function.isTrue(inner)) {
            all(then, inner, new HashMap<>(variables));
          } else {
            all(otherwise, dot, new HashMap<>(variables));
          }
        }
        case Node.Range range -> each(range, dot, variables);
      }
    }

    private void each(Node.Range range, JsonValue dot, Map<String, JsonValue> variables) {
      var over = value(range.over(), dot, variables);
      if (!Function.isTrue(over)) {
        all(range.otherwise(), dot, new HashMap<>(variables));
        return;
      }
      switch (over) {
        case JsonValue.Elements(var elements) -> {
          for (var i = 0; i < elements.size(); i++) {
            step(range, JsonValue.of(i), elements.get(i), variables);
          }
        }
        case JsonValue.Members(var members) ->
            new TreeMap<>(members)
                .forEach((key, value) -> step(range, JsonValue.of(key), value, variables));
        case JsonValue.Text _, JsonValue.Figure _, JsonValue.Flag _, JsonValue.Nothing _ ->
            throw new TemplateException("range over '" + GoText.of(over) + "', which is no list");
      }
    }

    private void step(
        Node.Range range, JsonValue key, JsonValue value, Map<String, JsonValue> variables) {
      var inner = new HashMap<>(variables);
      if (!range.key().isEmpty()) {
        inner.put(range.key(), key);
      }
      if (!range.value().isEmpty()) {
        inner.put(range.value(), value);
      }
      all(range.each(), value, inner);
    }

    private JsonValue value(
        Expression expression, JsonValue dot, Map<String, JsonValue> variables) {
      return switch (expression) {
        case Expression.Dot _ -> dot;
        case Expression.Constant(var value) -> value;
        case Expression.Variable(var name) -> {
          var value = variables.get(name);
          if (value == null) {
            throw new TemplateException("there is no variable $" + name);
          }
          yield value;
        }
        case Expression.Member(var of, var name) -> member(value(of, dot, variables), name);
        case Expression.Call(var function, var arguments) -> {
          List<JsonValue> values =
              arguments.stream().map(each -> value(each, dot, variables)).toList();
          yield function.apply(values);
        }
      };
    }

    private JsonValue member(JsonValue of, String name) {
      if (of.equals(root) && !fields.isEmpty() && !fields.contains(name)) {
        throw new TemplateException(
            "there is no field ."
                + name
                + "; there are "
                + fields.stream()
                    .sorted()
                    .map(each -> "." + each)
                    .collect(Collectors.joining(", ")));
      }
      return of.at(name);
    }
  }
}
