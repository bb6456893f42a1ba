package io.breakwater.cli.cr.template;

import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.template.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses what stands in one action: a pipeline of calls, maybe with variables declared before it.
final class ActionParser {
  private static final Set<String> KEYWORDS = Set.of("if", "with", "range");
  private static final int DEPTH = 50;

  private final List<Token> tokens;
  private int at;
  private int depth;

  ActionParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// `if`, `with` or `range` where the action begins with it, else empty.
  String keyword() {
    if (!tokens.isEmpty()
        && tokens.getFirst().kind() == Kind.WORD
        && KEYWORDS.contains(tokens.getFirst().text())) {
      at++;
      return tokens.getFirst().text();
    }
    return "";
  }

  /// `$a :=` or `$a, $b :=`.
  List<String> declared() {
    if (is(at, Kind.VARIABLE) && is(at + 1, Kind.DECLARE)) {
      at += 2;
      return List.of(tokens.get(at - 2).text());
    }
    if (is(at, Kind.VARIABLE)
        && is(at + 1, Kind.COMMA)
        && is(at + 2, Kind.VARIABLE)
        && is(at + 3, Kind.DECLARE)) {
      at += 4;
      return List.of(tokens.get(at - 4).text(), tokens.get(at - 2).text());
    }
    return List.of();
  }

  private boolean is(int index, Kind kind) {
    return index < tokens.size() && tokens.get(index).kind() == kind;
  }

  /// All that is left.
  Expression pipeline() {
    var expression = piped();
    if (at < tokens.size()) {
      throw new TemplateException("unexpected '" + tokens.get(at).text() + "'");
    }
    return expression;
  }

  private Expression piped() {
    if (++depth > DEPTH) {
      throw new TemplateException("more than " + DEPTH + " parentheses within each other");
    }
    var expression = command(null);
    while (is(at, Kind.PIPE)) {
      at++;
      expression = command(expression);
    }
    depth--;
    return expression;
  }

  private Expression command(@Nullable Expression last) {
    if (is(at, Kind.WORD) && !constant(tokens.get(at).text())) {
      var name = tokens.get(at++).text();
      var arguments = new ArrayList<Expression>();
      while (at < tokens.size() && !is(at, Kind.PIPE) && !is(at, Kind.CLOSE)) {
        arguments.add(operand());
      }
      if (last != null) {
        arguments.add(last);
      }
      return new Expression.Call(Function.named(name, arguments.size()), arguments);
    }
    if (last != null) {
      throw new TemplateException("behind '|' stands the name of a function");
    }
    return operand();
  }

  private static boolean constant(String word) {
    return word.equals("true") || word.equals("false") || word.equals("nil");
  }

  private Expression operand() {
    if (at >= tokens.size()) {
      throw new TemplateException("a value is missing");
    }
    var token = tokens.get(at++);
    var expression =
        switch (token.kind()) {
          case FIELD -> new Expression.Member(new Expression.Dot(), token.text());
          case DOT -> new Expression.Dot();
          case VARIABLE -> new Expression.Variable(token.text());
          case NUMBER ->
              new Expression.Constant(new JsonValue.Figure(new BigDecimal(token.text())));
          case TEXT -> new Expression.Constant(JsonValue.of(token.text()));
          case OPEN -> {
            var inner = piped();
            if (!is(at, Kind.CLOSE)) {
              throw new TemplateException("'(' without ')'");
            }
            at++;
            yield inner;
          }
          case WORD -> word(token.text());
          case PIPE, CLOSE, COMMA, DECLARE, ASSIGN ->
              throw new TemplateException("unexpected '" + token.text() + "'");
        };
    while (is(at, Kind.FIELD) && !tokens.get(at).spaced()) {
      expression = new Expression.Member(expression, tokens.get(at++).text());
    }
    return expression;
  }

  private static Expression word(String word) {
    return switch (word) {
      case "true", "false" -> new Expression.Constant(new JsonValue.Flag(word.equals("true")));
      case "nil" -> new Expression.Constant(JsonValue.Nothing.VALUE);
      default -> new Expression.Call(Function.named(word, 0), List.of());
    };
  }
}
