package io.breakwater.configuration.apache;

import java.util.ArrayList;
import java.util.List;

/// Takes the words of a line one by one (`ap_getword_conf` in httpd's `server/util.c`): words are
/// separated by white space; `"…"` and `'…'` hold white space, and there `\` takes the quote or
/// another `\` as it is; elsewhere only `\\` means something. A quote that nothing closes ends with
/// the line.
final class Words {
  private final String text;
  private int at;

  Words(String text) {
    this.text = text;
    skip();
  }

  /// All words of a text.
  static List<String> of(String text) {
    var words = new Words(text);
    var all = new ArrayList<String>();
    while (!words.atEnd()) {
      all.add(words.next());
    }
    return all;
  }

  /// Whether white space separates words (`isspace` in the C locale).
  static boolean space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  boolean atEnd() {
    return at == text.length();
  }

  /// What has not been taken.
  String rest() {
    return text.substring(at);
  }

  /// The next word, empty where there is none.
  String next() {
    if (atEnd()) {
      return "";
    }
    var first = text.charAt(at);
    var word = first == '"' || first == '\'' ? quoted(first) : plain();
    skip();
    return word;
  }

  private String quoted(char quote) {
    var from = ++at;
    while (at < text.length() && text.charAt(at) != quote) {
      var next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
      at += text.charAt(at) == '\\' && (next == quote || next == '\\') ? 2 : 1;
    }
    var word = unescaped(from, Math.min(at, text.length()), quote);
    at = Math.min(at + 1, text.length());
    return word;
  }

  private String plain() {
    var from = at;
    while (at < text.length() && !space(text.charAt(at))) {
      at++;
    }
    return unescaped(from, at, '\\');
  }

  private String unescaped(int from, int to, char quote) {
    if (text.indexOf('\\', from) < 0) {
      return text.substring(from, to);
    }
    var word = new StringBuilder(to - from);
    for (var i = from; i < to; i++) {
      var next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      i += text.charAt(i) == '\\' && (next == '\\' || next == quote) ? 1 : 0;
      word.append(text.charAt(i));
    }
    return word.toString();
  }

  private void skip() {
    while (at < text.length() && space(text.charAt(at))) {
      at++;
    }
  }
}
