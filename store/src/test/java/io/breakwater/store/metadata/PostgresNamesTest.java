package io.breakwater.store.metadata;

import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresNamesTest extends NamesContract {
  @RegisterExtension static final PostgresDatabases DATABASES = new PostgresDatabases();

  @Override
  MetadataOptions options() throws Exception {
    return DATABASES.empty();
  }
}
