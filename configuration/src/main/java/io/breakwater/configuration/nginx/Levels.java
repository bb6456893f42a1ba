package io.breakwater.configuration.nginx;

import java.util.function.Consumer;

/// Walks through all levels of the servers of `http`, whether or not requests end there.
final class Levels {
  private Levels() {}

  static void each(Site site, Consumer<Block> look) {
    for (var server : site.servers()) {
      each(server, look);
    }
  }

  private static void each(Block block, Consumer<Block> look) {
    look.accept(block);
    for (var one : block.directives()) {
      var inner = one.block();
      if (inner != null
          && inner.kind() != Block.Kind.VALUES
          && inner.kind() != Block.Kind.FOREIGN) {
        each(inner, look);
      }
    }
  }
}
