package io.breakwater.reports.junit;

import io.breakwater.reports.Printable;
import java.io.IOException;
import java.io.Writer;

/// Writes XML 1.0 of any text: characters that XML has no form for (2.2 "Characters") are written
/// as `\x1b`, the two that are no characters at all with their number in braces.
final class Xml {
  private final Writer out;

  Xml(Writer out) {
    this.out = out;
  }

  void raw(String markup) throws IOException {
    out.write(markup);
  }

  void attribute(String name, String value) throws IOException {
    out.write(' ');
    out.write(name);
    out.write("=\"");
    escape(value, true);
    out.write('"');
  }

  void attribute(String name, int value) throws IOException {
    attribute(name, Integer.toString(value));
  }

  void text(String text) throws IOException {
    escape(text, false);
  }

  /// In attributes line ends are references, which a parser would else turn into spaces (3.3.3).
  private void escape(String raw, boolean attribute) throws IOException {
    var text = Printable.wellFormed(raw);
    for (var i = 0; i < text.length(); ) {
      var point = text.codePointAt(i);
      switch (point) {
        case '<' -> out.write("&lt;");
        case '>' -> out.write("&gt;");
        case '&' -> out.write("&amp;");
        case '"' -> out.write("&quot;");
        case '\r' -> out.write("&#13;");
        case '\n' -> out.write(attribute ? "&#10;" : "\n");
        case '\t' -> out.write(attribute ? "&#9;" : "\t");
        default -> point(point);
      }
      i += Character.charCount(point);
    }
  }

  private void point(int point) throws IOException {
    if (point < ' ' || (point >= 0x7F && point <= 0x9F)) {
      out.write("\\x" + (point < 16 ? "0" : "") + Integer.toHexString(point));
    } else if (point == 0xFFFE || point == 0xFFFF) {
      out.write("\\u{" + Integer.toHexString(point) + "}");
    } else {
      out.write(Character.toString(point));
    }
  }
}
