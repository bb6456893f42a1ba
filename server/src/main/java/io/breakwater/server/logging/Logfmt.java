package io.breakwater.server.logging;

import io.breakwater.server.logging.Fields.Field;
import java.time.temporal.ChronoUnit;
import java.util.logging.LogRecord;

/// `time=… level=info source=… message="…"`: values with blanks, quotes or control characters
/// are quoted and escaped as in JSON, so that nobody writes lines of their own.
final class Logfmt implements LineFormat {
  @Override
  public String line(LogRecord entry) {
    var line = new StringBuilder(160);
    add(line, "time", entry.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
    add(line, "level", LineFormat.level(entry.getLevel()));
    var fields = Fields.of(entry);
    if (fields.isEmpty()) {
      add(line, "source", LineFormat.source(entry));
      add(line, "message", LineFormat.message(entry));
    } else {
      for (Field field : fields) {
        add(line, field.name(), String.valueOf(field.value()));
      }
    }
    if (entry.getThrown() != null) {
      add(line, "error", LineFormat.trace(entry.getThrown()));
    }
    return line.toString();
  }

  private static void add(StringBuilder line, String name, String value) {
    if (!line.isEmpty()) {
      line.append(' ');
    }
    line.append(name).append('=');
    if (!value.isEmpty() && value.chars().allMatch(Logfmt::plain)) {
      line.append(value);
      return;
    }
    line.append('"');
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      switch (c) {
        case '"' -> line.append("\\\"");
        case '\\' -> line.append("\\\\");
        case '\n' -> line.append("\\n");
        case '\t' -> line.append("\\t");
        case '\r' -> line.append("\\r");
        default -> {
          if (c < ' ' || (c >= 0x7f && c <= 0x9f) || c == '\u2028' || c == '\u2029') {
            line.append("\\u").append(String.format("%04x", (int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
    line.append('"');
  }

  private static boolean plain(int c) {
    return c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '=';
  }
}
