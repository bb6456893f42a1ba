package io.breakwater.store.metadata;

import java.time.Instant;
import java.util.Optional;

/// Logins for which browsers are away at a provider: any server goes on with them.
public final class PendingLogins {
  private final Sql sql;

  PendingLogins(Sql sql) {
    this.sql = sql;
  }

  /// Keeps one, and forgets those of before a time and the oldest beyond so many: anybody may
  /// begin logins.
  public void add(StoredLogin login, Instant oldest, int most) {
    sql.update("delete from pending_login where begun < ?", oldest);
    sql.update(
        "delete from pending_login where state in (select state from pending_login"
            + " order by begun desc, state limit 1000 offset ?)",
        most - 1);
    sql.update(
        "insert into pending_login (state, nonce, verifier, begun, page) values (?, ?, ?, ?, ?)",
        login.state(),
        login.nonce(),
        login.verifier(),
        login.begun(),
        login.page().orElse(null));
  }

  /// Takes one out: whoever asks next finds nothing.
  public Optional<StoredLogin> take(String state) {
    return sql.first(
        "delete from pending_login where state = ? returning state, nonce, verifier, begun,"
            + " page",
        row ->
            new StoredLogin(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Sql.time(row, 4),
                Optional.ofNullable(row.getString(5))),
        state);
  }
}
