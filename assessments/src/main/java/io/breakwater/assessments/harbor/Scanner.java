package io.breakwater.assessments.harbor;

import java.util.Map;

/// Looks at an image.
@FunctionalInterface
interface Scanner {
  /// A report for each kind that is wanted, or why there is none of it.
  ///
  /// @throws ScanFailure there is none at all
  Map<ReportKind, Outcome> scan(ScanRequest request) throws ScanFailure;
}
