package io.breakwater.configuration.nginx;

import java.util.Base64;

/// Parameters of the Diffie-Hellman key exchange in a PEM file (PKCS #3, section 9:
/// `SEQUENCE { prime INTEGER, base INTEGER, … }`).
final class DiffieHellman {
  private static final String BEGIN = "-----BEGIN DH PARAMETERS-----";
  private static final String END = "-----END DH PARAMETERS-----";

  private DiffieHellman() {}

  /// The bits of the prime; 0 where the text holds no parameters.
  static int bits(String text) {
    var from = text.indexOf(BEGIN);
    var to = text.indexOf(END, Math.max(from, 0));
    if (from < 0 || to < 0) {
      return 0;
    }
    try {
      return prime(Base64.getMimeDecoder().decode(text.substring(from + BEGIN.length(), to)));
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  private static int prime(byte[] der) {
    var at = header(der, 0, 0x30);
    at = at < 0 ? -1 : header(der, at, 0x02);
    if (at < 0) {
      return 0;
    }
    // The header of the integer ends at its first byte; its length stands just before.
    var length = length(der, header(der, 0, 0x30));
    while (length > 0 && at < der.length && der[at] == 0) {
      at++;
      length--;
    }
    if (length <= 0 || at + length > der.length) {
      return 0;
    }
    return length * 8 - (Integer.numberOfLeadingZeros(der[at] & 0xff) - 24);
  }

  /// The place behind tag and length, -1 where another tag stands there.
  private static int header(byte[] der, int at, int tag) {
    if (at < 0 || at + 1 >= der.length || (der[at] & 0xff) != tag) {
      return -1;
    }
    var first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int length(byte[] der, int at) {
    var first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    var length = 0;
    for (var i = 0; i < (first & 0x7f) && i < 3 && at + 2 + i < der.length; i++) {
      length = length << 8 | (der[at + 2 + i] & 0xff);
    }
    return length;
  }
}
