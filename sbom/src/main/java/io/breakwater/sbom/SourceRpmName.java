package io.breakwater.sbom;

import org.jspecify.annotations.Nullable;

/// The file name of a source rpm, `NAME-VERSION-RELEASE.src.rpm` or `….nosrc.rpm`; version and
/// release have no hyphen (rpm-spec(7), "Preamble tags").
///
/// @param versionRelease `VERSION-RELEASE`
record SourceRpmName(String name, String versionRelease) {
  /// Null where the text is of another form.
  static @Nullable SourceRpmName parse(String file) {
    var stem = "";
    for (var ending : new String[] {".src.rpm", ".nosrc.rpm"}) {
      stem = file.endsWith(ending) ? file.substring(0, file.length() - ending.length()) : stem;
    }
    var release = stem.lastIndexOf('-');
    var version = stem.lastIndexOf('-', release - 1);
    if (version <= 0 || release == version + 1 || release == stem.length() - 1) {
      return null;
    }
    return new SourceRpmName(stem.substring(0, version), stem.substring(version + 1));
  }
}
