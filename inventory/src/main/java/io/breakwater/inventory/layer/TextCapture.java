package io.breakwater.inventory.layer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiPredicate;

/// Small texts, which are kept as they are.
///
/// @param isText whether a file (its path, and where its name begins) is one
public record TextCapture(BiPredicate<String, Integer> isText) implements Capture {
  @Override
  public boolean mayBe(String path, int nameStart) {
    return isText.test(path, nameStart);
  }

  @Override
  public Content read(InputStream in, long size, InventoryLimits limits) throws IOException {
    if (size > limits.textBytes()) {
      return new Content.Unread(
          "file-too-large",
          "it has " + size + " bytes, expected " + limits.textBytes() + " at the most");
    }
    return new Content.Text(new String(in.readNBytes(limits.textBytes()), UTF_8));
  }
}
