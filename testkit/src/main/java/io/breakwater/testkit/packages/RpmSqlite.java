package io.breakwater.testkit.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes rpm's store of today, `rpmdb.sqlite`, by SQLite itself, with the tables that rpm makes
/// (rpm's `lib/backend/sqlite.c`).
///
/// ```java
/// var store = new RpmSqlite().add(bash).log().add(openssl).build();
/// new LayerBuilder().file(RpmSqlite.PATH, store.file()).file(RpmSqlite.LOG_PATH, store.log());
/// ```
public final class RpmSqlite {
  /// Where it lies, relative to the root.
  public static final String PATH = "var/lib/rpm/rpmdb.sqlite";

  /// Where its write-ahead log lies.
  public static final String LOG_PATH = PATH + "-wal";

  /// Where newer distributions have it.
  public static final String USR_PATH = "usr/lib/sysimage/rpm/rpmdb.sqlite";

  private static final List<String> INDEXES =
      List.of(
          "Name",
          "Basenames",
          "Group",
          "Requirename",
          "Providename",
          "Conflictname",
          "Obsoletename",
          "Triggername",
          "Dirnames",
          "Installtid",
          "Sigmd5",
          "Sha1header",
          "Filetriggername",
          "Transfiletriggername",
          "Recommendname",
          "Suggestname",
          "Supplementname",
          "Enhancename");

  /// The store and its log, empty where none was asked for.
  public static final class Built {
    private final byte[] file;
    private final byte[] log;

    private Built(byte[] file, byte[] log) {
      this.file = file;
      this.log = log;
    }

    public byte[] file() {
      return file.clone();
    }

    public byte[] log() {
      return log.clone();
    }
  }

  private interface Step {
    void on(Connection connection) throws SQLException;
  }

  private final List<Step> stored = new ArrayList<>();
  private @Nullable List<Step> logged;
  private int pageSize = 4096;
  private String autoVacuum = "NONE";

  /// A power of two from 512 to 65,536.
  public RpmSqlite pageSize(int bytes) {
    pageSize = bytes;
    return this;
  }

  /// With SQLite's pointer map pages in the file (`PRAGMA auto_vacuum = FULL`).
  public RpmSqlite autoVacuum() {
    autoVacuum = "FULL";
    return this;
  }

  /// What follows lies in the write-ahead log alone.
  public RpmSqlite log() {
    logged = new ArrayList<>();
    return this;
  }

  /// Adds a package.
  public RpmSqlite add(RpmHeader header) {
    return add(header.name(), header.blob());
  }

  /// Adds a blob, whatever it is.
  public RpmSqlite add(byte[] blob) {
    return add("", blob.clone());
  }

  private RpmSqlite add(String name, byte[] blob) {
    return step(
        connection -> {
          try (var row = connection.prepareStatement("INSERT INTO Packages (blob) VALUES (?)");
              var key =
                  connection.prepareStatement(
                      "INSERT INTO Name VALUES (?, last_insert_rowid(), 0)")) {
            row.setBytes(1, blob);
            row.executeUpdate();
            key.setString(1, name);
            key.executeUpdate();
          }
        });
  }

  /// Erases the package that was added as the nth, counted from 1.
  public RpmSqlite erase(int number) {
    return step(
        connection -> {
          execute(connection, "DELETE FROM Name WHERE hnum = " + number);
          execute(connection, "DELETE FROM Packages WHERE hnum = " + number);
        });
  }

  /// Any statement.
  public RpmSqlite execute(String sql) {
    return step(connection -> execute(connection, sql));
  }

  private RpmSqlite step(Step step) {
    (logged == null ? stored : logged).add(step);
    return this;
  }

  /// The store as bytes.
  public byte[] render() {
    return build().file();
  }

  /// The store and its log.
  public Built build() {
    try {
      var folder = Files.createTempDirectory("rpmdb");
      var file = folder.resolve("rpmdb.sqlite");
      try {
        create(file);
        return logged == null
            ? new Built(Files.readAllBytes(file), new byte[0])
            : log(file, logged);
      } finally {
        for (var end : List.of("", "-wal", "-shm", "-journal")) {
          Files.deleteIfExists(Path.of(file + end));
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void create(Path file) throws SQLException {
    try (var connection = open(file)) {
      execute(connection, "PRAGMA page_size = " + pageSize);
      execute(connection, "PRAGMA auto_vacuum = " + autoVacuum);
      execute(connection, "PRAGMA synchronous = OFF");
      // Persistent: the header of the file then says that there may be a log, as it does with rpm.
      execute(connection, "PRAGMA journal_mode = WAL");
      connection.setAutoCommit(false);
      execute(
          connection,
          "CREATE TABLE IF NOT EXISTS 'Packages'"
              + " (hnum INTEGER PRIMARY KEY AUTOINCREMENT,blob BLOB NOT NULL)");
      for (var index : INDEXES) {
        execute(
            connection,
            "CREATE TABLE IF NOT EXISTS '"
                + index
                + "' (key 'TEXT' NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL,"
                + " FOREIGN KEY (hnum) REFERENCES 'Packages'(hnum))");
        execute(
            connection,
            "CREATE INDEX IF NOT EXISTS '" + index + "_key_idx' ON '" + index + "'(key ASC)");
      }
      for (var step : stored) {
        step.on(connection);
      }
      connection.commit();
    }
  }

  /// Both files are taken while the connection is open: closing the last one empties the log.
  private static Built log(Path file, List<Step> steps) throws SQLException, IOException {
    try (var connection = open(file)) {
      execute(connection, "PRAGMA wal_autocheckpoint = 0");
      execute(connection, "PRAGMA synchronous = OFF");
      connection.setAutoCommit(false);
      for (var step : steps) {
        step.on(connection);
        connection.commit();
      }
      return new Built(Files.readAllBytes(file), Files.readAllBytes(Path.of(file + "-wal")));
    }
  }

  private static Connection open(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
