package io.breakwater.configuration.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The words of a line of `sshd_config`, as OpenSSH's `misc.c` splits them: `strdelim` for keywords
/// and criteria, `argv_split` for arguments (since 8.7, `strdelim` before).
final class Words {
  private static final String BLANKS = " \t\r\n";

  private @Nullable String rest;

  Words(String line) {
    this.rest = line;
  }

  /// What is left; null at the end.
  @Nullable String rest() {
    return rest;
  }

  /// Whether something is left.
  boolean hasMore() {
    return rest != null && !rest.isEmpty();
  }

  /// The next word up to blanks or one `=`; in double quotes it may hold both. Null at the end, and
  /// where a quote is not closed.
  @Nullable String next() {
    var text = rest;
    if (text == null) {
      return null;
    }
    var at = 0;
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) < 0 && text.charAt(at) != '"') {
      if (text.charAt(at) == '=') {
        break;
      }
      at++;
    }
    if (at == text.length()) {
      rest = null;
      return text;
    }
    if (text.charAt(at) == '"') {
      var end = text.indexOf('"', at + 1);
      rest = end < 0 ? null : afterBlanks(text, end + 1);
      return end < 0 ? null : text.substring(0, at) + text.substring(at + 1, end);
    }
    var more = afterBlanks(text, at + 1);
    if (text.charAt(at) != '=' && more.startsWith("=")) {
      more = afterBlanks(more, 1);
    }
    rest = more;
    return text.substring(0, at);
  }

  private static String afterBlanks(String text, int from) {
    var at = from;
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return text.substring(at);
  }

  /// Arguments between blanks up to a comment; quotes of both kinds, `\` before quotes, itself, and
  /// blanks outside of quotes. Empty where a quote is not closed.
  static Optional<List<String>> arguments(String text) {
    var arguments = new ArrayList<String>();
    var at = 0;
    while (at < text.length()) {
      var c = text.charAt(at);
      if (c == ' ' || c == '\t') {
        at++;
        continue;
      }
      if (c == '#') {
        break;
      }
      var word = new StringBuilder();
      at = word(text, at, word);
      if (at < 0) {
        return Optional.empty();
      }
      arguments.add(word.toString());
    }
    return Optional.of(arguments);
  }

  private static int word(String text, int from, StringBuilder word) {
    var quote = '\0';
    var at = from;
    while (at < text.length()) {
      var c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length() && isEscaped(text.charAt(at + 1), quote)) {
        word.append(text.charAt(++at));
      } else if (quote == '\0' && (c == ' ' || c == '\t')) {
        break;
      } else if (quote == '\0' && (c == '"' || c == '\'')) {
        quote = c;
      } else if (quote != '\0' && c == quote) {
        quote = '\0';
      } else {
        word.append(c);
      }
      at++;
    }
    return quote == '\0' ? at : -1;
  }

  private static boolean isEscaped(char c, char quote) {
    return c == '\'' || c == '"' || c == '\\' || (quote == '\0' && c == ' ');
  }

  /// Arguments as versions before 8.7 split them; empty where a quote is not closed.
  static Optional<List<String>> oldArguments(String text) {
    var words = new Words(text);
    var arguments = new ArrayList<String>();
    while (words.hasMore()) {
      var word = words.next();
      if (word == null) {
        return Optional.empty();
      }
      arguments.add(word);
    }
    return Optional.of(arguments);
  }
}
