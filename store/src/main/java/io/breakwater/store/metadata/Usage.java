package io.breakwater.store.metadata;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps what a namespace uses, in the transactions that change it. A blob counts once a
/// namespace, however many repositories have it.
final class Usage {
  private final Sql sql;

  Usage(Sql sql) {
    this.sql = sql;
  }

  /// Locks a namespace's count until the end of the transaction. All that changes it begins so,
  /// or two of them would wait for each other.
  void lock(long namespace) {
    if (sql.dialect() != Dialect.SQLITE) {
      sql.number(
          "select id from namespace where id = ?" + sql.dialect().lock("no key update"), namespace);
    }
  }

  private record Limits(String account, long used, @Nullable Long quota, @Nullable Long together) {}

  /// The limit that so many bytes more would pass; nothing changes.
  Optional<StorageLimit> passed(long namespace, long bytes) {
    return bytes <= 0 ? Optional.empty() : limit(namespace).filter(limit -> limit.passedBy(bytes));
  }

  /// What limits a namespace; empty where nothing does. The account's use is as this transaction
  /// sees it: what others put into its other namespaces meanwhile may pass the limit by as much.
  Optional<StorageLimit> limit(long namespace) {
    var limits =
        sql.first(
                "select n.account, n.used_bytes, n.quota_bytes, s.value from namespace n"
                    + " left join setting s on s.scope = 'account/' || n.account"
                    + " and s.name = '"
                    + Settings.STORAGE_QUOTA
                    + "' where n.id = ?",
                row ->
                    new Limits(
                        row.getString(1),
                        row.getLong(2),
                        row.getObject(3) == null ? null : row.getLong(3),
                        row.getString(4) == null ? null : Long.valueOf(row.getString(4))),
                namespace)
            .orElseThrow(() -> SqlFailure.conflict("namespace removed meanwhile"));
    var own =
        limits.quota() == null
            ? Optional.<StorageLimit>empty()
            : Optional.of(new StorageLimit(false, limits.used(), limits.quota()));
    if (limits.together() == null) {
      return own;
    }
    var all = new StorageLimit(true, new Namespaces(sql).used(limits.account()), limits.together());
    return Optional.of(own.map(limit -> limit.orTighter(all)).orElse(all));
  }

  void add(long namespace, long bytes) {
    if (bytes != 0) {
      sql.update("update namespace set used_bytes = used_bytes + ? where id = ?", bytes, namespace);
    }
  }

  /// Whether a blob is counted already.
  boolean counts(long namespace, long blob) {
    return sql.number(
            "select count(*) from namespace_blob where namespace = ? and blob = ?", namespace, blob)
        > 0;
  }

  /// A repository more has the blob.
  void addBlob(long namespace, long blob, long size) {
    var repositories =
        sql.number(
            "insert into namespace_blob (namespace, blob, repositories) values (?, ?, 1)"
                + " on conflict (namespace, blob)"
                + " do update set repositories = namespace_blob.repositories + 1"
                + " returning repositories",
            namespace,
            blob);
    if (repositories == 1) {
      add(namespace, size);
    }
  }

  /// A repository less has the blob.
  void removeBlob(long namespace, long blob, long size) {
    var repositories =
        sql.number(
            "update namespace_blob set repositories = repositories - 1"
                + " where namespace = ? and blob = ? returning repositories",
            namespace,
            blob);
    if (repositories == 0) {
      sql.update("delete from namespace_blob where namespace = ? and blob = ?", namespace, blob);
      add(namespace, -size);
    }
  }
}
