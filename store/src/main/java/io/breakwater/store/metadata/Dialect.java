package io.breakwater.store.metadata;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// Where the two databases differ in what they read.
enum Dialect {
  SQLITE {
    @Override
    String any(String column) {
      return column + " in (select value from json_each(?))";
    }

    @Override
    String lock(String how) {
      return "";
    }

    @Override
    String clock() {
      return "cast((julianday('now') - 2440587.5) * 86400000 as integer)";
    }

    @Override
    String schema(String text) {
      return text.replace("${id}", "integer primary key autoincrement")
          .replace("${long}", "integer")
          .replace("${text}", "text")
          .replace("${bytes}", "blob")
          .replace("${data}", "event.data")
          .replace("${tags}", "json_each(event.data, '$.image.tags') as tags")
          .replace("${table}", "strict")
          .replace("${keyed}", "strict, without rowid");
    }

    @Override
    void bind(PreparedStatement statement, int at, Collection<?> values) throws SQLException {
      statement.setString(
          at,
          values.stream()
              .map(value -> value instanceof Long ? value.toString() : json(value.toString()))
              .collect(Collectors.joining(",", "[", "]")));
    }
  },

  POSTGRESQL {
    @Override
    String any(String column) {
      return column + " = any(?)";
    }

    @Override
    String lock(String how) {
      return " for " + how;
    }

    @Override
    String clock() {
      return "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";
    }

    @Override
    String schema(String text) {
      // Order by the bytes, as SQLite does; a locale's order would page otherwise.
      return text.replace("${id}", "bigint generated always as identity primary key")
          .replace("${long}", "bigint")
          .replace("${text}", "text collate \"C\"")
          .replace("${bytes}", "bytea")
          .replace("${data}", "event.data::json")
          .replace(
              "${tags}",
              "json_array_elements_text(event.data::json -> 'image' -> 'tags') as tags (value)")
          .replace("${table}", "")
          .replace("${keyed}", "");
    }

    @Override
    void bind(PreparedStatement statement, int at, Collection<?> values) throws SQLException {
      Connection connection = statement.getConnection();
      var numbers = values.iterator().next() instanceof Long;
      statement.setArray(
          at,
          numbers
              ? connection.createArrayOf("bigint", values.toArray())
              : connection.createArrayOf("text", values.stream().map(Object::toString).toArray()));
    }
  };

  /// The condition that a column is one of the next parameter's values, a collection of texts,
  /// digests or [Long]s that is not empty.
  abstract String any(String column);

  /// Rows that a select locks until the end of the transaction; nothing where there is one writer.
  ///
  /// @param how such as `update of t`
  abstract String lock(String how);

  /// The database's own clock: replicas agree on it, whatever theirs say.
  abstract String clock();

  abstract String schema(String text);

  abstract void bind(PreparedStatement statement, int at, Collection<?> values) throws SQLException;

  private static String json(String text) {
    var json = new StringBuilder(text.length() + 2).append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
