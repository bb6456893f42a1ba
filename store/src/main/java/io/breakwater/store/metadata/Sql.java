package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Statements on one connection, prepared once each. Parameters: texts, [Long], [Integer],
/// [Boolean] as 0 or 1, bytes, [Digest], [Instant] as milliseconds, collections for
/// [Dialect#any], null. Used by one thread at a time.
final class Sql implements AutoCloseable {
  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Sql(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /// One row of an answer.
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  Dialect dialect() {
    return dialect;
  }

  Connection connection() {
    return connection;
  }

  <T> List<T> list(String query, Row<T> row, @Nullable Object... parameters) {
    try {
      var statement = bound(query, parameters);
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<T>();
        while (rows.next()) {
          found.add(row.read(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw failed(query, e);
    }
  }

  <T> Optional<T> first(String query, Row<T> row, @Nullable Object... parameters) {
    try {
      var statement = bound(query, parameters);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw failed(query, e);
    }
  }

  /// A number, such as a count or the id of `insert … returning id`; -1 without a row.
  long number(String query, @Nullable Object... parameters) {
    return first(query, row -> row.getLong(1), parameters).orElse(-1L);
  }

  /// The rows that changed.
  int update(String statement, @Nullable Object... parameters) {
    try {
      return bound(statement, parameters).executeUpdate();
    } catch (SQLException e) {
      throw failed(statement, e);
    }
  }

  /// Something without parameters or answer, such as `commit`.
  void run(String statement) throws SQLException {
    try {
      prepare(statement).execute();
    } catch (SQLException e) {
      forget(statement);
      throw e;
    }
  }

  private SqlFailure failed(String text, SQLException e) {
    forget(text);
    return new SqlFailure(e);
  }

  /// SQLite's driver closes a statement that fails; it is prepared anew the next time.
  private void forget(String text) {
    var statement = prepared.remove(text);
    if (statement != null) {
      try {
        statement.close();
      } catch (SQLException e) {
        // What it failed with is on its way to the caller.
      }
    }
  }

  private PreparedStatement prepare(String text) throws SQLException {
    var statement = prepared.get(text);
    if (statement == null) {
      statement = connection.prepareStatement(text);
      prepared.put(text, statement);
    }
    return statement;
  }

  private PreparedStatement bound(String text, @Nullable Object[] parameters) throws SQLException {
    var statement = prepare(text);
    for (var i = 0; i < parameters.length; i++) {
      bind(statement, i + 1, parameters[i]);
    }
    return statement;
  }

  private void bind(PreparedStatement statement, int at, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(at, Types.NULL);
      case String text -> statement.setString(at, text);
      case Long number -> statement.setLong(at, number);
      case Integer number -> statement.setLong(at, number);
      case Boolean flag -> statement.setLong(at, flag ? 1 : 0);
      case byte[] bytes -> statement.setBytes(at, bytes);
      case Digest digest -> statement.setString(at, digest.toString());
      case Instant time -> statement.setLong(at, time.toEpochMilli());
      case Collection<?> values -> {
        if (values.isEmpty()) {
          // Of no type, which PostgreSQL minds and SQLite does not.
          throw new IllegalArgumentException("an empty collection");
        }
        dialect.bind(statement, at, values);
      }
      default -> throw new IllegalArgumentException("no parameter: " + value.getClass());
    }
  }

  /// A time of a row.
  static Instant time(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  /// A time of a row that may have none.
  static Optional<Instant> optionalTime(ResultSet row, int column) throws SQLException {
    var time = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(time));
  }

  /// A digest of a row.
  static Digest digest(ResultSet row, int column) throws SQLException {
    return Digest.parse(row.getString(column));
  }

  /// A digest of a row that may have none.
  static Optional<Digest> optionalDigest(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(Digest::parse);
  }

  /// Closes the statements, not the connection.
  @Override
  public void close() throws SQLException {
    for (var statement : prepared.values()) {
      statement.close();
    }
    prepared.clear();
  }
}
