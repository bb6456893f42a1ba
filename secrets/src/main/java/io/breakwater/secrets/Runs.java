package io.breakwater.secrets;

import org.jspecify.annotations.Nullable;

/// Looks at a run of 15 or more letters, digits, `_`, `-` and `~`: whether it is a token, a part of
/// one, or the name of a secret that follows.
///
/// Of most runs a few bytes tell that they are none of these. That is asked first, so that what
/// comes after is too rare to be worth a compiler's time.
final class Runs {
  /// The least length of a run in which any secret shows; names such as `client-key-data` have it.
  static final int LEAST = 15;

  /// Length of the secret part of a webhook.
  private static final int SLACK = 24;

  /// Length of what follows the number of a bot.
  private static final int TELEGRAM = 35;

  private Runs() {}

  /// @param from where the run begins: nothing of the kind stands before it
  /// @param to where it ends
  /// @param tilde whether there is a `~` in it
  static void look(Text text, int from, int to, boolean tilde, Findings findings) {
    int start = start(text, from, to);
    if (to - start >= LEAST && (tilde || mayShow(text, start, to))) {
      closely(text, start, to, tilde, findings);
    }
  }

  private static boolean mayShow(Text text, int start, int to) {
    int length = to - start;
    return Shapes.mayBegin(text.bytes[start], text.bytes[start + 1])
        || NamedSecrets.mayBeName(text, to)
        || NamedSecrets.mayBeValue(length)
        || switch (text.at(start - 1)) {
          case '.' -> length >= Shapes.LEAST_AFTER_DOT;
          case '/' -> length == SLACK;
          case ':' -> length == TELEGRAM;
          case '=' -> text.at(start - 2) == 'g';
          default -> false;
        };
  }

  /// Looks at a run whatever its first bytes are.
  ///
  /// @param start where the run begins, without what is passed over
  static void closely(Text text, int start, int to, boolean tilde, Findings findings) {
    var kind = Shapes.find(text, start, to);
    if (kind == null) {
      kind = byPlace(text, start, to);
    }
    if (kind == null && tilde) {
      kind = AzureSecrets.client(text, start, to);
    }
    if (kind == null) {
      kind = byBeginning(text, start, to);
    }
    if (kind == null) {
      kind = NamedSecrets.after(text, start, to);
    }
    if (kind != null) {
      findings.add(kind, start);
    }
  }

  /// Passes over hyphens and what an escape before the run has left of itself: the `n` of a line
  /// feed, the `u003d` or `3D` of an equals sign.
  static int start(Text text, int from, int to) {
    int start = from;
    byte before = text.at(from - 1);
    if (before == '\\') {
      start = text.bytes[from] == 'u' && text.all(from + 1, from + 5, HEX) ? from + 5 : from + 1;
    } else if (before == '%' && text.all(from, from + 2, HEX)) {
      start = from + 2;
    }
    while (start < to && text.bytes[start] == '-') {
      start++;
    }
    return start;
  }

  private static final int HEX = Text.HEX | Text.UPPER;

  /// By the character before the run.
  private static @Nullable SecretKind byPlace(Text text, int start, int to) {
    return switch (text.at(start - 1)) {
      case '.' -> Shapes.findAfterDot(text, start, to);
      case '/' -> slackWebhook(text, start, to);
      case ':' -> telegram(text, start, to);
      case '=' -> AzureSecrets.signature(text, start);
      default -> null;
    };
  }

  private static @Nullable SecretKind byBeginning(Text text, int start, int to) {
    return switch (text.bytes[start]) {
      case 'A' -> AwsKeys.id(text, start, to);
      case 'e' -> text.starts(start, "eyJ") ? JsonWebTokens.look(text, start, to) : null;
      case 'L' -> keyInBase64(text, start);
      case 'P' -> text.starts(start, "PuTTY-User-Key-File-") ? PuttyKeys.look(text, start) : null;
      case 'D' ->
          text.starts(start, "DefaultEndpointsProtocol") ? AzureSecrets.account(text, to) : null;
      default -> null;
    };
  }

  /// `-----BEGIN` in base64.
  private static @Nullable SecretKind keyInBase64(Text text, int start) {
    var kind = text.starts(start, "LS0tLS1CRUdJTi") ? KeyBlocks.inBase64(text, start) : null;
    return kind != null && text.has(start - 24, start, "client-key-data")
        ? SecretKinds.KUBERNETES_CLIENT_KEY
        : kind;
  }

  /// `hooks.slack.com/services/T…/B…/` and 24 letters and digits.
  private static @Nullable SecretKind slackWebhook(Text text, int start, int to) {
    if (to - start != SLACK || !text.all(start, to, Text.LETTER | Text.DIGIT)) {
      return null;
    }
    int services = text.find(start - 70, start, "hooks.slack.com/services/t");
    return services < 0 || Placeholders.typed(text, start, to, 3)
        ? null
        : SecretKinds.SLACK_WEBHOOK;
  }

  /// The number of the bot, `:`, `AA` and 33 characters.
  private static @Nullable SecretKind telegram(Text text, int start, int to) {
    if (to - start != TELEGRAM || !text.starts(start, "AA")) {
      return null;
    }
    int number = start - 1;
    while (number > 0 && start - number < 13 && text.is(number - 1, Text.DIGIT)) {
      number--;
    }
    int digits = start - 1 - number;
    return digits < 8
            || digits > 10
            || text.is(number - 1, Text.WORD)
            || Placeholders.typed(text, start, to, 3.5)
        ? null
        : SecretKinds.TELEGRAM;
  }
}
