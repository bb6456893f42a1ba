package io.breakwater.advisor;

import io.breakwater.advisor.Assessment.FeedState;
import io.breakwater.advisories.Advisories;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How fresh the feeds are that an image is judged by.
final class FeedAges {
  private static final String KNOWN_EXPLOITED = "kev";

  private FeedAges() {}

  /// The distribution's feed and the known exploited ones, in the order of the advisories.
  static List<FeedState> of(Advisories advisories, String name, Policy policy, Instant now) {
    var states = new ArrayList<FeedState>();
    for (var feed : advisories.feeds()) {
      if (feed.name().equals(name) || feed.name().equals(KNOWN_EXPLOITED)) {
        states.add(state(feed, policy, now));
      }
    }
    return states;
  }

  /// All feeds, where it is not known which of them matter.
  static List<FeedState> all(Advisories advisories, Policy policy, Instant now) {
    return advisories.feeds().stream().map(feed -> state(feed, policy, now)).toList();
  }

  private static FeedState state(Advisories.Feed feed, Policy policy, Instant now) {
    var asOf = feed.asOf();
    var age = asOf == null ? null : Duration.between(asOf, now);
    var stale = age == null || age.compareTo(policy.staleAfter()) > 0;
    return new FeedState(feed.name(), asOf, age, feed.records(), feed.refused(), stale);
  }

  static List<Warning> warnings(List<FeedState> feeds, Policy policy) {
    var warnings = new ArrayList<Warning>();
    for (var feed : feeds) {
      var asOf = feed.asOf();
      if (asOf == null) {
        warnings.add(
            new Warning(
                "feed-date-unknown",
                "the advisories of feed " + feed.name() + " carry no date and may be old"));
      } else if (feed.stale()) {
        var message =
            "the advisories of feed %s are of %s, more than %d days old"
                .formatted(feed.name(), Dates.day(asOf), policy.staleAfter().toDays());
        warnings.add(new Warning("stale-feed", message));
      }
    }
    return warnings;
  }

  /// Whether the distribution's own feed is too old to show that an image is fine.
  static boolean outdated(List<FeedState> feeds, String name, Policy policy) {
    for (var feed : feeds) {
      var age = feed.age();
      if (feed.name().equals(name) && age != null) {
        return age.compareTo(policy.outdatedAfter()) > 0;
      }
    }
    return false;
  }
}
