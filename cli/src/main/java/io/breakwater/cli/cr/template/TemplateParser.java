package io.breakwater.cli.cr.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// Parses templates: text, and actions between `{{` and `}}`, which with `{{- ` and ` -}}` take
/// the white space before and behind them away (Go, package `text/template`, "Text and spaces").
final class TemplateParser {
  static final int LIMIT = 64 << 10;
  private static final int DEPTH = 50;
  private static final Pattern LEADING = Pattern.compile("^\\s+");

  private record Piece(boolean action, String text) {}

  private final Deque<Piece> pieces;
  private int depth;

  private TemplateParser(Deque<Piece> pieces) {
    this.pieces = pieces;
  }

  static List<Node> parse(String text) {
    if (text.length() > LIMIT) {
      throw new TemplateException("it has more than " + LIMIT + " characters");
    }
    var parser = new TemplateParser(pieces(text));
    var nodes = new ArrayList<Node>();
    var end = parser.block(nodes);
    if (!end.isEmpty()) {
      throw new TemplateException("unexpected {{" + end + "}}");
    }
    return nodes;
  }

  private static Deque<Piece> pieces(String text) {
    var pieces = new ArrayDeque<Piece>();
    var at = 0;
    var trim = false;
    for (var open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
      var before = text.substring(at, open);
      var close = close(text, open + 2);
      var action = text.substring(open + 2, close);
      var left = action.startsWith("-") && action.length() > 1 && action.charAt(1) <= ' ';
      var right = action.endsWith("-") && action.length() > 1 && beforeLast(action) <= ' ';
      add(pieces, before, trim, left);
      pieces.add(
          new Piece(
              true, action.substring(left ? 1 : 0, action.length() - (right ? 1 : 0)).strip()));
      trim = right;
      at = close + 2;
    }
    add(pieces, text.substring(at), trim, false);
    return pieces;
  }

  private static char beforeLast(String action) {
    return action.charAt(action.length() - 2);
  }

  private static void add(Deque<Piece> pieces, String text, boolean head, boolean tail) {
    var left = head ? LEADING.matcher(text).replaceFirst("") : text;
    var both = tail ? left.stripTrailing() : left;
    if (!both.isEmpty()) {
      pieces.add(new Piece(false, both));
    }
  }

  /// The `}}` that ends an action, which may hold quoted braces.
  private static int close(String text, int from) {
    var quote = ' ';
    for (var i = from; i < text.length() - 1; i++) {
      var c = text.charAt(i);
      if (quote != ' ') {
        if (c == '\\' && quote == '"') {
          i++;
        } else if (c == quote) {
          quote = ' ';
        }
      } else if (c == '"' || c == '`') {
        quote = c;
      } else if (c == '}' && text.charAt(i + 1) == '}') {
        return i;
      }
    }
    throw new TemplateException("'{{' without '}}'");
  }

  /// Nodes up to `end` or `else`, or up to the end of the text.
  ///
  /// @return the action that ended it, empty for the end of the text
  private String block(List<Node> nodes) {
    if (++depth > DEPTH) {
      throw new TemplateException("more than " + DEPTH + " blocks within each other");
    }
    while (!pieces.isEmpty()) {
      var piece = pieces.remove();
      if (!piece.action()) {
        nodes.add(new Node.Literal(piece.text()));
      } else if (piece.text().equals("end")
          || piece.text().equals("else")
          || piece.text().startsWith("else ")) {
        depth--;
        return piece.text();
      } else if (!piece.text().startsWith("/*")) {
        nodes.add(action(piece.text()));
      }
    }
    depth--;
    return "";
  }

  private Node action(String text) {
    var tokens = new ActionParser(Token.of(text));
    return switch (tokens.keyword()) {
      case "if" -> choice(tokens);
      case "with" -> {
        var value = tokens.pipeline();
        var then = new ArrayList<Node>();
        yield new Node.With(value, then, otherwise(block(then), "with"));
      }
      case "range" -> {
        var names = tokens.declared();
        var over = tokens.pipeline();
        var each = new ArrayList<Node>();
        var key = names.size() == 2 ? names.getFirst() : "";
        var value = names.isEmpty() ? "" : names.getLast();
        yield new Node.Range(key, value, over, each, otherwise(block(each), "range"));
      }
      default -> {
        var names = tokens.declared();
        if (names.size() > 1) {
          throw new TemplateException("only range declares two variables");
        }
        var value = tokens.pipeline();
        yield names.isEmpty()
            ? new Node.Print(value)
            : new Node.Declaration(names.getFirst(), value);
      }
    };
  }

  private Node choice(ActionParser tokens) {
    var condition = tokens.pipeline();
    var then = new ArrayList<Node>();
    return new Node.Choice(condition, then, otherwise(block(then), "if"));
  }

  private List<Node> otherwise(String end, String of) {
    if (end.equals("end")) {
      return List.of();
    }
    if (end.isEmpty()) {
      throw new TemplateException("{{" + of + "}} without {{end}}");
    }
    if (end.startsWith("else if ")) {
      if (++depth > DEPTH) {
        throw new TemplateException("more than " + DEPTH + " blocks within each other");
      }
      var node = choice(new ActionParser(Token.of(end.substring("else if ".length()))));
      depth--;
      return List.of(node);
    }
    if (!end.equals("else")) {
      throw new TemplateException("unexpected {{" + end + "}}");
    }
    var nodes = new ArrayList<Node>();
    var last = block(nodes);
    if (!last.equals("end")) {
      throw new TemplateException("{{else}} without {{end}}");
    }
    return nodes;
  }
}
