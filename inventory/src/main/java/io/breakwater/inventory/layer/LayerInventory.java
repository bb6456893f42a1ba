package io.breakwater.inventory.layer;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// What one layer contributes to an image: its entries in order, and the contents that may
/// matter.
///
/// Immutable, and the same for the same layer wherever it is used.
public final class LayerInventory {
  final EntryLog log;
  final List<Content> contents;
  final FileLists fileLists;
  final LayerSecrets secrets;

  LayerInventory(EntryLog log, List<Content> contents, FileLists fileLists, LayerSecrets secrets) {
    this.log = log;
    this.contents = List.copyOf(contents);
    this.fileLists = fileLists;
    this.secrets = secrets;
  }

  /// Secrets that were found in the layer's files.
  public LayerSecrets secrets() {
    return secrets;
  }

  /// About how much memory it takes, in bytes.
  public long weight() {
    long weight = 0L + log.length + fileLists.compressed.length + secrets.weight();
    for (var content : contents) {
      weight += weight(content);
    }
    return weight;
  }

  /// Gives the paths of file lists to `sink`, absolute, with the package that owns them.
  ///
  /// @param owners by a list's number its owner, empty for a list that names packages itself
  public void eachPath(Map<Integer, String> owners, BiConsumer<String, String> sink) {
    fileLists.each(owners, sink);
  }

  static long weight(Content content) {
    return switch (content) {
      case Content.Packages packages -> 64 + 360L * packages.list().packages().size();
      case Content.Companion companion -> 24;
      case Content.Names names -> 48 + 120L * names.names().size();
      case Content.Text text -> 48L + text.text().length();
      case Content.FileList list -> 24;
      case Content.Unread unread -> 24;
    };
  }

  /// Whether all was read that there is to read, so that reading the layer again would give the
  /// same whatever the limits and the room on the disk are.
  public boolean withinLimits() {
    for (var content : contents) {
      if (content instanceof Content.Unread unread
          && (unread.code().endsWith("-too-large")
              || unread.code().equals(Content.Unread.SPOOL_FAILED))) {
        return false;
      }
      if (content instanceof Content.Packages packages
          && packages.list().damage() != null
          && packages.list().damage().code().endsWith("-too-large")) {
        return false;
      }
    }
    return !fileLists.cut;
  }
}
