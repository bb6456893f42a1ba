package io.breakwater.notifications.events;

import io.breakwater.advisor.Severity;

/// An issue as an event shows it.
///
/// @param id of a CVE or a configuration issue
/// @param what the installed package, or the file
/// @param installed its version; empty for a configuration issue
/// @param fixed the version that clears it; empty where none is published
public record IssueLine(
    String id,
    Severity severity,
    String what,
    String installed,
    String fixed,
    boolean knownExploited) {}
