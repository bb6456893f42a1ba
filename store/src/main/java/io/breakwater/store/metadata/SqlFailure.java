package io.breakwater.store.metadata;

import io.breakwater.store.StoreException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/// What a statement failed with, on its way through a [Work] to whoever runs that.
final class SqlFailure extends RuntimeException {
  private final @Nullable SQLException sql;

  SqlFailure(SQLException sql) {
    super(sql);
    this.sql = sql;
  }

  private SqlFailure(String message) {
    super(message);
    sql = null;
  }

  /// Another transaction took away what this one had seen; running the work again sees that.
  static SqlFailure conflict(String what) {
    return new SqlFailure(what);
  }

  /// Whether the same work may succeed at once.
  boolean conflict() {
    return sql == null || conflict(sql);
  }

  private static boolean conflict(SQLException sql) {
    if (sql instanceof SQLiteException sqlite) {
      var code = sqlite.getResultCode().code & 0xff;
      return code == 5 || code == 6; // SQLITE_BUSY, SQLITE_LOCKED
    }
    return switch (state(sql)) {
      // serialization_failure, deadlock_detected, and a row that went while it was referenced
      case "40001", "40P01", "23503" -> true;
      default -> false;
    };
  }

  /// Whether it was the connection that failed.
  boolean disconnected() {
    return sql != null && (state(sql).startsWith("08") || state(sql).startsWith("57P"));
  }

  private static String state(SQLException sql) {
    return sql.getSQLState() == null ? "" : sql.getSQLState();
  }

  StoreException storeException(String what) {
    return sql == null
        ? unavailable(what, "other changes came between each time", this)
        : storeException(what, sql);
  }

  static StoreException storeException(String what, SQLException sql) {
    if (sql instanceof SQLiteException sqlite) {
      return switch (sqlite.getResultCode().code & 0xff) {
        case 13 -> full(what, sql);
        case 11, 26 -> corrupt(what, sql);
        case 5, 6 -> unavailable(what, "the database is busy with another process", sql);
        case 3, 8, 10, 14, 23 -> unavailable(what, "the database's disk does not answer", sql);
        default -> throw new IllegalStateException(what, sql);
      };
    }
    var state = state(sql);
    if (state.equals("53100")) {
      return full(what, sql);
    }
    if (state.startsWith("XX")) {
      return corrupt(what, sql);
    }
    if (state.startsWith("22") || state.startsWith("23") || state.startsWith("42")) {
      throw new IllegalStateException(what, sql);
    }
    return unavailable(what, "the database does not answer", sql);
  }

  private static StoreException full(String what, SQLException cause) {
    return new StoreException(
        "storage-full", what, "no space is left for the database", "Make space on its disk", cause);
  }

  private static StoreException corrupt(String what, SQLException cause) {
    return new StoreException(
        "storage-corrupt",
        what,
        "the database is damaged",
        "Stop the server and restore the last backup",
        cause);
  }

  private static StoreException unavailable(String what, String why, Throwable cause) {
    return new StoreException(
        "storage-unavailable", what, why, "Try again; see the server's log", cause);
  }
}
