package io.breakwater.cli.cr.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A word of an action.
///
/// @param text without quotes, dots and `$`
/// @param spaced whether a blank stands before it: `.A.B` is a path, `.A .B` are two
record Token(Kind kind, String text, boolean spaced) {
  enum Kind {
    /// `.Name`.
    FIELD,
    /// `.` alone.
    DOT,
    /// `$name`.
    VARIABLE,
    WORD,
    NUMBER,
    TEXT,
    PIPE,
    OPEN,
    CLOSE,
    COMMA,
    DECLARE,
    ASSIGN
  }

  private static final Pattern WORDS =
      Pattern.compile(
          "\\s*(?:(?<field>\\.[A-Za-z_]\\w*)|(?<dot>\\.)|(?<variable>\\$\\w*)"
              + "|(?<word>[A-Za-z_]\\w*)|(?<number>[-+]?[0-9]+(?:\\.[0-9]+)?)"
              + "|(?<text>\"(?:[^\"\\\\\\n]|\\\\.)*+\"|`[^`]*+`)"
              + "|(?<declare>:=)|(?<assign>=)|(?<sign>[|(),]))");

  /// The words of an action.
  ///
  /// @throws TemplateException where something else stands there
  static List<Token> of(String action) {
    var tokens = new ArrayList<Token>();
    var matcher = WORDS.matcher(action);
    var at = 0;
    while (!action.substring(at).isBlank()) {
      matcher.region(at, action.length());
      if (!matcher.lookingAt()) {
        throw new TemplateException("unexpected '" + action.substring(at).strip() + "'");
      }
      var spaced = Character.isWhitespace(action.charAt(at));
      at = matcher.end();
      tokens.add(token(matcher.group().strip(), spaced, kind(matcher)));
    }
    return tokens;
  }

  private static Kind kind(Matcher matcher) {
    if (matcher.group("field") != null) {
      return Kind.FIELD;
    } else if (matcher.group("dot") != null) {
      return Kind.DOT;
    } else if (matcher.group("variable") != null) {
      return Kind.VARIABLE;
    } else if (matcher.group("word") != null) {
      return Kind.WORD;
    } else if (matcher.group("number") != null) {
      return Kind.NUMBER;
    } else if (matcher.group("text") != null) {
      return Kind.TEXT;
    } else if (matcher.group("declare") != null) {
      return Kind.DECLARE;
    } else if (matcher.group("assign") != null) {
      return Kind.ASSIGN;
    }
    return switch (matcher.group("sign")) {
      case "|" -> Kind.PIPE;
      case "(" -> Kind.OPEN;
      case ")" -> Kind.CLOSE;
      default -> Kind.COMMA;
    };
  }

  private static Token token(String text, boolean spaced, Kind kind) {
    return switch (kind) {
      case FIELD, VARIABLE -> new Token(kind, text.substring(1), spaced);
      case TEXT ->
          new Token(
              kind,
              text.startsWith("`")
                  ? text.substring(1, text.length() - 1)
                  : unquoted(text.substring(1, text.length() - 1)),
              spaced);
      default -> new Token(kind, text, spaced);
    };
  }

  /// Go's escapes that people use: `\n`, `\t`, `\r`, `\"`, `\\`.
  private static String unquoted(String text) {
    var plain = new StringBuilder(text.length());
    var escaped = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (escaped) {
        plain.append(escape(c));
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static char escape(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '"', '\\', '\'' -> c;
      default -> throw new TemplateException("unknown escape '\\" + c + "'");
    };
  }
}
