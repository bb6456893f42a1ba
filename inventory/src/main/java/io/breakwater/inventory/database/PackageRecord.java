package io.breakwater.inventory.database;

import org.jspecify.annotations.Nullable;

/// One package as a database has it, before it is known which layer brought it.
///
/// @param name of the binary package
/// @param version as written
/// @param arch as written, empty where the database names none
/// @param source source package, the own name where the database names none
/// @param sourceVersion its version, the own version where the database names none
/// @param vendor who built it, where the database says so
public record PackageRecord(
    String name,
    String version,
    String arch,
    String source,
    String sourceVersion,
    @Nullable String vendor) {}
