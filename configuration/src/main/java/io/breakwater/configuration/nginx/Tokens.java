package io.breakwater.configuration.nginx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The words of a configuration file, by the rules of `ngx_conf_read_token` (`ngx_conf_file.c`).
///
/// Words stand apart by space; `;` ends a directive, `{` opens its block. A `#` begins a comment
/// only where a word could begin. A word in quotes ends at its quote, and space, `;`, `{` or `)`
/// has to follow; within any word `\` keeps the next character from ending it, and `\"`, `\'`,
/// `\\`, `\t`, `\r`, `\n` stand for one character. `${` does not open a block.
final class Tokens {
  /// How a sequence of words ended.
  enum End {
    DIRECTIVE,
    BLOCK,
    CLOSE,
    FILE
  }

  /// `NGX_CONF_BUFFER`: a word or a comment has to end within as many bytes.
  private static final int LONGEST = 4096;

  private final String file;
  private final String text;
  private int at;
  private int line = 1;
  private int first;
  private List<String> words = List.of();

  Tokens(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /// The words before the end that [#next] found.
  List<String> words() {
    return words;
  }

  /// The line of the first word, or of what ended an empty sequence.
  int line() {
    return first;
  }

  /// Reads to the next `;`, `{`, `}` or the end of the file.
  End next() throws Refused {
    words = new ArrayList<>();
    while (true) {
      space();
      if (words.isEmpty()) {
        first = line;
      }
      if (at == text.length()) {
        if (words.isEmpty()) {
          return End.FILE;
        }
        throw new Refused(file, line, "unexpected end of file, expecting \";\" or \"}\"");
      }
      var c = text.charAt(at);
      switch (c) {
        case ';', '{' -> {
          at++;
          if (words.isEmpty()) {
            throw unexpected(c);
          }
          return c == ';' ? End.DIRECTIVE : End.BLOCK;
        }
        case '}' -> {
          at++;
          if (!words.isEmpty()) {
            throw unexpected(c);
          }
          return End.CLOSE;
        }
        case '"', '\'' -> quoted(c);
        default -> bare();
      }
    }
  }

  private Refused unexpected(char c) {
    return new Refused(file, line, "unexpected \"" + c + "\"");
  }

  /// Skips space and comments.
  private void space() throws Refused {
    while (at < text.length()) {
      var c = text.charAt(at);
      if (c == '#') {
        var end = text.indexOf('\n', at);
        var from = at;
        at = end < 0 ? text.length() : end;
        fits(from, at);
      } else if (c == '\n') {
        line++;
        at++;
      } else if (isSpace(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  /// Refuses what the server's buffer cannot hold.
  private void fits(int from, int to) throws Refused {
    if (to - from >= LONGEST / 3
        && text.substring(from, to).getBytes(StandardCharsets.UTF_8).length >= LONGEST) {
      throw new Refused(file, line, "too long parameter");
    }
  }

  private void quoted(char quote) throws Refused {
    var from = ++at;
    while (at < text.length() && text.charAt(at) != quote) {
      step();
    }
    if (at >= text.length()) {
      throw new Refused(file, line, "unexpected end of file, expecting \";\" or \"}\"");
    }
    // The quote has to fit as well.
    fits(from, at + 1);
    word(from);
    at++;
    if (at < text.length()) {
      var c = text.charAt(at);
      if (c == ')') {
        bare();
      } else if (!isSpace(c) && c != ';' && c != '{') {
        throw unexpected(c);
      }
    } else {
      throw new Refused(file, line, "unexpected end of file, expecting \";\" or \"}\"");
    }
  }

  private void bare() throws Refused {
    var from = at;
    var variable = false;
    while (at < text.length()) {
      var c = text.charAt(at);
      if (c == '{' && variable) {
        at++;
        continue;
      }
      if (at > from && (isSpace(c) || c == ';' || c == '{')) {
        word(from);
        return;
      }
      variable = c == '$';
      step();
    }
    throw new Refused(file, line, "unexpected end of file, expecting \";\" or \"}\"");
  }

  /// Passes a character, or two where the first takes the second's meaning.
  private void step() {
    var last = Math.min(at + (text.charAt(at) == '\\' ? 2 : 1), text.length());
    for (; at < last; at++) {
      if (text.charAt(at) == '\n') {
        line++;
      }
    }
  }

  private void word(int from) throws Refused {
    fits(from, at);
    var raw = text.substring(from, at);
    words.add(raw.indexOf('\\') < 0 ? raw : unescaped(raw));
  }

  private static String unescaped(String raw) {
    var out = new StringBuilder(raw.length());
    var i = 0;
    while (i < raw.length()) {
      var c = raw.charAt(i++);
      var next = c == '\\' && i < raw.length() ? raw.charAt(i) : ' ';
      var means =
          switch (next) {
            case '"', '\'', '\\' -> next;
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'n' -> '\n';
            default -> ' ';
          };
      out.append(means == ' ' ? c : means);
      i += means == ' ' ? 0 : 1;
    }
    return out.toString();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  /// Passes a block of Lua source behind its `{`, to the `}` that closes it outside of strings,
  /// comments and long brackets (lua-nginx-module, `ngx_http_lua_conf_lua_block_parse`).
  void skipLua() throws Refused {
    var depth = 1;
    while (at < text.length()) {
      var c = text.charAt(at);
      switch (c) {
        case '{' -> depth++;
        case '}' -> depth--;
        case '"', '\'' -> {
          luaString(c);
          continue;
        }
        case '-' -> {
          if (text.startsWith("--", at)) {
            at += 2;
            if (!luaBracket()) {
              luaLine();
            }
            continue;
          }
        }
        case '[' -> {
          if (luaBracket()) {
            continue;
          }
        }
        default -> {}
      }
      step();
      if (depth == 0) {
        return;
      }
    }
    throw new Refused(file, line, "unexpected end of file in a block of Lua");
  }

  private void luaString(char quote) {
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      step();
    }
    at = Math.min(at + 1, text.length());
  }

  private void luaLine() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  /// Passes `[[…]]` or `[=[…]=]`; stays where none begins.
  private boolean luaBracket() {
    var level = at + 1;
    while (level < text.length() && text.charAt(level) == '=') {
      level++;
    }
    if (at >= text.length() || text.charAt(at) != '[' || !text.startsWith("[", level)) {
      return false;
    }
    var close = "]" + "=".repeat(level - at - 1) + "]";
    var end = text.indexOf(close, level);
    var to = end < 0 ? text.length() : end + close.length();
    while (at < to) {
      if (text.charAt(at++) == '\n') {
        line++;
      }
    }
    return true;
  }
}
