package io.breakwater.configuration.sudo;

import org.jspecify.annotations.Nullable;

/// The arguments behind a command (states `GOTCMND` and `GOTREGEX` of `toke.l`).
final class Arguments {
  private final String text;
  private int at;
  private int lines;
  private boolean space;
  private @Nullable StringBuilder made;

  private Arguments(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /// What was read.
  ///
  /// @param text null for no arguments
  /// @param end where the scanner goes on
  /// @param lines how many line ends were passed
  /// @param newline length of a line end with a carriage return that swallowed the command,
  ///     else 0
  record Read(@Nullable String text, int end, int lines, int newline, boolean good) {}

  static Read read(String text, int from) {
    return new Arguments(text, from).read();
  }

  private Read done(int newline, boolean good) {
    return new Read(made == null ? null : made.toString(), at, lines, newline, good);
  }

  private Read read() {
    while (at < text.length()) {
      var c = text.charAt(at);
      var next = Lengths.at(text, at + 1);
      var word = Lengths.until(text, at, "#\\:, \t\r\n");
      if (Lengths.isBlank(c)) {
        space = true;
        at += Lengths.blanks(text, at);
      } else if (c == '\\' && Lengths.continuation(text, at) > 0) {
        line();
      } else if (c == '\\' && "*?[]!^:\\,= \t#".indexOf(next) >= 0) {
        var verbatim = "*?[]!^".indexOf(next) >= 0;
        add(verbatim ? text.substring(at, at + 2) : String.valueOf(next));
        at += 2;
      } else if (c == '\\') {
        at++;
        return done(0, false);
      } else if (Lengths.newline(text, at) == 2) {
        return done(2, false);
      } else if ("#:,\r\n".indexOf(c) >= 0 || (c == '=' && word == 1)) {
        return done(0, true);
      } else if (c == '^' && made == null) {
        return regex();
      } else {
        add(text.substring(at, at + word));
        at += word;
      }
    }
    return done(0, true);
  }

  private void line() {
    space = true;
    lines++;
    at += Lengths.continuation(text, at);
  }

  private void add(String piece) {
    if (made == null) {
      made = new StringBuilder();
    } else if (space) {
      made.append(' ');
    }
    space = false;
    made.append(piece);
  }

  private Read regex() {
    var regex = new StringBuilder();
    made = regex;
    var continued = false;
    while (at < text.length()) {
      var c = text.charAt(at);
      if (c == '\\' && Lengths.continuation(text, at) > 0) {
        line();
        continued = true;
      } else if (c == '\\') {
        var end = Math.min(text.length(), at + 2);
        if (Lengths.at(text, at + 1) == '\r') {
          return done(0, false);
        }
        regex.append(text, at, end);
        at = end;
      } else if (Lengths.newline(text, at) == 2) {
        return done(2, false);
      } else if (c == '#' || c == '\r' || c == '\n') {
        return done(0, false);
      } else if (c == '$') {
        regex.append(c);
        at++;
        return done(0, true);
      } else {
        var blanks = continued ? Lengths.blanks(text, at) : 0;
        var length = Lengths.until(text, at, "#\\\r\n$");
        regex.append(text, at + blanks, at + length);
        at += length;
        continued = false;
      }
    }
    return done(0, false);
  }
}
