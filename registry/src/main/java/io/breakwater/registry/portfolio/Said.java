package io.breakwater.registry.portfolio;

import io.breakwater.advisor.Verdict;
import io.breakwater.advisor.Verdict.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is said of an image, as small as that can be kept for many.
final class Said {
  private static final List<Status> STATUSES = List.of(Status.values());

  /// Of what nobody has judged yet.
  static final Said NOTHING =
      new Said(
          Status.UNSCANNED,
          "not judged yet",
          null,
          By.NOBODY,
          Optional.empty(),
          IssueTally.NONE,
          new int[0],
          new int[0],
          new int[0]);

  /// Of what was not judged again for long after the advisories or the policy changed.
  static final Said OUTDATED =
      new Said(
          Status.UNSCANNED,
          "not judged by the advisories and the policy in force; it will be",
          null,
          By.NOBODY,
          Optional.empty(),
          IssueTally.NONE,
          new int[0],
          new int[0],
          new int[0]);

  final Status status;

  /// The place of the status among all, the worst last.
  final int badness;

  final String message;
  final @Nullable Instant scanned;
  final By by;
  final Optional<ReleaseOfImage> release;
  final IssueTally counts;

  /// [IssueWord]s, by number, each number once.
  final int[] issues;

  /// Of each of `issues` the set of packages in which it counts, as [PackageSets] numbers them.
  final int[] packages;

  /// Security notices of which it has an issue, whether that counts or not; by number, each once.
  final int[] notices;

  Said(
      Status status,
      String message,
      @Nullable Instant scanned,
      By by,
      Optional<ReleaseOfImage> release,
      IssueTally counts,
      int[] issues,
      int[] packages,
      int[] notices) {
    this.status = status;
    badness = STATUSES.indexOf(status);
    this.message = message;
    this.scanned = scanned;
    this.by = by;
    this.release = release;
    this.counts = counts;
    this.issues = issues;
    this.packages = packages;
    this.notices = notices;
  }

  /// By what something was said.
  ///
  /// @param anyName whether the same is said whatever the image is called
  /// @param lasting whether it would be said again a moment later
  record By(String advisories, String policy, boolean anyName, boolean lasting) {
    static final By NOBODY = new By("", "", false, false);
  }

  /// A release of a distribution.
  ///
  /// @param key such as `debian:12`
  /// @param endOfLife last day of its public support, null where none is known
  /// @param ended whether that had passed when the image was judged
  record ReleaseOfImage(String key, @Nullable LocalDate endOfLife, boolean ended) {}

  /// Whether the image could be judged, whatever came of it.
  boolean known() {
    return status != Verdict.Status.UNSCANNED;
  }

  boolean announced(int notice) {
    return Arrays.binarySearch(notices, notice) >= 0;
  }

  /// The word of an issue; 0 where the image does not have it.
  int word(int number) {
    var from = Arrays.binarySearch(issues, number << 8);
    var at = from < 0 ? -from - 1 : from;
    return at < issues.length && IssueWord.number(issues[at]) == number ? issues[at] : 0;
  }
}
