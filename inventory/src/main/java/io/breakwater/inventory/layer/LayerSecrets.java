package io.breakwater.inventory.layer;

import io.breakwater.secrets.SecretMatch;
import java.util.List;

/// Secrets that were found in the files of a layer, also in those that it replaces further on.
///
/// @param files the secrets of each file that has any, in the order of the entries
/// @param more how many were found that are not among them, since there were too many
/// @param unread how many files were not searched, since they could not be read
public record LayerSecrets(List<List<SecretMatch>> files, int more, int unread) {
  /// None were found.
  public static final LayerSecrets NONE = new LayerSecrets(List.of(), 0, 0);

  public LayerSecrets {
    files = List.copyOf(files);
  }

  long weight() {
    long weight = 0;
    for (var file : files) {
      weight += 64 + 32L * file.size();
    }
    return weight;
  }
}
