package io.breakwater.image.source;

import io.breakwater.image.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// `PATH`, `PATH:TAG` or `PATH@DIGEST`; both parts may contain colons, so the longest path that
/// exists wins, else the first colon divides.
record PathAndTag(Path path, @Nullable String tag) {
  static PathAndTag split(String text) {
    var at = text.lastIndexOf('@');
    if (at > 0 && Digest.tryParse(text.substring(at + 1)).isPresent()) {
      return new PathAndTag(Path.of(text.substring(0, at)), text.substring(at + 1));
    }
    if (Files.exists(Path.of(text))) {
      return new PathAndTag(Path.of(text), null);
    }
    var colon = text.lastIndexOf(':');
    var first = text.indexOf(':');
    while (colon > first && !Files.exists(Path.of(text.substring(0, colon)))) {
      colon = text.lastIndexOf(':', colon - 1);
    }
    if (colon <= 0 || colon == text.length() - 1) {
      return new PathAndTag(Path.of(colon <= 0 ? text : text.substring(0, colon)), null);
    }
    return new PathAndTag(Path.of(text.substring(0, colon)), text.substring(colon + 1));
  }
}
