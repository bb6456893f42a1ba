package io.breakwater.accounts.oidc;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What this server is to a provider, as configured. Never printed: it has a secret.
///
/// @param id `client_id`
/// @param secret where the provider gave one
/// @param redirect where the provider sends the browser back to, as registered with it
/// @param scopes asked for besides `openid`
/// @param nameClaim what people are shown by, for example `preferred_username`
/// @param groupsClaim which groups they are in
public record OidcClient(
    String id,
    Optional<String> secret,
    URI redirect,
    List<String> scopes,
    String nameClaim,
    String groupsClaim) {
  public OidcClient {
    scopes = List.copyOf(scopes);
  }

  @Override
  public String toString() {
    return "OIDC client " + id;
  }
}
