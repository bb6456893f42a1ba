package io.breakwater.accounts.audit;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Keeps those who are refused from filling the trail: so many events of one source a minute,
/// and so many of all. What is left out is counted, and said with the source's next event.
///
/// Safe for use by many threads. Remembers the [#SOURCES] sources that were there last.
public final class EventLimit {
  private static final int SOURCES = 10_000;
  private static final long MINUTE = 60_000;

  private final int each;
  private final int all;
  private final InstantSource clock;
  private final Map<String, Count> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > SOURCES;
        }
      };
  private long minute;
  private int kept;

  private static final class Count {
    private long minute;
    private int kept;
    private long leftOut;
  }

  /// A limit.
  ///
  /// @param each events of one source a minute
  /// @param all events of all sources a minute
  public EventLimit(int each, int all, InstantSource clock) {
    this.each = each;
    this.all = all;
    this.clock = clock;
  }

  /// Counts an event.
  ///
  /// @return how many of this source were left out since the last one that was not; empty where
  ///     this one is to be left out, too
  public synchronized OptionalLong admit(String source) {
    var now = Math.floorDiv(clock.millis(), MINUTE);
    if (now != minute) {
      minute = now;
      kept = 0;
    }
    var count = counts.computeIfAbsent(source, _ -> new Count());
    if (count.minute != now) {
      count.minute = now;
      count.kept = 0;
    }
    if (count.kept >= each || kept >= all) {
      count.leftOut++;
      return OptionalLong.empty();
    }
    kept++;
    count.kept++;
    var before = count.leftOut;
    count.leftOut = 0;
    return OptionalLong.of(before);
  }
}
