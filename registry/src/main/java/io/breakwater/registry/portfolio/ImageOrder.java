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
  /// How many critical issues count, then high ones, and so on.
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
          Comparator.comparing(PortfolioImage::status)
              .thenComparingInt(image -> image.counts().issues());
      case ISSUES -> Comparator.comparingInt(image -> image.counts().issues());
      case SEVERITY ->
          Comparator.<PortfolioImage>comparingInt(image -> image.counts().critical())
              .thenComparingInt(image -> image.counts().high())
              .thenComparingInt(image -> image.counts().medium())
              .thenComparingInt(image -> image.counts().low())
              .thenComparingInt(image -> image.counts().issues());
      case EXPLOITED -> Comparator.comparingInt(image -> image.counts().exploited());
      case SIZE -> Comparator.comparingLong(PortfolioImage::size);
      case CREATED -> Comparator.comparing(image -> image.created().orElse(Instant.MIN));
      case PUSHED -> Comparator.comparing(PortfolioImage::pushed);
    };
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
