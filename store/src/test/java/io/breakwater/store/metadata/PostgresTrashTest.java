package io.breakwater.store.metadata;

import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresTrashTest extends TrashContract {
  @RegisterExtension static final PostgresDatabases DATABASES = new PostgresDatabases();

  @Override
  MetadataOptions options() throws Exception {
    return DATABASES.empty();
  }
}
