package io.breakwater.image.tar;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.images.TarFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Replays a generated corpus and seeded mutations of it.
class LayerFuzzTest {
  private static final int MUTATIONS = 4000;

  private static LayerBuilder rich(TarFormat format) {
    return new LayerBuilder()
        .format(format)
        .dir("usr/")
        .file("usr/" + "long/".repeat(60) + "name", "content")
        .symlink("link", "target/".repeat(30))
        .hardlink("hard", "usr")
        .sparse("sparse", 1L << 33, LayerBuilder.Piece.of(5000, "piece"))
        .device("dev/null")
        .rawName(new byte[] {(byte) 0xc3, 0x28}, "x")
        .zeros("zeros", 3000);
  }

  static List<byte[]> corpus() {
    var corpus = new ArrayList<byte[]>();
    for (var compression : Compression.values()) {
      corpus.add(rich(TarFormat.PAX).build(compression).bytes());
      corpus.add(rich(TarFormat.GNU).build(compression).bytes());
    }
    corpus.add(new byte[0]);
    return corpus;
  }

  @Test
  void theCorpusAndItsMutationsEndInEntriesOrImageExceptions() {
    var corpus = corpus();
    var random = new Random(42);
    corpus.forEach(LayerFuzz::fuzzerTestOneInput);
    for (var i = 0; i < MUTATIONS; i++) {
      LayerFuzz.fuzzerTestOneInput(mutated(corpus.get(random.nextInt(corpus.size())), random));
    }
    assertThat(corpus).hasSize(9);
  }

  static byte[] mutated(byte[] seed, Random random) {
    var bytes = seed.clone();
    for (var n = random.nextInt(4); n >= 0 && bytes.length > 0; n--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return random.nextInt(4) == 0 && bytes.length > 0
        ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length))
        : bytes;
  }
}
