package io.breakwater.inventory.layer;

import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// Fuzz target: any bytes as a cache file, with a good header and checksum put before them so
/// that the parts behind are reached. No exception is permitted, neither in reading nor in use.
public final class LayerCacheFuzz {
  private LayerCacheFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var checksum = new CRC32();
    checksum.update(data);
    int value = (int) checksum.getValue();
    var file = new byte[data.length + 9];
    byte[] head = {'B', 'W', 'L', 'I', LayerCodec.VERSION};
    System.arraycopy(head, 0, file, 0, 5);
    for (int i = 0; i < 4; i++) {
      file[5 + i] = (byte) (value >>> (24 - 8 * i));
    }
    System.arraycopy(data, 0, file, 9, data.length);
    LayerCodec.decode("k", data);
    var inventory = LayerCodec.decode("k", file);
    if (inventory.isPresent()) {
      var tree = new RootTree(List.of("status.d"), 1_000_000);
      tree.apply(inventory.get(), 0);
      tree.resolve("var/lib/dpkg/status");
      tree.absent("etc/nginx/none.conf");
      tree.secretsOfLayer();
      var everything = RootTree.ofEverything(1_000_000, 10_000);
      everything.apply(inventory.get(), 0);
      everything.each(Node::path);
      inventory.get().eachPath(Map.of(0, ""), (owner, path) -> {});
    }
  }
}
