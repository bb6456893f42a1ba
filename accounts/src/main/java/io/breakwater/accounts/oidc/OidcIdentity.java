package io.breakwater.accounts.oidc;

import io.breakwater.accounts.PrincipalId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/// Whom a provider signed in.
///
/// @param issuer the provider
/// @param subject its name for the person, never another's
/// @param display what to show; people may choose it, so it never says who somebody is
/// @param groups those the provider says they are in
public record OidcIdentity(String issuer, String subject, String display, Set<String> groups) {
  private static final int DIGITS = 40;

  public OidcIdentity {
    groups = Set.copyOf(groups);
  }

  /// Always the same for the same person at the same provider, and no one else's.
  public PrincipalId id() {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      var who = issuer.length() + "\n" + issuer + subject;
      var hash = HexFormat.of().formatHex(sha256.digest(who.getBytes(StandardCharsets.UTF_8)));
      return new PrincipalId(
          PrincipalId.Kind.USER, PrincipalId.PROVIDER + hash.substring(0, DIGITS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
