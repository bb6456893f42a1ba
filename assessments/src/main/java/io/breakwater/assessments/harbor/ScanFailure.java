package io.breakwater.assessments.harbor;

import io.breakwater.image.ImageException;

/// Why there is no report, with what to do; Harbor shows it in the log of its scan.
final class ScanFailure extends Exception {
  ScanFailure(String told) {
    super(told, null, false, false);
  }

  /// An image that could not be read. Nobody logs in by hand here, so that advice is another.
  static ScanFailure of(ImageException e) {
    var next =
        switch (e.code()) {
          case "registry-unauthorized" ->
              "Check in Harbor that the project's robot account for scans may pull";
          case "registry-unreachable" ->
              "Check that this server reaches Harbor's registry and trusts its certificate";
          case "registry-not-found" -> "Check in Harbor that the artifact is still there";
          default -> e.next();
        };
    return new ScanFailure(e.getMessage() + ". " + next + " [" + e.code() + "].");
  }

  String told() {
    return String.valueOf(getMessage());
  }
}
