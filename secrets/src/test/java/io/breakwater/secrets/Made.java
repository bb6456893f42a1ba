package io.breakwater.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/// Makes secrets that open nothing, at run time: in the repository there is none, so that no host
/// refuses it.
final class Made {
  static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  static final String DIGITS = "0123456789";
  static final String ALNUM = DIGITS + LETTERS;
  static final String WORD = ALNUM + "_-";
  static final String HEX = "0123456789abcdef";
  static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  static final String BASE64 = ALNUM + "+/";

  private final SplittableRandom random;

  Made(long seed) {
    random = new SplittableRandom(seed);
  }

  /// Characters of an alphabet, with a digit, a capital and a small letter where it has them.
  String of(String alphabet, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    if (alphabet.startsWith(ALNUM) && length > 3) {
      text.setCharAt(length / 2, 'K');
      text.setCharAt(length / 2 + 1, '7');
      text.setCharAt(length / 2 - 1, 'm');
    }
    return text.toString();
  }

  /// A prefix, random characters, and their CRC-32 in base 62.
  String checked(String prefix, int length) {
    var body = of(ALNUM, length - 6);
    var crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    var sum = new StringBuilder();
    for (long rest = crc.getValue(); rest > 0; rest /= 62) {
      sum.insert(0, ALNUM.charAt((int) (rest % 62)));
    }
    return prefix + body + "0".repeat(6 - sum.length()) + sum;
  }

  byte[] bytes(int length) {
    var bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  String base64(int bytes) {
    return Base64.getEncoder().encodeToString(bytes(bytes));
  }

  /// A PKCS #8 key of this algorithm, DER.
  static byte[] pkcs8(String algorithm, int size) {
    try {
      var maker = KeyPairGenerator.getInstance(algorithm);
      maker.initialize(size);
      return maker.generateKeyPair().getPrivate().getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The key inside of a PKCS #8 key: RFC 8017 or RFC 5915.
  static byte[] inner(byte[] pkcs8) {
    int at = 4;
    if ((pkcs8[1] & 0x80) == 0) {
      at = 2;
    } else if (pkcs8[1] == (byte) 0x81) {
      at = 3;
    }
    at += 3;
    at += 2 + pkcs8[at + 1];
    int first = pkcs8[at + 1] & 0xff;
    return Arrays.copyOfRange(pkcs8, first < 0x80 ? at + 2 : at + 2 + (first & 0x7f), pkcs8.length);
  }

  static String pem(String label, byte[] content) {
    return header("BEGIN", label)
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n"
        + header("END", label);
  }

  static String header(String word, String label) {
    return "-".repeat(5) + word + " " + label + "-".repeat(5) + "\n";
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
