package io.breakwater.assessments;

/// A package that has a vulnerability.
///
/// @param installed its version
/// @param fixed the version that clears it, as the notice states it, which may be that of the
///     package's source; empty where none is published
/// @param description of the vulnerability
/// @param action what to do
record ReportedPackage(
    String name, String installed, String fixed, String description, String action) {}
