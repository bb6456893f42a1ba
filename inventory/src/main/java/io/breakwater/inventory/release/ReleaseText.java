package io.breakwater.inventory.release;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads os-release(5) and `lsb-release`: lines `KEY=value` in the syntax of the shell, without
/// expansion.
///
/// A value is bare, or in single or double quotes. In double quotes a backslash takes the special
/// meaning from `"`, `$`, backslash and backquote; elsewhere it takes it from any character; in
/// single quotes nothing is special. Quoted and bare parts may follow each other. Lines that are
/// empty or begin with `#` are skipped; a key given twice has its last value. CR before LF and a
/// byte order mark at the beginning are tolerated: editors on Windows leave them.
final class ReleaseText {
  private ReleaseText() {}

  /// The assignments in order; lines that are none are left out.
  static Map<String, String> parse(String file) {
    var text = withoutMark(file);
    var values = new LinkedHashMap<String, String>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        end = text.length();
      }
      line(text.substring(start, end).strip(), values);
      start = end + 1;
    }
    return values;
  }

  private static String withoutMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /// The first line that is not blank, without blanks around it.
  static String firstLine(String file) {
    var text = withoutMark(file).strip();
    int end = text.indexOf('\n');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  private static void line(String line, Map<String, String> values) {
    int equals = line.indexOf('=');
    if (equals <= 0 || line.startsWith("#")) {
      return;
    }
    var key = line.substring(0, equals);
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c != '_'
          && !(c >= 'A' && c <= 'Z')
          && !(c >= 'a' && c <= 'z')
          && !(c >= '0' && c <= '9')) {
        return;
      }
    }
    var value = unquote(line, equals + 1);
    if (value != null) {
      values.put(key, value);
    }
  }

  /// The value, null where a quote is not closed.
  private static @Nullable String unquote(String line, int from) {
    var value = new StringBuilder();
    char quote = 0;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
        char next = line.charAt(++i);
        if (quote == '"' && "\"$`\\".indexOf(next) < 0) {
          value.append('\\');
        }
        value.append(next);
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote && quote != 0) {
        quote = 0;
      } else if (quote == 0 && (c == ' ' || c == '\t')) {
        // What follows a blank is not part of the value.
        break;
      } else {
        value.append(c);
      }
    }
    return quote == 0 ? value.toString() : null;
  }
}
