package io.breakwater.registry.verdicts;

import io.breakwater.advisor.Verdict;

/// What is said of an image in a line.
///
/// @param issues that count; 0 where the verdict is none of issues
public record ImageVerdict(Verdict verdict, int issues) {}
