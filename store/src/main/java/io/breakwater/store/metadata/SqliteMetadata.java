package io.breakwater.store.metadata;

import io.breakwater.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// The metadata in one SQLite file with a write-ahead log: one writer, several readers that do
/// not wait for it.
final class SqliteMetadata implements Metadata {
  private static final String OPENING = "Opening the metadata";

  private final Path file;
  private final Optional<SqliteLock> lock;
  private final SqliteWriter writer;
  private final Sql writing;
  private final List<Sql> readers;

  /// Last in, first out: the reader with the warmest cache.
  private final LinkedBlockingDeque<Sql> idle;

  private SqliteMetadata(Path file, Optional<SqliteLock> lock, Sql writing, List<Sql> readers) {
    this.file = file;
    this.lock = lock;
    this.writing = writing;
    this.readers = readers;
    idle = new LinkedBlockingDeque<>(readers);
    writer = new SqliteWriter(writing);
  }

  static SqliteMetadata open(MetadataOptions.Sqlite options) throws StoreException {
    var lock = Optional.<SqliteLock>empty();
    var opened = new ArrayList<Sql>();
    try {
      if (options.beside() && !Files.isRegularFile(options.file())) {
        throw unavailable("their file is not there", "Name the folder of the registry", null);
      }
      if (!options.beside()) {
        lock = Optional.of(SqliteLock.of(options.file()));
      }
      return open(options, lock, opened);
    } catch (SQLException e) {
      undo(opened, lock);
      throw SqlFailure.storeException(OPENING, e);
    } catch (SqlFailure e) {
      undo(opened, lock);
      throw e.storeException(OPENING);
    } catch (StoreException e) {
      undo(opened, lock);
      throw e;
    } catch (IOException e) {
      undo(opened, lock);
      throw unavailable("their file cannot be made", "Make its folder writable for the server", e);
    }
  }

  private static SqliteMetadata open(
      MetadataOptions.Sqlite options, Optional<SqliteLock> lock, List<Sql> opened)
      throws SQLException, StoreException, IOException {
    create(options.file());
    var writing = connect(options.file(), false);
    opened.add(writing);
    migrate(writing, options.beside());
    var readers = new ArrayList<Sql>();
    for (var i = 0; i < options.readers(); i++) {
      var reader = connect(options.file(), true);
      opened.add(reader);
      readers.add(reader);
    }
    return new SqliteMetadata(options.file(), lock, writing, readers);
  }

  private static void undo(List<Sql> opened, Optional<SqliteLock> lock) {
    closeAll(opened);
    lock.ifPresent(SqliteLock::close);
  }

  private static StoreException unavailable(String why, String next, @Nullable Exception cause) {
    return new StoreException("storage-unavailable", OPENING, why, next, cause);
  }

  /// The file readable by its owner alone, and its name durable.
  private static void create(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    var folder = file.toAbsolutePath().getParent();
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Sql connect(Path file, boolean reader) throws SQLException {
    var config = new SQLiteConfig();
    config.setBusyTimeout(5_000);
    config.enforceForeignKeys(true);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setCacheSize(reader ? -4_000 : -32_000);
    config.setJournalSizeLimit(64 << 20);
    var connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (var statement = connection.createStatement()) {
      statement.execute("pragma trusted_schema = off");
      if (reader) {
        statement.execute("pragma query_only = on");
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return new Sql(connection, Dialect.SQLITE);
  }

  private static void migrate(Sql sql, boolean beside) throws SQLException, StoreException {
    sql.run("begin immediate");
    try {
      if (beside) {
        Migrations.check(sql);
      } else {
        Migrations.run(sql);
      }
      sql.run("commit");
    } catch (StoreException | RuntimeException e) {
      sql.run("rollback");
      throw e;
    }
  }

  @Override
  public <T extends @Nullable Object> T read(Work<T> work) throws StoreException {
    var sql = take();
    try {
      sql.run("begin");
      try {
        return work.run(new Transaction(sql));
      } finally {
        sql.run("rollback");
      }
    } catch (SQLException e) {
      throw SqlFailure.storeException("Reading metadata", e);
    } catch (SqlFailure e) {
      throw e.storeException("Reading metadata");
    } finally {
      idle.addFirst(sql);
    }
  }

  private Sql take() throws StoreException {
    try {
      return idle.takeFirst();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          "storage-unavailable", "Reading metadata", "interrupted", "Try again", e);
    }
  }

  @Override
  public <T extends @Nullable Object> T write(Work<T> work) throws StoreException {
    return writer.write(work, true);
  }

  @Override
  public <T extends @Nullable Object> T note(Work<T> work) throws StoreException {
    return writer.write(work, false);
  }

  @Override
  public void copyTo(Path copy) throws StoreException {
    var what = "Copying the metadata";
    if (Files.exists(copy)) {
      throw new StoreException(
          "storage-unavailable", what, "there is a file in its place", "Name another", null);
    }
    // On a connection of its own: it takes long, and reads one state while others write.
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
        var statement = connection.prepareStatement("vacuum into ?")) {
      create(copy);
      statement.setString(1, copy.toAbsolutePath().toString());
      statement.execute();
      // SQLite leaves that to the system.
      try (var written = FileChannel.open(copy, StandardOpenOption.WRITE)) {
        written.force(true);
      }
    } catch (SQLException e) {
      throw SqlFailure.storeException(what, e);
    } catch (IOException e) {
      throw new StoreException(
          "storage-unavailable",
          what,
          "the copy cannot be written",
          "Make its folder writable, and name a file that is not there",
          e);
    }
  }

  @Override
  public void close() {
    writer.close();
    awaitReaders();
    // The writer's connection last: it is the last, which tidies the log away.
    closeAll(readers);
    closeAll(List.of(writing));
    lock.ifPresent(SqliteLock::close);
  }

  /// A read that goes on ends before its connection does.
  private void awaitReaders() {
    try {
      for (var i = 0; i < readers.size(); i++) {
        if (idle.poll(5, TimeUnit.SECONDS) == null) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeAll(List<Sql> all) {
    for (var sql : all) {
      try {
        sql.close();
        sql.connection().close();
      } catch (SQLException e) {
        // Everything acknowledged is durable; nothing is lost with a connection.
      }
    }
  }
}
