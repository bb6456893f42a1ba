package io.breakwater.inventory.database;

import org.jspecify.annotations.Nullable;

/// One package as a database has it, before it is known which layer brought it.
///
/// @param name of the binary package
/// @param version as written; of rpm `[epoch:]version-release`, the epoch where it is not 0
/// @param arch as written, empty where the database names none
/// @param source source package, the own name where the database names none
/// @param sourceVersion its version, the own version where the database names none
/// @param vendor who built it, where the database says so
/// @param module rpm's modularity label, null for a package outside of modules
/// @param sourceRpm file name of the source rpm, where the database has one
public record PackageRecord(
    String name,
    String version,
    String arch,
    String source,
    String sourceVersion,
    @Nullable String vendor,
    @Nullable String module,
    @Nullable String sourceRpm) {
  /// A package of a database that knows neither modules nor source rpms.
  public PackageRecord(
      String name,
      String version,
      String arch,
      String source,
      String sourceVersion,
      @Nullable String vendor) {
    this(name, version, arch, source, sourceVersion, vendor, null, null);
  }

  /// What tells it from others of the same name, for [FileListSink#owner].
  public String identity() {
    return identity(name, version, arch);
  }

  /// The same of a package that is known otherwise.
  public static String identity(String name, String version, String arch) {
    return name + " " + version + " " + arch;
  }
}
