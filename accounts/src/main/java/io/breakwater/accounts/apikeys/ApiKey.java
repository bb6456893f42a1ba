package io.breakwater.accounts.apikeys;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// A secret that stands for a user or service ID: shown once, when it is made.
///
/// `bw_`, 43 digits in base 62 (`0-9A-Za-z`) of 32 random bytes, 6 digits of the CRC-32 of
/// those 43: as with GitHub's tokens, a mistyped one is told without looking it up, and
/// scanners of secrets recognise real ones. Never printed: [#toString] tells the part shown in
/// lists only.
public final class ApiKey {
  private static final String PREFIX = "bw_";
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
  private static final int SECRET_BYTES = 32;
  private static final int SECRET = 43;
  private static final int CHECKSUM = 6;
  private static final int SHOWN = 8;
  private static final Pattern SHAPE = Pattern.compile("bw_[0-9A-Za-z]{49}");

  private final String text;

  private ApiKey(String text) {
    this.text = text;
  }

  /// Makes a new one.
  public static ApiKey generate(SecureRandom random) {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    var secret = base62(new BigInteger(1, bytes), SECRET);
    return new ApiKey(PREFIX + secret + checksum(secret));
  }

  /// Whether a text means to be one, so that people who give it as a password are understood.
  public static boolean looksLike(String text) {
    return text.startsWith(PREFIX);
  }

  /// Reads what somebody gave.
  ///
  /// @throws IllegalArgumentException when it cannot be one; the message says what is wrong and
  ///     does not repeat it
  public static ApiKey parse(String text) {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not an API key: those are bw_ and 49 letters and digits; was it copied whole?");
    }
    var secret = text.substring(PREFIX.length(), PREFIX.length() + SECRET);
    if (!text.endsWith(checksum(secret))) {
      throw new IllegalArgumentException("mistyped API key: its checksum does not match");
    }
    return new ApiKey(text);
  }

  private static String checksum(String secret) {
    var crc = new CRC32();
    crc.update(secret.getBytes(StandardCharsets.US_ASCII));
    return base62(BigInteger.valueOf(crc.getValue()), CHECKSUM);
  }

  private static String base62(BigInteger number, int length) {
    var digits = new StringBuilder();
    var rest = number;
    for (var at = 0; at < length; at++) {
      var parts = rest.divideAndRemainder(BASE);
      digits.append(DIGITS.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    return digits.reverse().toString();
  }

  /// The key itself: to show it once, when it is made.
  public String reveal() {
    return text;
  }

  /// What lists show of it, enough to tell one's own apart: `bw_4fK9a`.
  public String shown() {
    return text.substring(0, SHOWN);
  }

  /// Under what it is stored and looked up.
  public ApiKeyHash hash() {
    return ApiKeyHash.of(text);
  }

  @Override
  public String toString() {
    return shown() + "...";
  }
}
