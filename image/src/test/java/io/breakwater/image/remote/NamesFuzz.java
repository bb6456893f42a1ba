package io.breakwater.image.remote;

import io.breakwater.image.ImageReference;
import java.nio.charset.StandardCharsets;

/// Any text as an image's name and as a registry's challenge.
public final class NamesFuzz {
  private NamesFuzz() {}

  /// Names end in a reference that reads as itself, or in [IllegalArgumentException]; challenges
  /// end in a list.
  public static void fuzzerTestOneInput(byte[] data) {
    var text = new String(data, StandardCharsets.ISO_8859_1);
    for (var challenge : Challenge.parse(text)) {
      if (challenge.scheme().isEmpty()) {
        throw new IllegalStateException("a challenge without a scheme: " + text);
      }
    }
    ImageReference reference;
    try {
      reference = ImageReference.parse(text);
    } catch (IllegalArgumentException e) {
      return;
    }
    if (!ImageReference.parse(reference.toString()).equals(reference)) {
      throw new IllegalStateException("not its own normal form: " + text);
    }
  }
}
