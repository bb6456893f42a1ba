package io.breakwater.cli.command;

import java.nio.file.Path;
import java.util.Map;

/// Where data, caches and configuration lie (XDG Base Directory Specification 0.8).
///
/// @param data advisories that were fetched or imported: `$XDG_DATA_HOME/breakwater`
/// @param cache what can be made again: `$XDG_CACHE_HOME/breakwater`
/// @param configuration what people chose: `$XDG_CONFIG_HOME/breakwater`
public record Folders(Path data, Path cache, Path configuration) {
  public static Folders of(Map<String, String> environment) {
    return new Folders(
        base(environment, "XDG_DATA_HOME", ".local/share").resolve("breakwater"),
        base(environment, "XDG_CACHE_HOME", ".cache").resolve("breakwater"),
        base(environment, "XDG_CONFIG_HOME", ".config").resolve("breakwater"));
  }

  /// The specification: empty or relative values are to be ignored.
  private static Path base(Map<String, String> environment, String name, String otherwise) {
    var set = environment.getOrDefault(name, "");
    if (!set.isEmpty() && Path.of(set).isAbsolute()) {
      return Path.of(set);
    }
    var home = environment.getOrDefault("HOME", "");
    return Path.of(home.isEmpty() ? System.getProperty("java.io.tmpdir", ".") : home, otherwise);
  }

  /// The advisory database of `feeds update` and `feeds import`.
  public Path database() {
    return data.resolve("advisories.db");
  }

  public Path layers() {
    return cache.resolve("layers");
  }

  /// Databases built for `--feeds FOLDER`.
  public Path builtFeeds() {
    return cache.resolve("advisories");
  }
}
