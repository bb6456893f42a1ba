package io.breakwater.secrets;

import org.jspecify.annotations.Nullable;

/// Access keys of AWS: the identifier (`AKIA` of users, `ASIA` of sessions, and 16 characters of
/// base 32) and the secret, 40 characters of base64 that only its name or its neighbour tells.
final class AwsKeys {
  private static final int ID = 20;
  private static final int SECRET = 40;

  /// How far off its identifier a secret is looked for, in bytes.
  private static final int NEAR = 240;

  private AwsKeys() {}

  /// Of a run that begins with `A`.
  static @Nullable SecretKind id(Text text, int from, int to) {
    if (!isId(text, from, to)) {
      return null;
    }
    int first = from - NEAR;
    int last = to + NEAR;
    if (text.has(first, last, "secret_access_key")
        || text.has(first, last, "secretaccesskey")
        || text.has(first, last, "secret-access-key")) {
      // The secret is found by its name; one credential is told once.
      return named(text, first, last) ? null : SecretKinds.AWS_KEY_ID;
    }
    return secretNear(text, first, last) ? SecretKinds.AWS_KEY : SecretKinds.AWS_KEY_ID;
  }

  private static boolean isId(Text text, int from, int to) {
    return to - from == ID
        && (text.starts(from, "AKIA") || text.starts(from, "ASIA"))
        && text.all(from + 4, to, Text.UPPER | Text.DIGIT)
        && !Placeholders.typed(text, from + 4, to, 2.5);
  }

  private static boolean named(Text text, int first, int last) {
    int at = Math.max(0, first);
    while (at < last && at < text.end) {
      int from = text.past(at, last, Text.WORD);
      if (from > at && SecretKinds.AWS_KEY.equals(NamedSecrets.after(text, at, from))) {
        return true;
      }
      at = from == at ? at + 1 : from;
    }
    return false;
  }

  private static boolean secretNear(Text text, int first, int last) {
    int at = Math.max(0, first);
    while (at < last && at < text.end) {
      int from = at;
      at = text.past(from, text.end, Text.BASE64);
      if (isSecret(text, from)) {
        return true;
      }
      at++;
    }
    return false;
  }

  /// Whether 40 characters of base64 stand at an index, and no more.
  static boolean isSecret(Text text, int from) {
    int to = text.past(from, from + SECRET + 1, Text.BASE64);
    return to - from == SECRET
        && !text.is(from - 1, Text.BASE64 | Text.WORD)
        && text.at(to) != '='
        && !text.is(to, Text.WORD)
        && Shape.mixed(text, from, to)
        && !hex(text, from, to)
        && !Placeholders.typed(text, from, to, 4);
  }

  /// Base64 of a few hundred bytes that begins as those of AWS do.
  static boolean isSessionToken(Text text, int from) {
    return (text.starts(from, "IQoJ") || text.starts(from, "FwoG") || text.starts(from, "FQoG"))
        && text.past(from, from + 200, Text.BASE64) == from + 200
        && !Placeholders.typed(text, from, from + 200, 4);
  }

  private static boolean hex(Text text, int from, int to) {
    return text.all(from, to, Text.HEX);
  }
}
