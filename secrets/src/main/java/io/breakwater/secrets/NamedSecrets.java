package io.breakwater.secrets;

import org.jspecify.annotations.Nullable;

/// Secrets that only their name tells, and values that only the vendor's name beside them tells.
final class NamedSecrets {
  /// Between a name and its value: `" : "`, ` = '`, `=>`, `>`.
  private static final int MOST_BETWEEN = 8;

  private static final int NEAR = 60;

  private NamedSecrets() {}

  /// Of a run that is a name with a value behind it, or such a value.
  static @Nullable SecretKind after(Text text, int from, int to) {
    var named = mayBeName(text, to) ? byName(text, from, to) : null;
    return named == null ? byNeighbour(text, from, to) : named;
  }

  /// Names end in `token` or `key`; of most runs the last two letters tell.
  static boolean mayBeName(Text text, int to) {
    int last = text.at(to - 1) | 0x20;
    return (last == 'y' || last == 'n') && (text.at(to - 2) | 0x20) == 'e';
  }

  private static @Nullable SecretKind byName(Text text, int from, int to) {
    if (ends(text, from, to, "session_token") || ends(text, from, to, "sessiontoken")) {
      return AwsKeys.isSessionToken(text, value(text, to)) ? SecretKinds.AWS_SESSION : null;
    }
    if (ends(text, from, to, "secret_access_key")
        || ends(text, from, to, "secretaccesskey")
        || ends(text, from, to, "secret-access-key")) {
      return AwsKeys.isSecret(text, value(text, to)) ? SecretKinds.AWS_KEY : null;
    }
    if (ends(text, from, to, "sharedaccesskey")) {
      return AzureSecrets.shared(text, to);
    }
    if (ends(text, from, to, "storage_key")
        || ends(text, from, to, "account_key")
        || ends(text, from, to, "storage_access_key")) {
      return AzureSecrets.isAccountKey(text, value(text, to))
          ? SecretKinds.AZURE_STORAGE_KEY
          : null;
    }
    return null;
  }

  private static boolean ends(Text text, int from, int to, String lower) {
    int start = to - lower.length();
    return start >= from && text.startsIgnoringCase(start, lower);
  }

  /// Where the value of a name begins that ends at `to`, or `to` where there is none.
  static int value(Text text, int to) {
    boolean assigned = false;
    int i = to;
    while (i < text.end && i < to + MOST_BETWEEN) {
      switch (text.bytes[i]) {
        case '=', ':', '>' -> assigned = true;
        case ' ', '\t', '"', '\'', '\\' -> {}
        default -> {
          return assigned ? i : to;
        }
      }
      i++;
    }
    return to;
  }

  /// Whether a run has the length of a value that the name of its vendor tells.
  static boolean mayBeValue(int length) {
    return length == 32 || length == 36 || length == 44 || length == 50;
  }

  private static @Nullable SecretKind byNeighbour(Text text, int from, int to) {
    return switch (to - from) {
      case 36 ->
          isUuid(text, from)
                  && assigned(text, from)
                  && text.has(from - NEAR, from, "heroku")
                  && !Placeholders.typed(text, from, to, 2.5)
              ? SecretKinds.HEROKU
              : null;
      case 44 ->
          assigned(text, from)
                  && Shape.mixed(text, from, to)
                  && (text.has(from - NEAR, from, "ibm") || text.has(from - NEAR, from, "bluemix"))
                  && text.has(from - NEAR, from, "key")
                  && !Placeholders.typed(text, from, to, 4)
              ? SecretKinds.IBM_API_KEY
              : null;
      case 32 ->
          assigned(text, from)
                  && text.all(from, to, Text.HEX)
                  && text.has(from - NEAR, from, "twilio")
                  && text.has(from - NEAR, from, "token")
                  && !Placeholders.typed(text, from, to, 2.5)
              ? SecretKinds.TWILIO
              : null;
      case 50 ->
          isMailgun(text, from, to) && text.has(from - NEAR, from, "mailgun")
              ? SecretKinds.MAILGUN
              : null;
      default -> null;
    };
  }

  /// Whether the character before could stand between a name and a value.
  private static boolean assigned(Text text, int from) {
    return switch (text.at(from - 1)) {
      case '=', ':', '"', '\'', ' ', '>' -> true;
      default -> false;
    };
  }

  private static boolean isUuid(Text text, int from) {
    for (int i = 0; i < 36; i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? text.at(from + i) != '-' : !text.is(from + i, Text.HEX)) {
        return false;
      }
    }
    return true;
  }

  /// 32, 8 and 8 hexadecimal digits.
  private static boolean isMailgun(Text text, int from, int to) {
    return text.at(from + 32) == '-'
        && text.at(from + 41) == '-'
        && text.all(from, from + 32, Text.HEX)
        && text.all(from + 33, from + 41, Text.HEX)
        && text.all(from + 42, to, Text.HEX)
        && !Placeholders.typed(text, from, to, 2.5);
  }
}
