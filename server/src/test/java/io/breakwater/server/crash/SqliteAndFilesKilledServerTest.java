package io.breakwater.server.crash;

import java.util.Map;

class SqliteAndFilesKilledServerTest extends KilledServer {
  @Override
  Map<String, String> stores() {
    return Map.of();
  }
}
