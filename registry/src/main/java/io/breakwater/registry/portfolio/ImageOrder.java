package io.breakwater.registry.portfolio;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// By what images are sorted; what is equal is by name.
public enum ImageOrder {
  NAME,
  /// How bad the verdict is, then how many issues count.
  VERDICT,
  ISSUES,
  /// How many critical issues count, then high, medium and low ones.
  SEVERITY,
  EXPLOITED,
  SIZE,
  /// What does not say when it was built is the oldest.
  CREATED,
  PUSHED;

  Comparator<PortfolioImage> comparator() {
    return switch (this) {
      case NAME -> Comparator.comparing(image -> image.tagged().name());
      case VERDICT ->
          Comparator.comparingLong(
              image -> (long) image.said().badness << 32 | image.counts().issues());
      case ISSUES -> Comparator.comparingLong(image -> image.counts().issues());
      case SEVERITY -> Comparator.comparingLong(image -> severity(image.counts()));
      case EXPLOITED -> Comparator.comparingLong(image -> image.counts().exploited());
      case SIZE -> Comparator.comparingLong(PortfolioImage::size);
      case CREATED ->
          Comparator.comparingLong(
              image -> image.created().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
      case PUSHED -> Comparator.comparingLong(image -> image.pushed().toEpochMilli());
    };
  }

  /// One number, since images by the thousand are compared for each answer; more than 32,767 issues
  /// of a severity are as many as that.
  private static long severity(IssueTally counts) {
    return part(counts.critical()) << 45
        | part(counts.high()) << 30
        | part(counts.medium()) << 15
        | part(counts.low());
  }

  private static long part(int count) {
    return Math.min(count, (1 << 15) - 1);
  }

  /// The word in queries.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads a word.
  public static Optional<ImageOrder> parse(String word) {
    return Stream.of(values()).filter(order -> order.word().equals(word)).findFirst();
  }

  /// All words.
  public static String words() {
    return Stream.of(values()).map(ImageOrder::word).collect(Collectors.joining(", "));
  }
}
