package io.breakwater.accounts.tokens;

import java.time.Duration;

/// How long tokens are good for.
///
/// @param registry those of the distribution token flow: a minute at least, for clients take
///     that much for granted
/// @param identity those that stand for all the rights of somebody
/// @param refresh those that only fetch others
public record TokenLifetimes(Duration registry, Duration identity, Duration refresh) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration LONGEST_REFRESH = Duration.ofDays(365);

  /// Five minutes, twenty minutes, thirty days.
  public static final TokenLifetimes STANDARD =
      new TokenLifetimes(Duration.ofMinutes(5), Duration.ofMinutes(20), Duration.ofDays(30));

  public TokenLifetimes {
    require(registry, LONGEST);
    require(identity, LONGEST);
    require(refresh, LONGEST_REFRESH);
  }

  private static void require(Duration life, Duration longest) {
    if (life.compareTo(SHORTEST) < 0 || life.compareTo(longest) > 0) {
      throw new IllegalArgumentException("a token lives between " + SHORTEST + " and " + longest);
    }
  }

  /// What a [KeyRing] has to keep keys for.
  public Duration longest() {
    var longer = registry.compareTo(identity) > 0 ? registry : identity;
    return longer.compareTo(refresh) > 0 ? longer : refresh;
  }
}
