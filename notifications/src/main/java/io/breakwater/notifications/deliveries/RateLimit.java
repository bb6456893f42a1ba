package io.breakwater.notifications.deliveries;

import io.breakwater.notifications.subscriptions.Target;
import java.time.Duration;
import java.time.Instant;

/// How many notices a subscription gets: so many at once, and then one in each interval. What
/// does not get through waits, and is told in one notice.
///
/// | kind | at once | then |
/// |---|---|---|
/// | webhook | 60 | one a second |
/// | Slack | 10 | one in 15 seconds |
/// | e-mail | 5 | one in 6 minutes |
///
/// @param most notices at once
/// @param every one more is allowed
record RateLimit(int most, Duration every) {
  static RateLimit of(Target target) {
    return switch (target) {
      case Target.Webhook _ -> new RateLimit(60, Duration.ofSeconds(1));
      case Target.Slack _ -> new RateLimit(10, Duration.ofSeconds(15));
      case Target.Email _ -> new RateLimit(5, Duration.ofMinutes(6));
    };
  }

  /// What is left.
  ///
  /// @param left whole notices
  /// @param since when the next one began to grow
  record Allowance(int left, Instant since) {
    /// Reads what [#text] wrote.
    static Allowance parse(String text) {
      var space = text.indexOf(' ');
      return new Allowance(
          Integer.parseInt(text.substring(0, space)),
          Instant.ofEpochMilli(Long.parseLong(text.substring(space + 1))));
    }

    String text() {
      return left + " " + since.toEpochMilli();
    }

    Allowance less(int sent) {
      return new Allowance(Math.max(0, left - sent), since);
    }
  }

  Allowance full(Instant now) {
    return new Allowance(most, now);
  }

  /// What is left a while later.
  Allowance grown(Allowance before, Instant now) {
    var grown = Math.max(0, Duration.between(before.since(), now).toMillis() / every.toMillis());
    if (before.left() + grown >= most) {
      return full(now);
    }
    return new Allowance(
        (int) (before.left() + grown), before.since().plusMillis(grown * every.toMillis()));
  }

  /// When the next one is allowed, where none is left.
  Instant next(Allowance allowance) {
    return allowance.since().plus(every);
  }
}
