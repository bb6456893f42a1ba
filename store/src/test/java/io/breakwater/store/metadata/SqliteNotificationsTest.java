package io.breakwater.store.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteNotificationsTest extends NotificationsContract {
  @TempDir Path folder;

  @Override
  MetadataOptions options() throws IOException {
    return MetadataOptions.Sqlite.at(
        Files.createTempDirectory(folder, "each").resolve("metadata.db"));
  }

  @Test
  void summariesReadWhatHappenedSinceATimeAndNotAllEventsOfTheAccount() throws Exception {
    assertThat(plan(EventSearch.causes(Dialect.SQLITE)))
        .contains("COVERING INDEX event_summary (account=? AND time>?)");
    assertThat(plan(EventSearch.counts(Dialect.SQLITE)))
        .contains("COVERING INDEX event_summary (account=? AND time>?)");
    assertThat(plan(EventSearch.ofCause(Dialect.SQLITE)))
        .contains("INDEX event_cause (account=? AND cause=?)");
  }

  private String plan(String query) throws SQLException {
    var plan = new StringBuilder();
    var url = "jdbc:sqlite:" + ((MetadataOptions.Sqlite) opened()).file();
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.prepareStatement("explain query plan " + query);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        plan.append(rows.getString("detail")).append('\n');
      }
    }
    return plan.toString();
  }
}
