package io.breakwater.rpmdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.packages.RpmBerkeley;
import io.breakwater.testkit.packages.RpmHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BerkeleyTest {
  private static final int COUNT = 60;

  private static Stores.Read read(byte[] file) {
    return Stores.read(RpmStore.BERKELEY, file);
  }

  private static Stores.Read changed(Consumer<ByteBuffer> change) {
    var file = Stores.berkeley(COUNT);
    change.accept(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
    return read(file);
  }

  /// The page of a type, the nth.
  private static int page(ByteBuffer file, int type, int nth) {
    int left = nth;
    for (int page = 0; ; page++) {
      if (file.get(page * 4096 + 25) == type && left-- == 0) {
        return page * 4096;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 4096, 32768, 65536})
  void everyPageSizeIsRead(int pageSize) {
    var store = new RpmBerkeley().pageSize(pageSize).buckets(5).freePages(3);
    var big = new RpmBerkeley().pageSize(pageSize).buckets(3).bigEndian();
    Stores.headers(COUNT).forEach(header -> big.add(header.blob()));
    Stores.headers(COUNT).forEach(header -> store.add(header.blob()));

    var read = read(store.render());
    var swapped = read(big.render());

    assertThat(read.damage()).isNull();
    assertThat(swapped.damage()).isNull();
    assertThat(read.packages()).hasSize(COUNT);
    assertThat(swapped.packages()).containsExactlyInAnyOrderElementsOf(read.packages());
  }

  @Test
  void oneBucketAloneIsRead() {
    var store = new RpmBerkeley().buckets(1);
    Stores.headers(COUNT).forEach(store::add);

    assertThat(read(store.render()).damage()).isNull();
    assertThat(read(store.render()).packages()).hasSize(COUNT);
  }

  @Test
  void aKeyInAnotherBucketIsDamage() {
    // Page 1 is the first bucket's; its keys have their lowest byte first.
    var read = changed(file -> file.put(4096 + file.getShort(4096 + 26) + 1, (byte) 99));

    assertThat(read.why()).isNotEmpty();
    assertThat(read.packages()).hasSizeGreaterThanOrEqualTo(COUNT - 1);
  }

  @Test
  void anEmptyStoreHasNoPackagesAndNoDamage() {
    var read = read(new RpmBerkeley().render());

    assertThat(read.damage()).isNull();
    assertThat(read.packages()).isEmpty();
  }

  @Test
  void anEmptyFileIsDamage() {
    assertThat(read(new byte[0]).why()).isEqualTo("expected a page of 512 bytes or more, found 0");
  }

  @Test
  void otherFilesAreDamage() {
    assertThat(changed(file -> file.putInt(12, 0x053162)).why()).contains("b-tree");
    assertThat(changed(file -> file.putInt(12, 1)).why()).contains("found 0x1");
    assertThat(changed(file -> file.putInt(16, 6)).why()).contains("version 7 to 10, found 6");
    assertThat(changed(file -> file.put(24, (byte) 1)).why()).contains("encrypted");
    assertThat(changed(file -> file.put(26, (byte) 1)).why()).contains("checksums");
    assertThat(changed(file -> file.putInt(48, 1)).why()).contains("duplicates");
    assertThat(changed(file -> file.putInt(20, 1000)).why()).contains("page size");
    assertThat(changed(file -> file.putInt(92, 1)).why()).contains("hash function");
  }

  @Test
  void fewerKeysThanTheStoreCountsAreDamageAndTwiceTheCountIsNot() {
    assertThat(changed(file -> file.putInt(88, COUNT + 2)).why())
        .isEqualTo("expected 62 keys, found 61");
    assertThat(changed(file -> file.putInt(88, 2 * (COUNT + 1))).damage()).isNull();
  }

  @Test
  void aBucketThatLostItsItemsIsDamage() {
    var read = changed(file -> file.putShort(page(file, 13, 0) + 20, (short) 0));

    assertThat(read.packages()).hasSizeLessThan(COUNT);
    assertThat(read.damage()).isNotNull();
  }

  @Test
  void aBucketOutOfReachIsDamageAndItsPackagesAreReadAllTheSame() {
    var read = changed(file -> file.putInt(72, 0).putInt(76, 0).putInt(80, 0));

    assertThat(read.why()).contains("of type 13 belongs to nothing");
    assertThat(read.packages()).hasSize(COUNT);
  }

  @Test
  void aChainThatTurnsIntoACircleIsDamage() {
    var bucket = changed(file -> file.putInt(page(file, 13, 0) + 16, page(file, 13, 0) / 4096));
    var header = changed(file -> file.putInt(page(file, 7, 0) + 16, page(file, 7, 0) / 4096));

    assertThat(bucket.why()).contains("is used twice");
    assertThat(bucket.packages()).hasSize(COUNT);
    assertThat(header.damage()).isNotNull();
  }

  @Test
  void aHeaderWithoutItsPageIsDamageAndTheOthersAreRead() {
    var read = changed(file -> file.put(page(file, 7, 3) + 25, (byte) 0));

    assertThat(read.why()).contains("expected an overflow page (7), found type 0");
    assertThat(read.packages()).hasSize(COUNT - 1);
  }

  @Test
  void anItemOfAnotherKindIsDamage() {
    var duplicate =
        changed(
            file -> {
              int page = page(file, 13, 0);
              file.put(page + file.getShort(page + 26 + 6), (byte) 2);
            });

    assertThat(duplicate.why()).contains("expected a header, found an item of type 2");
    assertThat(duplicate.packages()).hasSize(COUNT - 1);
  }

  @Test
  void anInstanceAboveTheHighestIsDamage() {
    var read =
        changed(
            file -> {
              for (int i = 0; i < 2; i++) {
                int page = page(file, 13, i);
                for (int n = 0; n < file.getShort(page + 20); n += 2) {
                  if (file.getInt(page + file.getShort(page + 26 + 2 * n) + 1) == 0) {
                    file.putInt(page + file.getShort(page + 28 + 2 * n) + 1, COUNT - 1);
                  }
                }
              }
            });

    assertThat(read.why()).isEqualTo("expected instances up to 59, found 60");
    assertThat(read.packages()).hasSize(COUNT);
  }

  @Test
  void aFileThatWasCutIsDamage() {
    var file = Stores.berkeley(COUNT);
    for (int length = file.length - 1; length > 0; length -= 3000) {
      assertThat(read(Arrays.copyOf(file, length)).damage()).as("cut at " + length).isNotNull();
    }
    assertThat(read(Arrays.copyOf(file, file.length + 4096)).damage()).isNull();
  }

  @Test
  void morePackagesThanAllowedAreALimit() {
    var read =
        Stores.read(RpmStore.BERKELEY, Stores.berkeley(20), null, new RpmLimits(10, 1 << 20, 1000));

    assertThat(read.limit()).isTrue();
    assertThat(read.why()).isEqualTo("more than 10 packages");
    assertThat(read.packages()).hasSize(10);
  }

  @Test
  void aHeaderLongerThanAllowedIsALimitAndTheOthersAreRead() {
    var store = new RpmBerkeley().add(RpmHeader.of("small", "1", "1", "noarch"));
    store.add(RpmHeader.of("large", "1", "1", "noarch").string(1005, "x".repeat(10_000)));

    var read = Stores.read(RpmStore.BERKELEY, store.render(), null, new RpmLimits(10, 5000, 10));

    assertThat(read.names()).containsExactly("small");
    assertThat(read.why()).contains("the limit is 5000");
  }
}
