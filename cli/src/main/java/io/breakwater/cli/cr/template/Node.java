package io.breakwater.cli.cr.template;

import java.util.List;

/// A part of a template.
sealed interface Node {
  /// What stands outside of braces.
  record Literal(String text) implements Node {}

  /// `{{ .Repository }}`.
  record Print(Expression value) implements Node {}

  /// `{{ $size := .Size }}`.
  record Declaration(String variable, Expression value) implements Node {}

  /// `{{ if … }}`; `else if` is an `if` alone in the other branch.
  record Choice(Expression condition, List<Node> then, List<Node> otherwise) implements Node {}

  /// `{{ with … }}`.
  record With(Expression value, List<Node> then, List<Node> otherwise) implements Node {}

  /// `{{ range $key, $value := … }}`; variables are empty where they are not named.
  record Range(String key, String value, Expression over, List<Node> each, List<Node> otherwise)
      implements Node {}
}
