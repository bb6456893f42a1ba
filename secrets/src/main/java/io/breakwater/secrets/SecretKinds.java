package io.breakwater.secrets;

import java.util.List;
import java.util.Optional;

/// The kinds of secrets that are looked for.
public final class SecretKinds {
  /// A private key in PEM form (RFC 7468).
  public static final SecretKind PRIVATE_KEY =
      new SecretKind(
          "private_key",
          "a private key",
          "high",
          "Make a new key, mount it when the container starts, and withdraw the old one.");

  private static final List<SecretKind> ALL = List.of(PRIVATE_KEY);

  private SecretKinds() {}

  /// All of them.
  public static List<SecretKind> all() {
    return ALL;
  }

  /// A kind by its identifier.
  public static Optional<SecretKind> byId(String id) {
    return ALL.stream().filter(kind -> kind.id().equals(id)).findFirst();
  }
}
