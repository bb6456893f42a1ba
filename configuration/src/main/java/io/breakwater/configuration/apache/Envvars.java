package io.breakwater.configuration.apache;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The environment that Debian's `apachectl` gives httpd: it sources `/etc/apache2/envvars`, a
/// shell script. Read are the forms that are found there: `NAME=value`, `export NAME=value`,
/// several to a line with `;`, `: ${NAME:=value}` and `: ${NAME=value}` of the images of PHP,
/// `unset NAME`. What is set under a condition, or by running a program, is uncertain.
///
/// @param values names and values
/// @param uncertain names whose value only a running shell knows, [#ANY] for those of a further
///     script
record Envvars(Map<String, String> values, Set<String> uncertain) {
  /// Stands for every name that has no value.
  static final String ANY = "*";

  Envvars {
    values = Map.copyOf(values);
    uncertain = Set.copyOf(uncertain);
  }

  /// Names that `-D` defines in `APACHE_ARGUMENTS`.
  Set<String> defines() {
    var defines = new HashSet<String>();
    var words = Words.of(values.getOrDefault("APACHE_ARGUMENTS", ""));
    for (var i = 0; i < words.size(); i++) {
      var word = words.get(i);
      if (word.equals("-D") && i + 1 < words.size()) {
        defines.add(words.get(i + 1));
      } else if (word.startsWith("-D")) {
        defines.add(word.substring(2));
      }
    }
    return defines;
  }

  /// Reads a script.
  ///
  /// @param before the environment that it is started with
  static Envvars read(String script, Map<String, String> before) {
    var reader = new Reader(before);
    for (var line : script.split("\n", -1)) {
      reader.line(line.strip());
    }
    return new Envvars(reader.values, reader.uncertain);
  }

  private static final class Reader {
    final Map<String, String> values;
    final Set<String> uncertain = new HashSet<>();
    private int conditions;

    Reader(Map<String, String> before) {
      values = new HashMap<>(before);
    }

    void line(String line) {
      if (line.startsWith("#")) {
        return;
      }
      var statement = new StringBuilder();
      var quote = '\0';
      for (var i = 0; i < line.length(); i++) {
        var c = line.charAt(i);
        if (quote == 0 && c == '#' && (i == 0 || line.charAt(i - 1) == ' ')) {
          break;
        }
        if (quote == 0 && (c == ';' || c == '&' || c == '|')) {
          statement(statement.toString().strip());
          statement.setLength(0);
          continue;
        }
        quote = quote == 0 && (c == '"' || c == '\'') ? c : c == quote ? '\0' : quote;
        statement.append(c);
      }
      statement(statement.toString().strip());
    }

    private void statement(String text) {
      var space = text.indexOf(' ');
      var first = space < 0 ? text : text.substring(0, space);
      var rest = space < 0 ? "" : text.substring(space + 1).strip();
      switch (first) {
        case "if", "case", "for", "while", "until" -> conditions++;
        case "fi", "esac", "done" -> conditions = Math.max(0, conditions - 1);
        case "then", "else", "do" -> statement(rest);
        case "export", "readonly" -> assign(rest);
        case "unset" -> values.remove(rest);
        case ":" -> byDefault(rest);
        case ".", "source", "eval" -> uncertain.add(ANY);
        default -> assign(text);
      }
    }

    private void assign(String text) {
      var equals = text.indexOf('=');
      if (equals <= 0 || !isName(text.substring(0, equals))) {
        return;
      }
      put(text.substring(0, equals), text.substring(equals + 1));
    }

    /// `: ${NAME:=value}`.
    private void byDefault(String text) {
      var bare = text.startsWith("\"") && text.endsWith("\"") && text.length() > 1;
      var word = bare ? text.substring(1, text.length() - 1) : text;
      var equals = word.indexOf('=');
      if (!word.startsWith("${") || !word.endsWith("}") || equals < 0) {
        return;
      }
      var colon = word.charAt(equals - 1) == ':';
      var name = word.substring(2, colon ? equals - 1 : equals);
      var known = values.get(name);
      if (isName(name) && (known == null || (colon && known.isEmpty()))) {
        put(name, word.substring(equals + 1, word.length() - 1));
      }
    }

    private void put(String name, String word) {
      // Debian's script sets SUFFIX for further instances, and empties it for the first one.
      if (name.equals("SUFFIX") && conditions > 0) {
        values.put(name, "");
        return;
      }
      var value = value(word);
      if (conditions > 0 || value == null) {
        uncertain.add(name);
        return;
      }
      values.put(name, value);
      uncertain.remove(name);
    }

    /// A word of the shell without its quotes, with variables replaced; null where it takes more.
    private @Nullable String value(String word) {
      var value = new StringBuilder();
      var quote = '\0';
      for (var i = 0; i < word.length(); i++) {
        var c = word.charAt(i);
        if (c == quote) {
          quote = '\0';
        } else if (quote == 0 && (c == '"' || c == '\'')) {
          quote = c;
        } else if (quote == 0 && c == ' ') {
          break;
        } else if (c == '`') {
          return null;
        } else if (c == '\\' && quote != '\'' && i + 1 < word.length()) {
          value.append(word.charAt(++i));
        } else if (c == '$' && quote != '\'') {
          var end = variable(word, i + 1, value);
          if (end < 0) {
            return null;
          }
          i = end - 1;
        } else {
          value.append(c);
        }
      }
      return value.toString();
    }

    /// Replaces `$NAME` or `${NAME}`; the place behind it, -1 where it is of another form.
    private int variable(String word, int at, StringBuilder value) {
      var braces = at < word.length() && word.charAt(at) == '{';
      var from = braces ? at + 1 : at;
      var to = from;
      while (to < word.length() && isName(word.substring(from, to + 1))) {
        to++;
      }
      if (to == from || (braces && (to >= word.length() || word.charAt(to) != '}'))) {
        return -1;
      }
      var name = word.substring(from, to);
      if (uncertain.contains(name)) {
        return -1;
      }
      value.append(values.getOrDefault(name, ""));
      return braces ? to + 1 : to;
    }

    private static boolean isName(String text) {
      for (var i = 0; i < text.length(); i++) {
        var c = text.charAt(i);
        var letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (i == 0 || c < '0' || c > '9')) {
          return false;
        }
      }
      return !text.isEmpty();
    }
  }
}
