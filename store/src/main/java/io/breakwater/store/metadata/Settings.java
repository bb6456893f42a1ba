package io.breakwater.store.metadata;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Settings by scope and name: texts whose form is their reader's matter.
public final class Settings {
  /// The scope of the registry as a whole.
  public static final String REGISTRY = "";

  /// In the scope of an account: what its namespaces may use together, in bytes, as a decimal
  /// number. What is put where it would be passed is refused, as by the namespace's own quota.
  public static final String STORAGE_QUOTA = "storage-quota";

  private final Sql sql;

  Settings(Sql sql) {
    this.sql = sql;
  }

  /// The scope of a namespace, which goes with it.
  public static String scope(Namespace namespace) {
    return "namespace/" + namespace.name();
  }

  /// The scope of an account.
  public static String account(String account) {
    return "account/" + account;
  }

  /// The scope of what is noted of pulls from a namespace, which goes with it. A scope of its own:
  /// it may hold many.
  public static String pulls(Namespace namespace) {
    return "pulls/" + namespace.name();
  }

  public Optional<String> get(String scope, String name) {
    return sql.first(
        "select value from setting where scope = ? and name = ?",
        row -> row.getString(1),
        scope,
        name);
  }

  /// All of a scope, by name.
  public Map<String, String> all(String scope) {
    var all = new LinkedHashMap<String, String>();
    sql.list(
        "select name, value from setting where scope = ? order by name",
        row -> all.put(row.getString(1), row.getString(2)) == null,
        scope);
    return all;
  }

  /// One name's values by scope, in all scopes that have one.
  public Map<String, String> everywhere(String name) {
    var all = new LinkedHashMap<String, String>();
    sql.list(
        "select scope, value from setting where name = ? order by scope",
        row -> all.put(row.getString(1), row.getString(2)) == null,
        name);
    return all;
  }

  public void put(String scope, String name, String value) {
    sql.update(
        "insert into setting (scope, name, value) values (?, ?, ?)"
            + " on conflict (scope, name) do update set value = excluded.value",
        scope,
        name,
        value);
  }

  /// Sets what is not set yet, such as a key that the first start makes.
  ///
  /// @return what is set now, by whomever
  public String putIfAbsent(String scope, String name, String value) {
    sql.update(
        "insert into setting (scope, name, value) values (?, ?, ?)"
            + " on conflict (scope, name) do nothing",
        scope,
        name,
        value);
    return get(scope, name).orElseThrow(() -> SqlFailure.conflict("setting removed meanwhile"));
  }

  public boolean delete(String scope, String name) {
    return sql.update("delete from setting where scope = ? and name = ?", scope, name) > 0;
  }

  void deleteScope(String scope) {
    sql.update("delete from setting where scope = ?", scope);
  }
}
