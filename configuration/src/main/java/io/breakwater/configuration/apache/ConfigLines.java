package io.breakwater.configuration.apache;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines of a file as httpd sees them (`ap_cfg_getline` in `server/util.c`): a `\` right before
/// the end of a line continues it, white space around a line is left out, what follows a NUL in a
/// line is not seen. The text of a macro can be put before what has not been read
/// (`modules/core/mod_macro.c`).
final class ConfigLines {
  private final Deque<Frame> frames = new ArrayDeque<>();

  ConfigLines(String text, Place file) {
    frames.push(new Frame(text, file, List.of()));
  }

  /// The next line, null at the end.
  @Nullable String next() {
    var line = new StringBuilder();
    while (true) {
      var read = physical(line);
      if (!read) {
        return line.isEmpty() ? null : trimmed(line);
      }
      if (!continues(line)) {
        return trimmed(line);
      }
    }
  }

  /// Where the line that was read last stands; in a macro where the macro is used.
  Place place() {
    var frame = frames.element();
    return frame.macros.isEmpty()
        ? new Place(frame.file.file(), frame.line, frame.file.layer())
        : frame.file;
  }

  /// Names of the macros whose text is being read.
  List<String> macros() {
    return frames.element().macros;
  }

  /// Puts the text of a macro before what has not been read.
  void push(String text, List<String> macros) {
    frames.push(new Frame(text, place(), macros));
  }

  private boolean physical(StringBuilder line) {
    while (frames.size() > 1 && frames.element().atEnd()) {
      frames.pop();
    }
    var frame = frames.element();
    frame.line++;
    if (frame.atEnd()) {
      return false;
    }
    frame.take(line);
    return true;
  }

  /// Cuts a mark of continuation off.
  private static boolean continues(StringBuilder line) {
    var end = line.length();
    if (end == 0 || line.charAt(end - 1) != '\n') {
      return false;
    }
    end--;
    if (end > 0 && line.charAt(end - 1) == '\r') {
      end--;
    }
    if (end == 0 || line.charAt(end - 1) != '\\') {
      return false;
    }
    line.setLength(end - 1);
    return true;
  }

  private static String trimmed(StringBuilder line) {
    var from = 0;
    var to = line.length();
    while (from < to && Words.space(line.charAt(from))) {
      from++;
    }
    while (to > from && Words.space(line.charAt(to - 1))) {
      to--;
    }
    return line.substring(from, to);
  }

  private static final class Frame {
    final Place file;
    final List<String> macros;
    private final String text;
    private int at;
    int line;

    Frame(String text, Place file, List<String> macros) {
      this.text = text;
      this.file = file;
      this.macros = macros;
    }

    boolean atEnd() {
      return at >= text.length();
    }

    void take(StringBuilder line) {
      var end = text.indexOf('\n', at);
      var stop = end < 0 ? text.length() : end + 1;
      var nul = text.indexOf('\0', at);
      line.append(text, at, nul >= 0 && nul < stop ? nul : stop);
      at = stop;
    }
  }
}
