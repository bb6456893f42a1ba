package io.breakwater.registry.verdicts;

import io.breakwater.inventory.layer.LayerCodec;
import io.breakwater.registry.verdicts.layers.LayerRecord;
import java.nio.charset.StandardCharsets;

/// What a layer's inventory holds, as text to look for names in.
final class LayerTexts {
  private LayerTexts() {}

  static String of(LayerRecord record) {
    return record instanceof LayerRecord.Read(var diffId, var inventory)
        ? new String(LayerCodec.encode("", inventory), StandardCharsets.ISO_8859_1)
        : record.toString();
  }
}
