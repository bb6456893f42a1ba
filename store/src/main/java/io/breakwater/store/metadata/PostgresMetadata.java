package io.breakwater.store.metadata;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.breakwater.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The metadata in PostgreSQL.
///
/// Changes run under READ COMMITTED, and lock the rows that they decide by; see the package.
/// Reads run under REPEATABLE READ, so that one work sees one state.
final class PostgresMetadata implements Metadata {
  private static final String WRITING = "Writing metadata";
  private static final String READING = "Reading metadata";
  private static final int ATTEMPTS = 10;

  /// Two servers that start at once migrate one after the other.
  private static final long MIGRATION_LOCK = 0x627265616b7761L;

  private final HikariDataSource readers;
  private final HikariDataSource writers;

  private PostgresMetadata(HikariDataSource readers, HikariDataSource writers) {
    this.readers = readers;
    this.writers = writers;
  }

  static PostgresMetadata open(MetadataOptions.PostgreSql options) throws StoreException {
    try {
      var writers = pool(options, "metadata-writers", options.connections() / 2, false);
      try {
        migrate(writers);
        var half = options.connections() - options.connections() / 2;
        return new PostgresMetadata(pool(options, "metadata-readers", half, true), writers);
      } catch (SQLException
          | SqlFailure
          | StoreException
          | HikariPool.PoolInitializationException e) {
        writers.close();
        throw e;
      }
    } catch (SQLException e) {
      throw SqlFailure.storeException("Opening the metadata", e);
    } catch (SqlFailure e) {
      throw e.storeException("Opening the metadata");
    } catch (HikariPool.PoolInitializationException e) {
      throw new StoreException(
          "storage-unavailable",
          "Opening the metadata",
          "the database does not answer",
          "Check its address, user and password, and that it runs",
          e);
    }
  }

  private static HikariDataSource pool(
      MetadataOptions.PostgreSql options, String name, int size, boolean read) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(options.url());
    config.setUsername(options.user());
    config.setPassword(options.password());
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(10_000);
    config.setAutoCommit(false);
    config.setReadOnly(read);
    config.setTransactionIsolation(
        read ? "TRANSACTION_REPEATABLE_READ" : "TRANSACTION_READ_COMMITTED");
    if (!read) {
      // Durable on return, whatever the server's default; a stricter default stays.
      config.setConnectionInitSql(
          "select set_config('synchronous_commit', 'on', false)"
              + " where current_setting('synchronous_commit') = 'off'");
      // Or the pool leaves a transaction open behind that, whose state the first work would see.
      config.setIsolateInternalQueries(true);
    }
    return new HikariDataSource(config);
  }

  private static void migrate(HikariDataSource writers) throws SQLException, StoreException {
    try (var connection = writers.getConnection();
        var sql = new Sql(connection, Dialect.POSTGRESQL)) {
      if (sql.number("select current_setting('server_version_num')::bigint") < 150_000) {
        throw new StoreException(
            "storage-version",
            "Opening the metadata",
            "PostgreSQL 15 or newer is needed, and this is older",
            "Upgrade the database server",
            null);
      }
      sql.first("select pg_advisory_xact_lock(?)", row -> 0, MIGRATION_LOCK);
      Migrations.run(sql);
      connection.commit();
    }
  }

  @Override
  public <T extends @Nullable Object> T read(Work<T> work) throws StoreException {
    for (var attempt = 1; ; attempt++) {
      try {
        return run(readers, work, true);
      } catch (SQLException e) {
        throw SqlFailure.storeException(READING, e);
      } catch (SqlFailure e) {
        // The database was started again since the connection was used; reading twice is harmless.
        if (!e.disconnected() || attempt == ATTEMPTS) {
          throw e.storeException(READING);
        }
      }
    }
  }

  @Override
  public <T extends @Nullable Object> T write(Work<T> work) throws StoreException {
    return write(work, true);
  }

  @Override
  public <T extends @Nullable Object> T note(Work<T> work) throws StoreException {
    return write(work, false);
  }

  private <T extends @Nullable Object> T write(Work<T> work, boolean durable)
      throws StoreException {
    for (var attempt = 1; ; attempt++) {
      try {
        return run(writers, work, durable);
      } catch (SQLException e) {
        throw SqlFailure.storeException(WRITING, e);
      } catch (SqlFailure e) {
        if (!e.conflict() || attempt == ATTEMPTS) {
          throw e.storeException(WRITING);
        }
        // Those who met would meet again.
        var most = 1_000_000L << Math.min(attempt, 6);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
      }
    }
  }

  private static <T extends @Nullable Object> T run(
      HikariDataSource pool, Work<T> work, boolean durable) throws SQLException {
    try (var connection = pool.getConnection();
        var sql = new Sql(connection, Dialect.POSTGRESQL)) {
      try {
        if (!durable) {
          // Of this transaction alone.
          sql.first("select set_config('synchronous_commit', 'off', true)", row -> 0);
        }
        var result = work.run(new Transaction(sql));
        commit(connection);
        return result;
      } catch (RuntimeException | Error e) {
        rollBack(connection);
        throw e;
      }
    }
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is gone, and the transaction with it; what ended it is thrown on.
    }
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  @Override
  public void copyTo(Path file) throws StoreException {
    throw new StoreException(
        "storage-unsupported",
        "Copying the metadata",
        "they are in PostgreSQL, which has tools of its own for it",
        "Run pg_dump first and copy the contents after it: what is pushed meanwhile is in neither,"
            + " and what is deleted meanwhile stays in the contents for the grace period of the"
            + " garbage collection",
        null);
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
  }
}
