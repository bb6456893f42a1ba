package io.breakwater.advisor;

import java.util.Collection;
import java.util.List;

/// What the advisor says of an image, and why.
///
/// @param reasons the deciding one first; never empty
public record Verdict(Status status, List<Reason> reasons) {
  public Verdict {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("a verdict needs a reason");
    }
  }

  /// The verdict of an index: the worst of its platforms', and the first of those.
  public static Verdict worst(Collection<Verdict> verdicts) {
    return verdicts.stream()
        .reduce((a, b) -> b.status.compareTo(a.status) > 0 ? b : a)
        .orElseThrow(() -> new IllegalArgumentException("no verdicts"));
  }

  /// What may be done with an image; the worst last.
  public enum Status {
    /// No issue.
    OK,
    /// Issues, none of which counts.
    WARN,
    /// No operating system that the advisor knows.
    UNSUPPORTED,
    /// Not looked at yet.
    UNSCANNED,
    /// Could not be judged completely.
    INCOMPLETE,
    /// At least one issue that counts.
    FAIL
  }

  /// Why.
  ///
  /// @param code stable, kebab case
  /// @param message for people
  /// @param next what the user can do, empty where nothing is to do
  public record Reason(String code, String message, String next) {}
}
