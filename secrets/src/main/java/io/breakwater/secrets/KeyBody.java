package io.breakwater.secrets;

import java.util.Arrays;
import java.util.Base64;

/// The bytes of a key block, and what they are.
final class KeyBody {
  /// The shortest there is: an RFC 5915 key of 256 bits without its public half has 39 bytes.
  private static final int LEAST = 39;

  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int OBJECT_ID = 0x06;

  private final byte[] bytes;
  private final boolean encryptedByHeader;

  private KeyBody(byte[] bytes, boolean encryptedByHeader) {
    this.bytes = bytes;
    this.encryptedByHeader = encryptedByHeader;
  }

  /// Reads base64 up to the next hyphens, past line ends, escapes of them, quotes and headers.
  static KeyBody read(Text text, int from, int most) {
    var base64 = new byte[Math.max(0, Math.min(most, text.end - from))];
    int length = 0;
    boolean encrypted = false;
    int i = from;
    int last = Math.min(text.end, from + most);
    while (i < last && text.bytes[i] != '=') {
      byte c = text.bytes[i];
      if (c == ':' || header(text, i)) {
        // The name of a header without hyphens was taken for base64.
        length = 0;
        int end = lineEnd(text, i, last);
        encrypted |= text.has(i, end, "encrypted");
        i = end;
      } else if (c == '-') {
        break;
      } else if (c == '\\') {
        i += 2;
      } else {
        if (text.is(i, Text.BASE64) && !joins(text, i)) {
          base64[length++] = c;
        }
        i++;
      }
    }
    return new KeyBody(decode(base64, length), encrypted);
  }

  /// Names of headers have hyphens: `Proc-Type: 4,ENCRYPTED`, `DEK-Info: AES-128-CBC,…`.
  private static boolean header(Text text, int i) {
    return (text.bytes[i] == 'P' && text.starts(i, "Proc-Type:"))
        || (text.bytes[i] == 'D' && text.starts(i, "DEK-Info:"));
  }

  private static int lineEnd(Text text, int from, int last) {
    int i = from;
    while (i < last
        && text.bytes[i] != '\n'
        && !(text.bytes[i] == '\\' && (text.at(i + 1) == 'n' || text.at(i + 1) == 'r'))) {
      i++;
    }
    return i;
  }

  /// A `+` that joins two texts of a program.
  private static boolean joins(Text text, int i) {
    return text.bytes[i] == '+' && apart(text.at(i - 1)) && apart(text.at(i + 1));
  }

  private static boolean apart(byte c) {
    return c == ' ' || c == '"' || c == '\'' || c == '\n' || c == '\r' || c == '\t';
  }

  private static byte[] decode(byte[] base64, int length) {
    int whole = length % 4 == 1 ? length - 1 : length;
    return Base64.getDecoder().decode(Arrays.copyOf(base64, whole));
  }

  boolean encryptedByHeader() {
    return encryptedByHeader;
  }

  /// RFC 8017 A.1.2, RFC 5915 section 3, DSA as OpenSSL writes it, RFC 5958 section 2: a sequence
  /// that begins with its version, then a number, the key's octets or the algorithm.
  boolean isPlain() {
    int version = content(0);
    if (!isWhole() || at(version) != INTEGER || at(version + 1) != 1 || at(version + 2) > 1) {
      return false;
    }
    int next = at(version + 3);
    return next == INTEGER
        || next == OCTETS
        || (next == SEQUENCE && at(content(version + 3)) == OBJECT_ID);
  }

  /// RFC 5958, section 3: a sequence of the algorithm and octets.
  boolean isEncryptedPkcs8() {
    int algorithm = content(0);
    return isWhole() && at(algorithm) == SEQUENCE && at(content(algorithm)) == OBJECT_ID;
  }

  /// Of an encrypted key of old only its length is known: blocks of a cipher.
  boolean isCipherText() {
    return encryptedByHeader && bytes.length >= LEAST && bytes.length % 8 == 0 && varied();
  }

  /// `PROTOCOL.key` of OpenSSH.
  boolean isOpenSsh() {
    var magic = "openssh-key-v1\0";
    for (int i = 0; i < magic.length(); i++) {
      if (at(i) != magic.charAt(i)) {
        return false;
      }
    }
    return bytes.length >= 100 && varied();
  }

  boolean isEncryptedOpenSsh() {
    return !(at(18) == 4 && at(19) == 'n' && at(20) == 'o' && at(21) == 'n' && at(22) == 'e');
  }

  /// A packet with tag 5 (RFC 9580, sections 4.2 and 5.5.1.3).
  boolean isSecretPgpKey() {
    int tag = at(0);
    return (tag == 0xc5 || (tag >= 0x94 && tag <= 0x97)) && bytes.length >= LEAST && varied();
  }

  /// Whether the outer sequence is all there.
  private boolean isWhole() {
    return at(0) == SEQUENCE
        && bytes.length >= LEAST
        && (long) content(0) + length(0) <= bytes.length
        && varied();
  }

  /// Whether the bytes look drawn at random: of a stand-in many are the same.
  private boolean varied() {
    var text = new Text(bytes, bytes.length);
    return Placeholders.entropy(text, 0, Math.min(bytes.length, 512)) > 4;
  }

  private int at(int i) {
    return i >= 0 && i < bytes.length ? bytes[i] & 0xff : -1;
  }

  /// Where the content of an element begins (X.690, section 8.1.3).
  private int content(int element) {
    int first = at(element + 1);
    return first < 0x80 ? element + 2 : element + 2 + (first & 0x7f);
  }

  private int length(int element) {
    int first = at(element + 1);
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = length << 8 | at(element + 2 + i);
      if (i > 2 || length < 0) {
        return Integer.MAX_VALUE;
      }
    }
    return length;
  }
}
