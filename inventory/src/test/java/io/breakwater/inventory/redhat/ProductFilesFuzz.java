package io.breakwater.inventory.redhat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.breakwater.inventory.layer.Content;
import io.breakwater.inventory.layer.InventoryLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;

/// Fuzz target: any bytes as a content manifest and as a module file. No exception is permitted.
public final class ProductFilesFuzz {
  private ProductFilesFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    try {
      var content =
          new ContentManifests()
              .read(new ByteArrayInputStream(data), data.length, InventoryLimits.DEFAULT);
      if (!(content instanceof Content.Names || content instanceof Content.Unread)) {
        throw new AssertionError("a manifest gives " + content);
      }
    } catch (IOException e) {
      throw new AssertionError("reading memory fails", e);
    }
    var streams = new HashMap<String, String>();
    ModuleStreams.read(new String(data, UTF_8), streams);
    if (streams.containsKey("") || streams.containsValue("")) {
      throw new AssertionError("a module without a name or a stream");
    }
  }
}
