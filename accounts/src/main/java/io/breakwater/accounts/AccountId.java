package io.breakwater.accounts;

import java.util.regex.Pattern;

/// Names an account: whose namespaces, quotas and settings these are. What the header `Account`
/// carries.
///
/// @param value 1 to 64 characters of `[A-Za-z0-9_-]`
public record AccountId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public AccountId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("no ID of an account");
    }
  }

  /// Reads the header `Account`.
  ///
  /// @throws IllegalArgumentException when the text is no such ID; the message does not repeat
  ///     it
  public static AccountId parse(String text) {
    return new AccountId(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
