package io.breakwater.accounts;

import java.util.Locale;
import java.util.regex.Pattern;

/// Names somebody who can log in; never given twice, so that a token or an audit event of a
/// deleted user does not become another's. Written `user:4f1c` or `service:9a02`, the subject
/// of tokens.
///
/// @param value 1 to 64 characters of `[A-Za-z0-9_-]`
public record PrincipalId(Kind kind, String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /// How the values begin that are made of a provider's name for somebody.
  public static final String PROVIDER = "oidc-";

  /// A person, or a program with an identity of its own.
  public enum Kind {
    USER,
    SERVICE
  }

  public PrincipalId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("no ID of a user or service");
    }
  }

  /// Reads what [#toString] wrote.
  ///
  /// @throws IllegalArgumentException when the text is no such ID
  public static PrincipalId parse(String text) {
    for (var kind : Kind.values()) {
      var prefix = prefix(kind);
      if (text.startsWith(prefix)) {
        return new PrincipalId(kind, text.substring(prefix.length()));
      }
    }
    throw new IllegalArgumentException("no ID of a user or service");
  }

  /// Whether this is somebody who logs in through an OpenID Connect provider.
  public boolean ofProvider() {
    return kind == Kind.USER && value.startsWith(PROVIDER);
  }

  private static String prefix(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT) + ":";
  }

  @Override
  public String toString() {
    return prefix(kind) + value;
  }
}
