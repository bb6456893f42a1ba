package io.breakwater.configuration.ssh;

import io.breakwater.inventory.files.ImageFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of `sshd_config` that sets something.
///
/// @param line from 1
/// @param block the `Match` block it is in, null outside
record Setting(
    Keyword keyword, List<String> values, ImageFile file, int line, @Nullable MatchBlock block) {
  Setting {
    values = List.copyOf(values);
  }

  /// Whether the server heeds it when it starts.
  boolean global() {
    return block == null || block.always();
  }

  /// The values in one text.
  String text() {
    return String.join(" ", values);
  }
}
