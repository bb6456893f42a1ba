package io.breakwater.store.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SortedIdsTest {
  @Test
  void differencesTakeAsManyBytesAsTheyNeed() {
    assertThat(SortedIds.encode(new long[] {3, 5, 300})).containsExactly(0x03, 0x02, 0xA7, 0x02);
    assertThat(SortedIds.encode(new long[0])).isEmpty();
  }

  @Test
  void whatIsWrittenIsRead() {
    var random = new Random(1);
    for (var round = 0; round < 200; round++) {
      var most = 1L << random.nextInt(1, 63);
      var ids = random.longs(random.nextInt(50), 0, most).sorted().distinct().toArray();
      var bytes = SortedIds.encode(ids);
      assertThat(SortedIds.decode(bytes)).isEqualTo(ids);
      for (var id : ids) {
        assertThat(SortedIds.contains(bytes, id)).isTrue();
      }
    }
    assertThat(SortedIds.decode(SortedIds.encode(new long[] {0, Long.MAX_VALUE})))
        .containsExactly(0, Long.MAX_VALUE);
  }

  @Test
  void whatIsNotSortedOrNotWholeIsRefused() {
    assertThatThrownBy(() -> SortedIds.encode(new long[] {2, 2}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SortedIds.encode(new long[] {-1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SortedIds.decode(new byte[] {1, (byte) 0x80}))
        .isInstanceOf(IllegalStateException.class);
  }
}
