package io.breakwater.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// JSON web tokens (RFC 7519, section 3): three parts of base64 for addresses, between dots.
final class JsonWebTokens {
  private static final int MOST = 8192;

  /// Base64 of a signature of 20 bytes.
  private static final int LEAST_SIGNATURE = 27;

  private static final String[] NAMES = {"token", "bearer", "jwt", "secret", "auth", "key", "pass"};

  private JsonWebTokens() {}

  /// Of a run that begins with `eyJ`.
  static @Nullable SecretKind look(Text text, int from, int to) {
    int payload = to + 1;
    if (text.at(to) != '.' || !text.starts(payload, "eyJ")) {
      return null;
    }
    int payloadEnd = text.past(payload, payload + MOST, Text.WORD);
    int signature = payloadEnd + 1;
    int end = text.past(signature, signature + MOST, Text.WORD);
    if (text.at(payloadEnd) != '.'
        || end - signature < LEAST_SIGNATURE
        || Placeholders.typed(text, signature, end, 3.5)) {
      return null;
    }
    if (!part(text, from, to).contains("\"alg\"")) {
      return null;
    }
    var claims = part(text, payload, payloadEnd);
    if (claims.contains("kubernetes")) {
      return SecretKinds.KUBERNETES_TOKEN;
    }
    return claims.contains("John Doe") || claims.contains("1234567890") || !named(text, from)
        ? null
        : SecretKinds.JWT;
  }

  private static boolean named(Text text, int from) {
    int line = text.lineStart(from, 120);
    for (var name : NAMES) {
      if (text.has(line, from, name)) {
        return true;
      }
    }
    return false;
  }

  /// What a part says, or nothing where it is no base64.
  private static String part(Text text, int from, int to) {
    if (to - from > MOST) {
      return "";
    }
    try {
      var bytes = new byte[to - from];
      System.arraycopy(text.bytes, from, bytes, 0, bytes.length);
      return new String(Base64.getUrlDecoder().decode(bytes), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
