package io.breakwater.store.metadata;

import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresBrowserSessionsTest extends BrowserSessionsContract {
  @RegisterExtension static final PostgresDatabases DATABASES = new PostgresDatabases();

  @Override
  MetadataOptions options() throws Exception {
    return DATABASES.empty();
  }
}
