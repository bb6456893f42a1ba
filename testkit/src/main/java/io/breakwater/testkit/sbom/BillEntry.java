package io.breakwater.testkit.sbom;

import java.util.Map;

/// A package as a tool writes it.
///
/// @param version as the tool shows it, with an epoch where there is one
/// @param source name and version of the source package, for SPDX documents of Trivy
/// @param properties without the tool's prefix
record BillEntry(
    String name,
    String version,
    String purl,
    String supplier,
    String source,
    Map<String, String> properties) {}
