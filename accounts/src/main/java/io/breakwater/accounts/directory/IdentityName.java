package io.breakwater.accounts.directory;

import java.util.Locale;
import java.util.regex.Pattern;

/// What a user or service ID is called, and a user logs in with: an e-mail address fits. Lower
/// case, so that no two differ by that only; no colon, since Basic ends the name there (RFC
/// 7617).
///
/// @param text 1 to 128 characters of `[a-z0-9._@+-]`, beginning with a letter or digit, and
///     none of the names that stand for something else
public record IdentityName(String text) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,127}");
  private static final Pattern RESERVED =
      Pattern.compile("anonymous|iam|iamapikey|iambearer|token");

  public IdentityName {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a name has 1 to 128 letters, digits and . _ @ + -, and begins with a letter or digit");
    }
    if (RESERVED.matcher(text).matches()) {
      throw new IllegalArgumentException("the name " + text + " stands for something else");
    }
  }

  /// Reads what somebody typed, in any case.
  ///
  /// @throws IllegalArgumentException when it cannot be one; the message says why
  public static IdentityName parse(String typed) {
    return new IdentityName(typed.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return text;
  }
}
