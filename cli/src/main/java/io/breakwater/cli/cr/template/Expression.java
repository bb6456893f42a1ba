package io.breakwater.cli.cr.template;

import io.breakwater.cli.cr.json.JsonValue;
import java.util.List;

/// What stands between braces.
sealed interface Expression {
  /// `.`, or within `range` and `with` what they set it to.
  record Dot() implements Expression {}

  /// `$name`; `$` is what the template was given.
  record Variable(String name) implements Expression {}

  /// `1`, `"text"`, `true`.
  record Constant(JsonValue value) implements Expression {}

  /// `.Config.Env`.
  record Member(Expression of, String name) implements Expression {}

  /// `eq .Tag "1"`; what came through a pipe is the last argument.
  record Call(Function function, List<Expression> arguments) implements Expression {}
}
