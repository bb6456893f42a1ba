package io.breakwater.notifications.events;

import io.breakwater.image.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an event tells. How it looks in JSON: docs/notifications.md.
public sealed interface Details {
  /// Issues listed in an event, at most; how many there are is always told.
  int MOST_ISSUES = 20;

  /// Events listed in a notice, at most.
  int MOST_EVENTS = 20;

  /// Of an image.
  ///
  /// @param repository its name in full, without a host
  /// @param tags that name it in this repository
  /// @param verdict empty where none is known: of what was deleted, or is no image
  /// @param issues that the event is about, the worst first, at most [#MOST_ISSUES]
  /// @param issueCount how many there are
  /// @param fix what clears most issues of the image: commands
  record OfImage(
      Cause cause,
      String repository,
      Digest digest,
      List<String> tags,
      Optional<Judged> verdict,
      List<IssueLine> issues,
      int issueCount,
      List<String> fix)
      implements Details {
    public OfImage {
      tags = List.copyOf(tags);
      issues = List.copyOf(issues);
      fix = List.copyOf(fix);
      if (issues.size() > MOST_ISSUES || issueCount < issues.size()) {
        throw new IllegalArgumentException("more issues than are counted or told");
      }
    }
  }

  /// What is said of an image.
  ///
  /// @param status `OK`, `WARN`, `FAIL`, …
  /// @param issues that count
  /// @param message the deciding reason, for people
  /// @param before the status until now; empty where that is the same, or nothing was said yet
  record Judged(String status, int issues, String message, String before) {}

  /// Of an exemption.
  ///
  /// @param scope [#EVERY_IMAGE], or the namespace, repository or image that it is for
  /// @param expires empty for one that lasts
  record OfExemption(
      Cause cause,
      String scope,
      String issueType,
      String issueId,
      String author,
      String reason,
      Optional<Instant> expires)
      implements Details {
    /// The scope of one for all images of the account: no namespace can have this name.
    public static final String EVERY_IMAGE = "*";

    /// Whether it is for all images of the account.
    public boolean everyImage() {
      return scope.equals(EVERY_IMAGE);
    }
  }

  /// Several events in one.
  ///
  /// @param counts how many of each type
  /// @param images how many images they are about
  /// @param first the first of them, at most [#MOST_EVENTS]
  /// @param place in the log behind which all of them stand
  record Several(Map<EventType, Integer> counts, int images, List<Event> first, String place)
      implements Details {
    public Several {
      counts = Map.copyOf(counts);
      first = List.copyOf(first);
      if (first.isEmpty() || first.size() > MOST_EVENTS) {
        throw new IllegalArgumentException("a notice of no events, or of too many");
      }
    }

    /// How many events.
    public int count() {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /// A test of a subscription.
  ///
  /// @param subscription its name
  record OfTest(String subscription) implements Details {}
}
