package io.breakwater.inventory.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.packages.RpmHeader;
import io.breakwater.testkit.packages.RpmSqlite;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class WriteAheadLogTest {
  private static final byte[] LOG =
      new RpmSqlite().log().add(RpmHeader.of("a", "1", "1", "noarch")).build().log();

  private static boolean holdsCommit(byte[] log) {
    return WriteAheadLog.holdsCommit(MemorySegment.ofArray(log));
  }

  @Test
  void logOfACommittedTransactionHoldsOne() {
    assertThat(holdsCommit(LOG)).isTrue();
  }

  @Test
  void logWithoutAWholeCommittedFrameHoldsNone() {
    assertThat(holdsCommit(new byte[0])).isFalse();
    assertThat(holdsCommit(Arrays.copyOf(LOG, 32))).isFalse();
    assertThat(holdsCommit(Arrays.copyOf(LOG, 32 + 24 + 100))).isFalse();
  }

  @Test
  void framesOfAnOlderRunDoNotCount() {
    var older = LOG.clone();
    older[16] ^= 1;
    assertThat(holdsCommit(older)).isFalse();
  }

  @Test
  void fileThatIsNoLogHoldsNone() {
    var other = LOG.clone();
    other[0] ^= 1;
    assertThat(holdsCommit(other)).isFalse();
    var size = LOG.clone();
    size[10] = 3;
    assertThat(holdsCommit(size)).isFalse();
  }
}
