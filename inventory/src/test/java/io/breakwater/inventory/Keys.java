package io.breakwater.inventory;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/// Private keys, made anew with every run.
final class Keys {
  private static final String KEY = make();

  private Keys() {}

  /// A key in PEM form that begins in a line, counted from 1.
  static String atLine(int line) {
    return "\n".repeat(line - 1) + KEY;
  }

  private static String make() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var body =
          Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
      return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }
}
