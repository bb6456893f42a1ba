package io.breakwater.inventory.rpm;

import org.jspecify.annotations.Nullable;

/// The file name of a source rpm: `NAME-VERSION-RELEASE.src.rpm`, where version and release have no
/// hyphen (rpm-spec(7), "Preamble tags").
///
/// @param versionRelease `VERSION-RELEASE`
record SourceRpm(String name, String versionRelease) {
  /// Null where the name is of another form.
  static @Nullable SourceRpm parse(String file) {
    int end = file.endsWith(".nosrc.rpm") ? file.length() - 10 : file.length() - 8;
    if (!file.endsWith("src.rpm") || end <= 0 || file.charAt(end) != '.') {
      return null;
    }
    int release = file.lastIndexOf('-', end - 1);
    int version = file.lastIndexOf('-', release - 1);
    if (version <= 0 || release == version + 1 || release == end - 1) {
      return null;
    }
    return new SourceRpm(file.substring(0, version), file.substring(version + 1, end));
  }
}
