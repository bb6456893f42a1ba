package io.breakwater.accounts.passwords;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;

/// A password as somebody gave it. Never printed: [#toString] tells nothing.
///
/// Two ways to type the same letter are the same password (Unicode form C, RFC 8265 section
/// 4.2).
public final class Password {
  /// Shorter ones cannot be set (OWASP ASVS 5.0, 6.2.1 asks for 8, NIST SP 800-63B-4 for 15
  /// where nothing else is asked of people; this lies between and fits what people have).
  public static final int SHORTEST = 12;

  /// In characters; longer ones are refused unread, lest they cost time.
  public static final int LONGEST = 1024;

  /// Letters and digits that nobody takes for another.
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 5;
  private static final int GROUP = 5;

  private final String text;

  private Password(String text) {
    this.text = text;
  }

  /// What somebody who logs in typed: anything that could have been set once.
  ///
  /// @throws IllegalArgumentException when it is longer than any password
  public static Password typed(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("a password has 1024 characters at most");
    }
    return new Password(Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  /// What somebody wants to have from now on.
  ///
  /// @throws IllegalArgumentException when it is too short or too long; the message says so
  public static Password chosen(String text) {
    var password = typed(text);
    if (password.text.codePointCount(0, password.text.length()) < SHORTEST) {
      throw new IllegalArgumentException("a password has 12 characters at least");
    }
    return password;
  }

  /// Makes one of 123 bits, to be read off a screen: `k7mqa-2wxyz-…`, five groups of five.
  public static Password generate(SecureRandom random) {
    var made = new StringBuilder();
    for (var at = 0; at < GROUPS * GROUP; at++) {
      if (at > 0 && at % GROUP == 0) {
        made.append('-');
      }
      made.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new Password(made.toString());
  }

  /// The password itself: to show a generated one once.
  public String reveal() {
    return text;
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "a password";
  }
}
