package io.breakwater.assessments;

import java.util.List;

/// A security notice, and what it fixes in the image.
///
/// @param link the page to read first; empty where there is none
/// @param exempt whether the notice itself is exempt
/// @param references further pages
record ReportedNotice(
    String id,
    String link,
    String summary,
    boolean exempt,
    List<String> references,
    List<ReportedPackage> packages) {
  ReportedNotice {
    references = List.copyOf(references);
    packages = List.copyOf(packages);
  }
}
