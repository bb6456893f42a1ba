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
    if (this == ID) {
      return descending ? byName.reversed() : byName;
    }
    var keys = new long[table.size()];
    for (var number = 0; number < keys.length; number++) {
      keys[number] = descending ? -key(table, number) : key(table, number);
    }
    return (a, b) -> {
      var order = Long.compare(keys[a], keys[b]);
      return order != 0 ? order : byName.compare(a, b);
    };
  }

  private long key(IssueTable table, int number) {
    long images = table.active(number);
    return switch (this) {
      case ID -> 0;
      case SEVERITY -> table.badness(number);
      case IMAGES -> images << 31 | table.images(number);
      case EXPLOITED ->
          (table.exploited(number) ? 1L << 40 : 0) | (long) table.badness(number) << 36 | images;
    };
  }
}
