package io.breakwater.reports;

/// Makes text from hostile images fit to be written.
///
/// Names that are not UTF-8 reach the reports with each stray byte as a lone surrogate U+DC80 to
/// U+DCFF; those are written as `\x80` to `\xff`, which every JSON parser and terminal takes.
public final class Printable {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private Printable() {}

  /// The text without lone surrogates.
  public static String wellFormed(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return escape(text, false);
      }
    }
    return text;
  }

  /// The text in one line without control and formatting characters, so that nothing in it
  /// reaches a terminal as a command or turns the direction of what follows.
  public static String line(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return escape(text, true);
      }
    }
    return text;
  }

  /// A message as a sentence: a capital in front, unless a file or a name stands there, and a
  /// stop behind.
  public static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    var last = text.charAt(text.length() - 1);
    var whole = last == '.' || last == '!' || last == '?' ? text : text + ".";
    return plainWord(whole) ? Character.toUpperCase(whole.charAt(0)) + whole.substring(1) : whole;
  }

  /// Whether the first word is of small letters only.
  private static boolean plainWord(String text) {
    var at = 0;
    while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
      at++;
    }
    return at > 0 && at < text.length() && " ,:;.".indexOf(text.charAt(at)) >= 0;
  }

  private static String escape(String text, boolean controls) {
    var out = new StringBuilder(text.length() + 8);
    for (var i = 0; i < text.length(); ) {
      var point = text.codePointAt(i);
      if (point >= 0xDC80 && point <= 0xDCFF) {
        hex(out, point - 0xDC00);
      } else if (point >= 0xD800 && point <= 0xDFFF) {
        out.append('\uFFFD');
      } else if (controls && (point == '\t' || point == '\n')) {
        out.append(' ');
      } else if (controls && unsafe(point)) {
        escapePoint(out, point);
      } else {
        out.appendCodePoint(point);
      }
      i += Character.charCount(point);
    }
    return out.toString();
  }

  private static void escapePoint(StringBuilder out, int point) {
    if (point <= 0xFF) {
      hex(out, point);
    } else {
      out.append("\\u{").append(Integer.toHexString(point)).append('}');
    }
  }

  private static void hex(StringBuilder out, int value) {
    out.append("\\x").append(HEX[(value >> 4) & 15]).append(HEX[value & 15]);
  }

  private static boolean unsafe(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
