package io.breakwater.registry.verdicts;

import io.breakwater.advisor.Verdict;
import java.time.Instant;

/// What is said of an image in a line.
///
/// @param counts of issues; of an index those of its worst platform
/// @param scanned when this was found by asking the advisories of then: the original's
///     `scan_time`, "the last time that the vulnerability data source was checked". At most a
///     day ago, and never before the advisories, the policy or the exemptions changed; where
///     nothing is known yet, when that was found
public record ImageVerdict(Verdict verdict, IssueCounts counts, Instant scanned) {}
