package io.breakwater.secrets;

import org.jspecify.annotations.Nullable;

/// Connection strings, shared access signatures and client secrets of Azure.
final class AzureSecrets {
  /// Base64 of 64 bytes without its `==`.
  private static final int ACCOUNT_KEY = 86;

  /// Base64 of 32 bytes without its `=`.
  private static final int SHARED_KEY = 43;

  private AzureSecrets() {}

  /// `DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…==`.
  static @Nullable SecretKind account(Text text, int to) {
    int end = text.lineEnd(to, 400);
    int key = text.find(to, end, "accountkey=");
    // The account of the emulator has one key for everybody.
    return key >= 0
            && !text.has(to, end, "devstoreaccount1")
            && isKey(text, key + 11, ACCOUNT_KEY, "==")
        ? SecretKinds.AZURE_STORAGE_KEY
        : null;
  }

  /// What follows `SharedAccessKey`: service bus, event hubs, IoT hub.
  static @Nullable SecretKind shared(Text text, int to) {
    return text.at(to) == '=' && isKey(text, to + 1, SHARED_KEY, "=")
        ? SecretKinds.AZURE_STORAGE_KEY
        : null;
  }

  /// Whether an account's key stands at an index.
  static boolean isAccountKey(Text text, int from) {
    return isKey(text, from, ACCOUNT_KEY, "==");
  }

  private static boolean isKey(Text text, int from, int length, String padding) {
    int to = text.past(from, from + length + 1, Text.BASE64);
    return to - from == length
        && text.starts(to, padding)
        && !Placeholders.typed(text, from, to, 4);
  }

  /// Three characters, a digit, `Q~` and 31 to 34 characters.
  static @Nullable SecretKind client(Text text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.bytes[i] == '~'
          && text.at(i - 1) == 'Q'
          && text.is(i - 2, Text.DIGIT)
          && clientAt(text, i)) {
        return SecretKinds.AZURE_CLIENT_SECRET;
      }
    }
    return null;
  }

  private static boolean clientAt(Text text, int tilde) {
    int start = tilde - 5;
    int to = tilde + 1;
    while (to < text.end && to <= tilde + 35 && inClient(text, to)) {
      to++;
    }
    int length = to - tilde - 1;
    return length >= 31
        && length <= 34
        && inClient(text, start)
        && inClient(text, start + 1)
        && inClient(text, start + 2)
        && !inClient(text, start - 1)
        && Shape.mixed(text, tilde + 1, to)
        && !Placeholders.typed(text, tilde + 1, to, 3.5);
  }

  private static boolean inClient(Text text, int i) {
    return text.is(i, Text.WORD) || text.at(i) == '.';
  }

  /// The value of `sig=` in an address that has a version, `sv=20…`, too: base64 of 32 bytes, as
  /// in an address or plain.
  static @Nullable SecretKind signature(Text text, int from) {
    if (!text.starts(from - 4, "sig=")) {
      return null;
    }
    int i = from;
    int length = 0;
    while (length < SHARED_KEY && i < text.end) {
      if (text.is(i, Text.BASE64)) {
        i++;
      } else if (text.at(i) == '%' && text.is(i + 1, Text.DIGIT)) {
        i += 3;
      } else {
        break;
      }
      length++;
    }
    boolean padded = text.at(i) == '=' || text.startsIgnoringCase(i, "%3d");
    int first = text.lineStart(from, 500);
    return length == SHARED_KEY
            && padded
            && text.has(first, text.lineEnd(i, 300), "sv=20")
            && !Placeholders.typed(text, from, i, 3.5)
        ? SecretKinds.AZURE_SAS
        : null;
  }
}
