package io.breakwater.store.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Users and service IDs, with what they may do.
///
/// Each change of a password, a key's end or roles gives the identity the next generation, a number
/// of which none comes back: what was found out under another holds no more. Such changes follow
/// each other: works that decide by what they read of identities begin with [#lock].
public final class Identities {
  private static final String COLUMNS =
      "select i.id, i.account, i.name, i.password, i.generation, i.created,"
          + " g.account, g.namespace, g.role"
          + " from identity i left join identity_grant g on g.identity = i.id";

  private static final String ORDER = " order by i.name, g.account, g.namespace, g.role";

  private final Sql sql;

  Identities(Sql sql) {
    this.sql = sql;
  }

  private record Joined(StoredIdentity identity, @Nullable StoredGrant grant) {}

  /// Keeps everybody else from changing identities until the end of the transaction. After
  /// [Namespaces#lock] where that is needed too.
  public void lock() {
    sql.number("select value from identity_generation where id = 1" + sql.dialect().lock("update"));
  }

  /// Whether there is anybody at all.
  public boolean any() {
    return sql.number("select count(*) from (select 1 from identity limit 1) as i") > 0;
  }

  public Optional<StoredIdentity> byId(String id) {
    return all(COLUMNS + " where i.id = ?" + ORDER, id).stream().findFirst();
  }

  public Optional<StoredIdentity> byName(String name) {
    return all(COLUMNS + " where i.name = ?" + ORDER, name).stream().findFirst();
  }

  /// One look-up by the primary key: what each request asks.
  public Optional<Long> generation(String id) {
    return sql.first("select generation from identity where id = ?", row -> row.getLong(1), id);
  }

  /// Those whose home an account is, by name.
  public List<StoredIdentity> of(String account) {
    return all(COLUMNS + " where i.account = ?" + ORDER, account);
  }

  /// Up to so many of those whose ID begins with a prefix, by name, after a name.
  public List<StoredIdentity> page(String account, String prefix, String after, int limit) {
    return all(
        COLUMNS
            + " where i.id in (select id from identity"
            + " where account = ? and name > ? and id like ? order by name limit ?)"
            + ORDER,
        account,
        after,
        prefix + "%",
        limit);
  }

  /// Those who have a role for the whole of an account, whatever their home.
  public List<StoredIdentity> holders(String account, String role) {
    return all(
        COLUMNS
            + " where i.id in (select identity from identity_grant"
            + " where account = ? and namespace = '' and role = ?)"
            + ORDER,
        account,
        role);
  }

  private List<StoredIdentity> all(String query, @Nullable Object... parameters) {
    var identities = new LinkedHashMap<String, StoredIdentity>();
    var grants = new LinkedHashMap<String, List<StoredGrant>>();
    for (var row : sql.list(query, Identities::row, parameters)) {
      identities.putIfAbsent(row.identity().id(), row.identity());
      if (row.grant() != null) {
        grants.computeIfAbsent(row.identity().id(), id -> new ArrayList<>()).add(row.grant());
      }
    }
    return identities.values().stream()
        .map(each -> with(each, grants.getOrDefault(each.id(), List.of())))
        .toList();
  }

  private static StoredIdentity with(StoredIdentity bare, List<StoredGrant> grants) {
    return new StoredIdentity(
        bare.id(),
        bare.account(),
        bare.name(),
        bare.password(),
        bare.generation(),
        bare.created(),
        grants);
  }

  /// Adds somebody, without password, keys or roles; false, and nothing happens, where the ID or
  /// the name is taken.
  public boolean create(String id, String account, String name, Instant at) {
    return sql.update(
            "insert into identity (id, account, name, generation, created)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing",
            id,
            account,
            name,
            next(),
            at)
        > 0;
  }

  /// Deletes somebody with their keys and roles; says whether there was one.
  public boolean delete(String id) {
    return sql.update("delete from identity where id = ?", id) > 0;
  }

  /// Gives a new password, and ends the sessions that were begun with the old one; says whether
  /// there is such an identity.
  public boolean password(String id, String hash) {
    return password(id, hash, Optional.empty());
  }

  /// The same from within a session, which stays.
  ///
  /// @param kept its hash, where it is one
  public boolean password(String id, String hash, Optional<String> kept) {
    new BrowserSessions(sql).deleteOf(id, kept);
    return sql.update(
            "update identity set password = ?, generation = ? where id = ?", hash, next(), id)
        > 0;
  }

  /// Stores another hash of the same password, where that has not changed. The generation stays.
  public boolean rehash(String id, String old, String renewed) {
    return sql.update(
            "update identity set password = ? where id = ? and password = ?", renewed, id, old)
        > 0;
  }

  /// Gives exactly these roles; says whether there is such an identity.
  public boolean grants(String id, Collection<StoredGrant> grants) {
    if (!raise(id)) {
      return false;
    }
    sql.update("delete from identity_grant where identity = ?", id);
    for (var grant : grants) {
      sql.update(
          "insert into identity_grant (identity, account, namespace, role)"
              + " values (?, ?, ?, ?) on conflict do nothing",
          id,
          grant.account(),
          grant.namespace().orElse(""),
          grant.role());
    }
    return true;
  }

  /// Takes the roles for a namespace that goes, so that one of the same name does not bring them
  /// back.
  void forgetNamespace(String account, String namespace) {
    var had =
        sql.list(
            "select distinct identity from identity_grant where account = ? and namespace = ?",
            row -> row.getString(1),
            account,
            namespace);
    if (had.isEmpty()) {
      return;
    }
    sql.update(
        "delete from identity_grant where account = ? and namespace = ?", account, namespace);
    had.forEach(this::raise);
  }

  /// Gives the next generation; says whether there is such an identity.
  boolean raise(String id) {
    return sql.update("update identity set generation = ? where id = ?", next(), id) > 0;
  }

  private long next() {
    return sql.number(
        "update identity_generation set value = value + 1 where id = 1 returning value");
  }

  private static Joined row(ResultSet row) throws SQLException {
    var identity =
        new StoredIdentity(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            Optional.ofNullable(row.getString(4)),
            row.getLong(5),
            Sql.time(row, 6),
            List.of());
    var account = row.getString(7);
    if (account == null) {
      return new Joined(identity, null);
    }
    var namespace = Optional.of(row.getString(8)).filter(name -> !name.isEmpty());
    return new Joined(identity, new StoredGrant(row.getString(9), account, namespace));
  }
}
