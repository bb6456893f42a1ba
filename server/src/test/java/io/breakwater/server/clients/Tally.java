package io.breakwater.server.clients;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What clients did, by minute. Safe for use by many threads.
public final class Tally {
  /// What is counted.
  public enum What {
    PUSHES,
    PULLS,
    DELETES,
    RETRIES,
    FAILURES
  }

  private static final int TOLD = 50;

  private final long begin = System.nanoTime();
  private final Map<Long, Map<What, Long>> minutes = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  synchronized void count(What what) {
    var minute = Duration.ofNanos(System.nanoTime() - begin).toMinutes();
    minutes.computeIfAbsent(minute, none -> new EnumMap<>(What.class)).merge(what, 1L, Long::sum);
  }

  /// Something that no retry mends, or a wrong answer.
  synchronized void problem(String text) {
    count(What.FAILURES);
    if (problems.size() < TOLD) {
      problems.add(Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s: " + text);
    }
  }

  public synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  public synchronized long sum(What what) {
    return minutes.values().stream().mapToLong(counts -> counts.getOrDefault(what, 0L)).sum();
  }

  /// A line for each minute.
  public synchronized String table() {
    var table = new StringBuilder("minute  pushes   pulls deletes retries failures\n");
    minutes.forEach(
        (minute, counts) -> {
          table.append("%6d".formatted(minute));
          for (var what : What.values()) {
            table.append("%8d".formatted(counts.getOrDefault(what, 0L)));
          }
          table.append('\n');
        });
    return table.toString();
  }
}
