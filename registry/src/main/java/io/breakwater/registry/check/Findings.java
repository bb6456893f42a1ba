package io.breakwater.registry.check;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Counts what is read and found, from several threads.
final class Findings {
  private final CheckProgress progress;
  private final Map<Problem.Kind, Long> problems = new EnumMap<>(Problem.Kind.class);
  private long contents;
  private long bytes;
  private long manifests;
  private long repaired;

  Findings(CheckProgress progress) {
    this.progress = progress;
  }

  synchronized void content(long size) {
    contents++;
    bytes += size;
    progress.read(contents, bytes, manifests);
  }

  synchronized void manifest() {
    manifests++;
    progress.read(contents, bytes, manifests);
  }

  synchronized void problem(Problem problem) {
    problems.merge(problem.kind(), 1L, Long::sum);
    if (problem.repaired()) {
      repaired++;
    }
    progress.problem(problem);
  }

  void problem(
      Problem.Kind kind, String what, String why, List<String> images, boolean isRepaired) {
    problem(new Problem(kind, what, why, images, isRepaired));
  }

  synchronized CheckResult result() {
    return new CheckResult(contents, bytes, manifests, problems, repaired);
  }
}
