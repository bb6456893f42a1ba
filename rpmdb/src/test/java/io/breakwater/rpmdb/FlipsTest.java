package io.breakwater.rpmdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Single bytes of a store altered, and stores cut: never an exception, never another list without
/// a damage. The time of installation alone is not compared: nothing else in a store says it.
///
/// `-Dbreakwater.flips=10000`: 100 packages, and more than the 2,000 changes of an ordinary
/// build.
final class FlipsTest {
  private static final int FLIPS = Integer.getInteger("breakwater.flips", 2000);
  private static final int PACKAGES = FLIPS > 2000 ? 100 : 50;

  @ParameterizedTest
  @EnumSource
  void noAlteredByteGivesAnotherListInSilence(RpmStore store) {
    var file =
        switch (store) {
          case BERKELEY -> Stores.berkeley(PACKAGES);
          case NDB -> Stores.ndb(PACKAGES);
          case SQLITE -> Stores.sqlite(PACKAGES);
        };
    var expected = timeless(Stores.read(store, file).packages());
    assertThat(expected).hasSize(PACKAGES);
    var random = new SplittableRandom(4711);
    int noticed = 0;
    for (int i = 0; i < FLIPS; i++) {
      var altered = file.clone();
      int at = random.nextInt(file.length);
      if (i % 20 == 19) {
        altered = Arrays.copyOf(file, at);
      } else {
        altered[at] ^= (byte) (1 + random.nextInt(255));
      }
      var read = Stores.read(store, altered);
      if (read.damage() != null) {
        noticed++;
      } else {
        assertThat(timeless(read.packages()))
            .as("byte %d of %s, altered in %d", at, store, i)
            .isEqualTo(expected);
      }
    }
    // What is not noticed lies in pages of other tables and in free room.
    assertThat(noticed).isGreaterThan(FLIPS / 10);
  }

  private static List<RpmPackage> timeless(List<RpmPackage> packages) {
    return packages.stream()
        .map(
            one ->
                new RpmPackage(
                    one.name(),
                    one.epoch(),
                    one.version(),
                    one.release(),
                    one.arch(),
                    one.sourceRpm(),
                    one.vendor(),
                    one.modularityLabel(),
                    0,
                    one.files()))
        .toList();
  }
}
