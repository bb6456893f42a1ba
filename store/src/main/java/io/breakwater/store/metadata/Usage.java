package io.breakwater.store.metadata;

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

  /// Whether so many bytes more are within the quota; nothing changes.
  boolean fits(long namespace, long bytes) {
    return bytes <= 0
        || sql.number(
                "select count(*) from namespace where id = ?"
                    + " and (quota_bytes is null or used_bytes + ? <= quota_bytes)",
                namespace,
                bytes)
            > 0;
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
