package io.breakwater.rpmdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.packages.RpmNdb;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class NdbTest {
  private static final int COUNT = 60;
  private static final int SECOND_SLOT = 48;

  private static Stores.Read read(byte[] file) {
    return Stores.read(RpmStore.NDB, file);
  }

  private static Stores.Read changed(Consumer<ByteBuffer> change) {
    var file = Stores.ndb(COUNT);
    change.accept(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
    return read(file);
  }

  @Test
  void holesAndEmptySlotsAreNoDamage() {
    var store = new RpmNdb().slotPages(3);
    for (var header : Stores.headers(COUNT)) {
      store.add(header.blob()).hole(5);
    }

    var read = read(store.render());

    assertThat(read.damage()).isNull();
    assertThat(read.packages()).hasSize(COUNT);
  }

  @Test
  void moreThanOnePageOfSlotsIsRead() {
    var read = read(Stores.ndb(300));

    assertThat(read.damage()).isNull();
    assertThat(read.packages()).hasSize(300);
  }

  @Test
  void anEmptyStoreHasNoPackagesAndNoDamage() {
    var read = read(new RpmNdb().render());

    assertThat(read.damage()).isNull();
    assertThat(read.packages()).isEmpty();
  }

  @Test
  void otherFilesAreDamage() {
    assertThat(read(new byte[0]).why()).contains("found 0");
    assertThat(changed(file -> file.putInt(0, 1)).why()).contains("expected RpmP");
    assertThat(changed(file -> file.putInt(4, 1)).why()).contains("version 0, found 1");
    assertThat(changed(file -> file.putInt(12, 1 << 30)).why()).contains("pages of slots");
  }

  @Test
  void aSlotThatWasEmptiedLeavesAHeaderWithoutOne() {
    var read = changed(file -> file.putLong(SECOND_SLOT + 4, 0).putInt(SECOND_SLOT + 12, 0));

    assertThat(read.why()).contains("found data without a slot");
    assertThat(read.packages()).hasSize(COUNT - 1);
  }

  @Test
  void pagesOfSlotsThatTheHeaderForgetsAreDamage() {
    var file = Stores.ndb(300);
    file[12] = 1;

    var read = read(file);

    assertThat(read.damage()).isNotNull();
    assertThat(read.packages()).hasSize(254);
  }

  @Test
  void aSlotOfAnotherInstanceIsDamage() {
    assertThat(changed(file -> file.putInt(SECOND_SLOT + 4, 1)).why()).contains("instance 1");
    assertThat(changed(file -> file.putInt(SECOND_SLOT + 4, 77)).why()).contains("77");
    assertThat(changed(file -> file.putInt(SECOND_SLOT, 77)).why()).contains("expected a slot");
  }

  @Test
  void aHeaderThatOverlapsAnotherIsDamage() {
    var read = changed(file -> file.putInt(SECOND_SLOT + 8, file.getInt(SECOND_SLOT + 8) - 1));

    assertThat(read.why()).contains("overlaps another");
    assertThat(read.packages()).hasSize(COUNT - 1);
  }

  @Test
  void aChecksumOfOtherBytesIsDamageAndThePackageStays() {
    // The time in the head of a blob, which no digest covers.
    var read = changed(file -> file.putInt(16 * file.getInt(SECOND_SLOT + 8) + 8, 1));

    assertThat(read.why()).contains("instance 2: the checksum is of other bytes");
    assertThat(read.packages()).hasSize(COUNT);
  }

  @Test
  void aFileThatWasCutIsDamage() {
    var file = Stores.ndb(COUNT);
    for (int length = file.length - 1; length > 0; length -= 997) {
      assertThat(read(Arrays.copyOf(file, length)).damage()).as("cut at " + length).isNotNull();
    }
  }

  @Test
  void morePackagesThanAllowedAreALimit() {
    var read = Stores.read(RpmStore.NDB, Stores.ndb(20), null, new RpmLimits(10, 1 << 20, 1000));

    assertThat(read.limit()).isTrue();
    assertThat(read.why()).isEqualTo("more than 10 packages");
    assertThat(read.packages()).hasSize(10);
  }
}
