package io.breakwater.inventory.layer;

import io.breakwater.secrets.SecretMatch;
import java.util.List;

/// A file of one layer in which secrets were found.
///
/// Compared by identity: the same file may have several names, and a file that replaces it is
/// another.
public final class SecretFile {
  private final String path;
  private final String written;
  private final int layer;
  private final List<SecretMatch> matches;

  SecretFile(String path, String written, int layer, List<SecretMatch> matches) {
    this.path = path;
    this.written = written;
    this.layer = layer;
    this.matches = matches;
  }

  /// Absolute path at which it was when its layer was applied, behind all links.
  public String path() {
    return path;
  }

  /// Absolute path as the layer has it, which may lead through links.
  public String written() {
    return written;
  }

  /// Index of its layer.
  public int layer() {
    return layer;
  }

  public List<SecretMatch> matches() {
    return matches;
  }
}
