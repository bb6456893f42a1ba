package io.breakwater.store.metadata;

import io.breakwater.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// The metadata in one SQLite file with a write-ahead log: one writer, several readers that do not
/// wait for it.
final class SqliteMetadata implements Metadata {
  private static final String OPENING = "Opening the metadata";

  private final SqliteWriter writer;
  private final Sql writing;
  private final List<Sql> readers;

  /// Last in, first out: the reader with the warmest cache.
  private final LinkedBlockingDeque<Sql> idle;

  private SqliteMetadata(Sql writing, List<Sql> readers) {
    this.writing = writing;
    this.readers = readers;
    idle = new LinkedBlockingDeque<>(readers);
    writer = new SqliteWriter(writing);
  }

  static SqliteMetadata open(MetadataOptions.Sqlite options) throws StoreException {
    var opened = new ArrayList<Sql>();
    try {
      create(options.file());
      var writing = connect(options.file(), false);
      opened.add(writing);
      migrate(writing);
      var readers = new ArrayList<Sql>();
      for (var i = 0; i < options.readers(); i++) {
        var reader = connect(options.file(), true);
        opened.add(reader);
        readers.add(reader);
      }
      return new SqliteMetadata(writing, readers);
    } catch (SQLException e) {
      closeAll(opened);
      throw SqlFailure.storeException(OPENING, e);
    } catch (SqlFailure e) {
      closeAll(opened);
      throw e.storeException(OPENING);
    } catch (StoreException e) {
      closeAll(opened);
      throw e;
    } catch (IOException e) {
      throw new StoreException(
          "storage-unavailable",
          OPENING,
          "their file cannot be made",
          "Make its folder writable for the server",
          e);
    }
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

  private static void migrate(Sql sql) throws SQLException, StoreException {
    sql.run("begin immediate");
    try {
      Migrations.run(sql);
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
    return writer.write(work);
  }

  @Override
  public void close() {
    writer.close();
    awaitReaders();
    // The writer's connection last: it is the last, which tidies the log away.
    closeAll(readers);
    closeAll(List.of(writing));
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
