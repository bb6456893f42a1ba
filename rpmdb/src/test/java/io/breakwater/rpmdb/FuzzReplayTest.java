package io.breakwater.rpmdb;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.breakwater.testkit.packages.RpmBerkeley;
import io.breakwater.testkit.packages.RpmHeader;
import io.breakwater.testkit.packages.RpmNdb;
import io.breakwater.testkit.packages.RpmSqlite;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Replays a corpus made by code, and mutations of it, through the fuzz targets.
final class FuzzReplayTest {
  private static final int MUTATIONS = 3000;

  /// Numbers at which lengths, counts and page numbers turn.
  private static final int[] NUMBERS = {
    0, 1, 2, 3, 5, 7, 13, 63, 100, 1000, 1117, 4095, 65_535, 1 << 24, Integer.MAX_VALUE, -1, -16
  };

  private static void replay(List<byte[]> corpus, Consumer<byte[]> target) {
    assertThatCode(
            () -> {
              corpus.forEach(target);
              var random = new SplittableRandom(7);
              for (int i = 0; i < MUTATIONS; i++) {
                target.accept(mutate(corpus.get(random.nextInt(corpus.size())), random));
              }
            })
        .doesNotThrowAnyException();
  }

  private static byte[] mutate(byte[] seed, SplittableRandom random) {
    var bytes = Arrays.copyOf(seed, seed.length + random.nextInt(3));
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 4; i--) {
      int at = random.nextInt(bytes.length - 3);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> ByteBuffer.wrap(bytes).putInt(at, NUMBERS[random.nextInt(NUMBERS.length)]);
        case 2 ->
            ByteBuffer.wrap(bytes)
                .putInt(at, Integer.reverseBytes(NUMBERS[random.nextInt(NUMBERS.length)]));
        case 3 -> bytes = Arrays.copyOf(bytes, at);
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(bytes.length - Math.max(at, from), random.nextInt(600));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }

  private static List<RpmHeader> headers() {
    var headers = new ArrayList<>(Stores.headers(6));
    headers.add(RpmHeader.of("old", "1", "1", "i386").wholePaths().owning("/a", "/b"));
    headers.add(RpmHeader.of("older", "1", "1", "i386").withoutRegion());
    headers.add(RpmHeader.key("fd431d51"));
    return headers;
  }

  @Test
  void header() {
    replay(headers().stream().map(RpmHeader::blob).toList(), HeaderFuzz::fuzzerTestOneInput);
  }

  @Test
  void berkeley() {
    var little = new RpmBerkeley().pageSize(512).buckets(3).freePages(1);
    var big = new RpmBerkeley().pageSize(1024).bigEndian();
    headers().forEach(little::add);
    headers().forEach(big::add);
    replay(List.of(little.render(), big.render()), BerkeleyFuzz::fuzzerTestOneInput);
  }

  @Test
  void ndb() {
    var store = new RpmNdb();
    headers().forEach(header -> store.add(header).hole(2));
    replay(List.of(store.render()), NdbFuzz::fuzzerTestOneInput);
  }

  @Test
  void sqlite() {
    var store = new RpmSqlite().pageSize(512);
    headers().forEach(store::add);
    store.log().add(headers().getFirst()).erase(2);
    var built = store.build();
    var input =
        ByteBuffer.allocate(2 + built.file().length + built.log().length)
            .putShort((short) (built.file().length / 512))
            .put(built.file())
            .put(built.log())
            .array();
    var empty = new RpmSqlite().pageSize(512).add(headers().getFirst()).render();
    var without = ByteBuffer.allocate(2 + empty.length).putShort((short) 0x7fff).put(empty).array();
    replay(List.of(input, without), SqliteFuzz::fuzzerTestOneInput);
  }
}
