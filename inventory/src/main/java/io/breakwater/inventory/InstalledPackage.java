package io.breakwater.inventory;

import org.jspecify.annotations.Nullable;

/// One installed package.
///
/// @param ecosystem the package manager
/// @param name of the binary package
/// @param version of the binary package, as written (rpm: `[epoch:]version-release`)
/// @param arch as the package manager says it, for example `amd64` or `x86_64`
/// @param source name of the source package (Alpine: origin); the package's own name where
///     the database
///     names none
/// @param sourceVersion version of the source package; the package's own where the database
///     names none
/// @param module rpm modularity label `name:stream:…`, or null
/// @param sourceRpm file name of the source rpm, or null
/// @param vendor who built it, where the database says so, or null
/// @param file the package database that says so, absolute: `/var/lib/dpkg/status`
/// @param origin which layer brought it
public record InstalledPackage(
    Ecosystem ecosystem,
    String name,
    String version,
    String arch,
    String source,
    String sourceVersion,
    @Nullable String module,
    @Nullable String sourceRpm,
    @Nullable String vendor,
    String file,
    Origin origin) {}
