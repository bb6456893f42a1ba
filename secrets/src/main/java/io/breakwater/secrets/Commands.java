package io.breakwater.secrets;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds secrets in a command of a shell or a step of a Dockerfile, by the names of variables and
/// options. Words are split as a shell does (POSIX.1-2017, section 2.2), without expanding them.
final class Commands {
  private static final int MOST_WORDS = 20_000;

  private Commands() {}

  /// The kind of secret in a command, or null.
  static @Nullable SecretKind look(String command) {
    var words = words(command);
    for (int i = 0; i < words.size(); i++) {
      var kind = look(words, i);
      if (kind != null) {
        return kind;
      }
    }
    return null;
  }

  private static @Nullable SecretKind look(List<String> words, int i) {
    var word = words.get(i);
    int equals = word.indexOf('=');
    if (word.startsWith("--")) {
      return option(words, i, equals);
    }
    if (equals > 0 && isName(word, equals)) {
      return value(word.substring(0, equals), word.substring(equals + 1))
          ? SecretKinds.VARIABLE
          : null;
    }
    if (i + 1 < words.size()) {
      var next = words.get(i + 1);
      if (word.equals("ENV") && i + 2 < words.size() && next.indexOf('=') < 0) {
        return value(next, words.get(i + 2)) ? SecretKinds.VARIABLE : null;
      }
      return shortOption(words, i, next);
    }
    return header(word) ? SecretKinds.ARGUMENT : null;
  }

  /// `--password=x` and `--password x`.
  private static @Nullable SecretKind option(List<String> words, int i, int equals) {
    var word = words.get(i);
    var name = word.substring(2, equals < 0 ? word.length() : equals);
    var value =
        equals >= 0 ? word.substring(equals + 1) : i + 1 < words.size() ? words.get(i + 1) : "";
    if (name.equals("user") && isCurl(words, i)) {
      return login(value) ? SecretKinds.ARGUMENT : null;
    }
    if (name.equals("header")) {
      return header(value) ? SecretKinds.ARGUMENT : null;
    }
    return !name.endsWith("stdin") && !value.startsWith("-") && value(name, value)
        ? SecretKinds.ARGUMENT
        : null;
  }

  private static @Nullable SecretKind shortOption(List<String> words, int i, String next) {
    boolean secret =
        switch (words.get(i)) {
          case "-u" -> isCurl(words, i) && login(next);
          case "-H" -> header(next);
          case "-p" ->
              before(words, i, "login", "sshpass")
                  && !next.startsWith("-")
                  && !Placeholders.value(next);
          default -> header(words.get(i));
        };
    return secret ? SecretKinds.ARGUMENT : null;
  }

  private static boolean isCurl(List<String> words, int i) {
    return before(words, i, "curl", "http");
  }

  /// Whether a word comes in the same command, a few words before.
  private static boolean before(List<String> words, int i, String one, String other) {
    for (int j = i - 1; j >= 0 && j > i - 20; j--) {
      var word = words.get(j);
      if (word.equals(one) || word.equals(other) || word.endsWith("/" + one)) {
        return true;
      }
    }
    return false;
  }

  /// `name:password`
  private static boolean login(String value) {
    int colon = value.indexOf(':');
    return colon > 0 && !Placeholders.value(value.substring(colon + 1));
  }

  /// `Authorization: Bearer …`
  private static boolean header(String word) {
    int at = indexOfIgnoringCase(word, "authorization:");
    int token = indexOfIgnoringCase(word, "-token:");
    int from = at >= 0 ? at + 14 : token >= 0 ? token + 7 : -1;
    if (from < 0) {
      return false;
    }
    var value = word.substring(from).strip();
    int space = value.indexOf(' ');
    var secret = space < 0 ? value : value.substring(space + 1).strip();
    return secret.length() >= 8 && !Placeholders.value(secret);
  }

  private static int indexOfIgnoringCase(String word, String lower) {
    for (int i = 0; i + lower.length() <= word.length(); i++) {
      if (word.regionMatches(true, i, lower, 0, lower.length())) {
        return i;
      }
    }
    return -1;
  }

  /// Whether a name is that of a secret and the value is one.
  static boolean value(String name, String value) {
    return SecretWords.isSecret(name) && !Placeholders.value(value);
  }

  private static boolean isName(String word, int end) {
    for (int i = 0; i < end; i++) {
      char c = word.charAt(i);
      if (c != '_' && !Text.isLetter(c) && (i == 0 || !Text.isDigit(c))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> words(String command) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < command.length() && words.size() < MOST_WORDS; i++) {
      char c = command.charAt(i);
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (c == '\\' && quote != '\'' && i + 1 < command.length()) {
        i++;
        word.append(command.charAt(i));
      } else if (quote == 0 && separates(c)) {
        add(words, word);
      } else {
        word.append(c);
      }
    }
    add(words, word);
    return words;
  }

  private static boolean separates(char c) {
    return c <= ' ' || c == ';' || c == '&' || c == '|' || c == '(' || c == ')' || c == '>';
  }

  private static void add(List<String> words, StringBuilder word) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
