package io.breakwater.store.metadata;

import io.breakwater.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// Brings the schema up to this version: the resources `1.sql`, `2.sql` … in order, each once,
/// with the SHA-256 of its text kept beside it. Runs in the caller's transaction.
final class Migrations {
  /// The newest there is.
  static final int VERSION = 6;

  private static final String WHAT = "Opening the metadata";

  private Migrations() {}

  private record Applied(int version, String sha256) {}

  static void run(Sql sql) throws StoreException {
    run(sql, VERSION);
  }

  /// As the other, up to a version; for tests of the next one.
  static void run(Sql sql, int last) throws StoreException {
    sql.update(
        sql.dialect()
            .schema(
                "create table if not exists schema_version (version ${long} not null primary key,"
                    + " sha256 ${text} not null, applied ${long} not null) ${table}"));
    var applied =
        sql.list(
            "select version, sha256 from schema_version order by version",
            row -> new Applied(row.getInt(1), row.getString(2)));
    refuseNewer(applied);
    for (var version = 1; version <= last; version++) {
      var text = text(version);
      var sha256 = sha256(text);
      if (version > applied.size()) {
        apply(sql, version, text, sha256);
      } else if (!applied.get(version - 1).equals(new Applied(version, sha256))) {
        throw new StoreException(
            "storage-version",
            WHAT,
            "their schema " + version + " is not the one that this version knows",
            "Run the version of Breakwater that made them",
            null);
      }
    }
  }

  /// Refuses any schema but this version's, and changes nothing.
  static void check(Sql sql) throws StoreException {
    var newest = sql.number("select coalesce(max(version), 0) from schema_version");
    if (newest != VERSION) {
      throw new StoreException(
          "storage-version",
          WHAT,
          "their schema is " + newest + ", and this version's is " + VERSION,
          "Use the version of Breakwater that the server has",
          null);
    }
  }

  private static void refuseNewer(List<Applied> applied) throws StoreException {
    var newest = applied.isEmpty() ? 0 : applied.getLast().version();
    if (newest > VERSION) {
      throw new StoreException(
          "storage-version",
          WHAT,
          "their schema is " + newest + ", and this version knows " + VERSION,
          "Run the newer version of Breakwater that wrote them",
          null);
    }
  }

  private static void apply(Sql sql, int version, String text, String sha256) {
    var lines = text.lines().filter(line -> !line.startsWith("--"));
    var statements = sql.dialect().schema(String.join("\n", lines.toList()));
    for (var statement : statements.split(";", -1)) {
      if (!statement.isBlank()) {
        sql.update(statement);
      }
    }
    sql.update(
        "insert into schema_version (version, sha256, applied) values (?, ?, "
            + sql.dialect().clock()
            + ")",
        version,
        sha256);
  }

  private static String text(int version) {
    try (var in = Migrations.class.getResourceAsStream(version + ".sql")) {
      return new String(
          Objects.requireNonNull(in, "migration").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
