package io.breakwater.accounts.oidc;

import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredLogin;
import java.time.InstantSource;
import java.util.Optional;

/// Logins for which browsers are away, in the metadata: the browser may come back to another
/// replica. The browser keeps the state (a cookie, `HttpOnly`, `SameSite=Lax`), by which it is
/// told from others. Bounded: beyond [#MOST] the oldest are forgotten, for anybody may begin one.
public final class PendingLogins {
  static final int MOST = 10_000;

  private final Metadata metadata;
  private final InstantSource clock;

  public PendingLogins(Metadata metadata, InstantSource clock) {
    this.metadata = metadata;
    this.clock = clock;
  }

  /// Keeps one that was begun.
  public void keep(PendingLogin login) throws StoreException {
    var oldest = clock.instant().minus(OidcLogin.PATIENCE);
    var row =
        new StoredLogin(
            login.state(), login.nonce(), login.verifier(), login.begun(), login.page());
    metadata.write(
        tx -> {
          tx.pendingLogins().add(row, oldest, MOST);
          return true;
        });
  }

  /// Takes the one of a state: once, whatever comes of it.
  public Optional<PendingLogin> take(String state) throws StoreException {
    return metadata
        .write(tx -> tx.pendingLogins().take(state))
        .map(
            row ->
                new PendingLogin(
                    row.state(), row.nonce(), row.verifier(), row.begun(), row.page()));
  }
}
