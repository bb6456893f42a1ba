package io.breakwater.inventory.layer;

import io.breakwater.secrets.SecretMatch;
import io.breakwater.secrets.SecretScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Collects the secrets of one layer.
///
/// Limit: [#MOST] secrets; of the others their number is told.
final class SecretSearch {
  static final int MOST = 1000;

  private final SecretScanner scanner = new SecretScanner();
  private final List<List<SecretMatch>> files = new ArrayList<>();
  private int kept;
  private int more;
  private int unread;

  /// Looks through a file and tells whether it has secrets that are kept.
  ///
  /// @param path relative to the root
  /// @throws IOException only where `in` throws it
  boolean scan(String path, InputStream in, long size) throws IOException {
    return add(scanner.scan(path, in, size));
  }

  /// The same of a content at hand.
  boolean scan(String path, byte[] content) {
    return add(scanner.scan(path, content));
  }

  /// Says that a file could not be read.
  void unread() {
    unread++;
  }

  private boolean add(List<SecretMatch> matches) {
    int count = Math.min(matches.size(), MOST - kept);
    kept += count;
    more += matches.size() - count;
    if (count > 0) {
      files.add(List.copyOf(matches.subList(0, count)));
    }
    return count > 0;
  }

  LayerSecrets secrets() {
    return files.isEmpty() && unread == 0
        ? LayerSecrets.NONE
        : new LayerSecrets(files, more, unread);
  }
}
