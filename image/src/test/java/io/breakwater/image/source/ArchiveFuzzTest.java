package io.breakwater.image.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replays generated archives and seeded mutations of them.
class ArchiveFuzzTest {
  private static final int MUTATIONS = 600;

  @TempDir Path temporary;

  private List<byte[]> corpus() throws Exception {
    var layer = new LayerBuilder().dir("etc").file("etc/f", "x").symlink("l", "etc/f");
    var image =
        new ImageBuilder()
            .layer(layer)
            .layer(layer.build(Compression.ZSTD))
            .layer(layer.build(Compression.NONE));
    var file = temporary.resolve("a.tar");
    var corpus = new ArrayList<byte[]>();
    image.writeDockerArchive(file, "app:1.0");
    corpus.add(Files.readAllBytes(file));
    image.writeOciArchive(file);
    corpus.add(Files.readAllBytes(file));
    new IndexBuilder().add(image).attestation(image.build().digest()).writeOciArchive(file);
    corpus.add(Files.readAllBytes(file));
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(corpus.getFirst());
    }
    corpus.add(packed.toByteArray());
    corpus.add(new byte[1024]);
    return corpus;
  }

  /// Bytes are changed mostly where an archive holds something: in front of its zeros.
  private static byte[] mutated(byte[] seed, Random random) {
    var bytes = seed.clone();
    for (var n = random.nextInt(3); n >= 0; n--) {
      var at = random.nextInt(bytes.length);
      for (var i = 0; i < 8 && bytes[at] == 0; i++) {
        at = random.nextInt(bytes.length);
      }
      bytes[at] = (byte) random.nextInt();
    }
    return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  @Test
  void theCorpusAndItsMutationsEndInImagesOrImageExceptions() throws Exception {
    var corpus = corpus();
    var random = new Random(3);
    corpus.forEach(ArchiveFuzz::fuzzerTestOneInput);
    for (var i = 0; i < MUTATIONS; i++) {
      ArchiveFuzz.fuzzerTestOneInput(mutated(corpus.get(random.nextInt(corpus.size())), random));
    }
    assertThat(corpus).hasSize(5);
  }
}
