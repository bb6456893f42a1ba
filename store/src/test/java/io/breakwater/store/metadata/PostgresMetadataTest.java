package io.breakwater.store.metadata;

import java.sql.DriverManager;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresMetadataTest extends MetadataContract {
  @RegisterExtension static final PostgresDatabases DATABASES = new PostgresDatabases();

  @Override
  MetadataOptions options() throws Exception {
    return DATABASES.empty();
  }

  @Override
  void execute(MetadataOptions at, String statement) throws Exception {
    var options = (MetadataOptions.PostgreSql) at;
    try (var connection =
            DriverManager.getConnection(options.url(), options.user(), options.password());
        var statements = connection.createStatement()) {
      statements.execute(statement);
    }
  }
}
