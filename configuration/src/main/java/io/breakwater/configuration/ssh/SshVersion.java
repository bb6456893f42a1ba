package io.breakwater.configuration.ssh;

import io.breakwater.configuration.Installed;

/// The version of the server.
///
/// @param installed what the image has
record SshVersion(Installed installed) {
  /// Whether it is known.
  boolean known() {
    return !installed.version().isEmpty();
  }

  /// Whether it is at least another; a server whose version is not known is taken for a new one,
  /// and what depends on it asks [#known] first.
  boolean isAtLeast(int major, int minor) {
    return installed.atLeast(major, minor).orElse(true);
  }
}
