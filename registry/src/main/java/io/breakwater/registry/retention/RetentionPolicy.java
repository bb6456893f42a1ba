package io.breakwater.registry.retention;

import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import java.time.Duration;
import java.util.OptionalInt;

/// How many images of each repository of a namespace are kept.
///
/// @param imagesPerRepository the newest so many, 1 to 1,000,000; [#ALL] keeps all
/// @param retainUntagged whether images without a tag are kept, and not counted
/// @param deletionThresholdDays images that were built within so many days are kept in any case, 0
///     to 36,500; empty for no such time
public record RetentionPolicy(
    int imagesPerRepository, boolean retainUntagged, OptionalInt deletionThresholdDays) {
  /// What stands for all images.
  public static final int ALL = -1;

  /// The policy of a namespace that has none.
  public static final RetentionPolicy KEEP_ALL =
      new RetentionPolicy(ALL, false, OptionalInt.empty());

  private static final int MOST = 1_000_000;
  private static final int MOST_DAYS = 36_500;

  public RetentionPolicy {
    if (!valid(imagesPerRepository, deletionThresholdDays)) {
      throw new IllegalArgumentException("no policy of retention");
    }
  }

  private static boolean valid(int images, OptionalInt days) {
    return (images == ALL || (images >= 1 && images <= MOST))
        && days.orElse(0) >= 0
        && days.orElse(0) <= MOST_DAYS;
  }

  /// A policy as a client gives it.
  ///
  /// @throws RegistryException `SIZE_INVALID` for numbers that are none of those above
  public static RetentionPolicy of(long images, boolean retainUntagged, OptionalInt days)
      throws RegistryException {
    var number = Math.clamp(images, Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (!valid(number, days)) {
      throw new RegistryException(
          ErrorCode.SIZE_INVALID,
          "no policy of retention: keep 1 to "
              + MOST
              + " images of each repository, or -1 for all, and protect those of the last 0 to "
              + MOST_DAYS
              + " days");
    }
    return new RetentionPolicy(number, retainUntagged, days);
  }

  /// Whether nothing ever goes by it.
  public boolean keepsAll() {
    return imagesPerRepository == ALL;
  }

  /// What is younger than this is kept.
  Duration threshold() {
    return Duration.ofDays(deletionThresholdDays.orElse(0));
  }

  /// How it is kept: `IMAGES RETAIN-UNTAGGED DAYS`, such as `10 true 30`, with `-` for no days.
  String text() {
    return imagesPerRepository
        + " "
        + retainUntagged
        + " "
        + (deletionThresholdDays.isPresent() ? deletionThresholdDays.getAsInt() : "-");
  }

  /// Reads a text of [#text()].
  static RetentionPolicy kept(String text) {
    var parts = text.split(" ", 3);
    return new RetentionPolicy(
        Integer.parseInt(parts[0]),
        Boolean.parseBoolean(parts[1]),
        parts[2].equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parts[2])));
  }
}
