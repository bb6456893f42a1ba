package io.breakwater.sbom;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Percent-encoding of package URLs (ECMA-427, "Character encoding"): letters, digits and
/// `.-_~:` stand as they are, everything else is written as the bytes of its UTF-8.
final class Percent {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private Percent() {}

  /// Names that are not UTF-8 come out of layers with each stray byte as a lone surrogate U+DC80
  /// to U+DCFF; such a byte is written as `\x80` to `\xff`, as in the reports.
  static void encode(StringBuilder out, String text) {
    for (var i = 0; i < text.length(); ) {
      var point = text.codePointAt(i);
      if (point < 0x80) {
        octet(out, point);
      } else if (point >= 0xDC80 && point <= 0xDCFF) {
        var stray = "\\x" + Integer.toHexString(point - 0xDC00);
        stray.chars().forEach(c -> octet(out, c));
      } else {
        for (var b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
          octet(out, b & 0xFF);
        }
      }
      i += Character.charCount(point);
    }
  }

  private static void octet(StringBuilder out, int octet) {
    if (plain(octet)) {
      out.append((char) octet);
    } else {
      out.append('%').append(HEX[octet >> 4]).append(HEX[octet & 15]);
    }
  }

  private static boolean plain(int octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || octet == '.'
        || octet == '-'
        || octet == '_'
        || octet == '~'
        || octet == ':';
  }

  /// The text behind the encoding; characters that should have been encoded stand for themselves,
  /// `+` among them.
  ///
  /// @throws IllegalArgumentException when `%` is not followed by two hex digits, the bytes are
  ///     no UTF-8, or a control character comes out
  static String decode(String text) {
    var decoded = text.indexOf('%') < 0 ? text : octets(text);
    for (var i = 0; i < decoded.length(); i++) {
      var c = decoded.charAt(i);
      if (c < ' ' || c == 0x7F) {
        throw new IllegalArgumentException("it holds a control character");
      }
    }
    return decoded;
  }

  private static String octets(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var out = ByteBuffer.allocate(bytes.length);
    for (var i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        out.put(bytes[i]);
        continue;
      }
      var high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      var low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw new IllegalArgumentException("'%' is not followed by two hex digits");
      }
      out.put((byte) (high << 4 | low));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("percent-encoded bytes are no UTF-8", e);
    }
  }
}
