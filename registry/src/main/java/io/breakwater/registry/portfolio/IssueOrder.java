package io.breakwater.registry.portfolio;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// By what issues are sorted; what is equal is by name.
public enum IssueOrder {
  ID,
  SEVERITY,
  /// In how many images it counts, then how many have it.
  IMAGES,
  EXPLOITED;

  /// The word in queries.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads a word.
  public static Optional<IssueOrder> parse(String word) {
    return Stream.of(values()).filter(order -> order.word().equals(word)).findFirst();
  }

  /// All words.
  public static String words() {
    return Stream.of(values()).map(IssueOrder::word).collect(Collectors.joining(", "));
  }

  Comparator<Integer> comparator(IssueTable table, boolean descending) {
    var byName = Comparator.<Integer, String>comparing(table::id);
    var order =
        switch (this) {
          case ID -> byName;
          case SEVERITY -> Comparator.comparing(table::severity);
          case IMAGES ->
              Comparator.<Integer>comparingInt(table::active).thenComparingInt(table::images);
          case EXPLOITED ->
              Comparator.<Integer, Boolean>comparing(table::exploited)
                  .thenComparing(table::severity)
                  .thenComparingInt(table::active);
        };
    return (descending ? order.reversed() : order).thenComparing(byName);
  }
}
