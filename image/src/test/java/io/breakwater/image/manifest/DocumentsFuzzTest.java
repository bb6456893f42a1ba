package io.breakwater.image.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Replays generated documents and seeded mutations of them, by bytes and by JSON's own marks.
class DocumentsFuzzTest {
  private static final int MUTATIONS = 6000;
  private static final String[] MARKS = {
    "{", "}", "[", "]", ",", ":", "\"", "null", "1e999", "-1", "\\u0000", "true", "9".repeat(50)
  };

  private static List<byte[]> corpus() {
    var image =
        new ImageBuilder()
            .layer(new LayerBuilder().file("a", "b"), "RUN make")
            .label("org.opencontainers.image.base.name", "alpine")
            .user("1000:1000")
            .platform("linux", "arm", "v7")
            .build();
    var index = new IndexBuilder().add(image).attestation(image.digest()).build();
    var corpus = new ArrayList<byte[]>();
    corpus.add(image.root().bytes());
    corpus.add(image.blobs().getFirst().bytes());
    corpus.add(index.root().bytes());
    corpus.add(text("[{\"Config\":\"c.json\",\"RepoTags\":[\"a:1\",null],\"Layers\":[\"l\"]}]"));
    corpus.add(text("{\"schemaVersion\":1,\"fsLayers\":[{\"blobSum\":\"x\"}]}"));
    corpus.add(text("[".repeat(5000)));
    corpus.add(text("{\"config\":".repeat(5000)));
    corpus.add(text("null"));
    corpus.add(new byte[0]);
    return corpus;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] mutated(byte[] seed, Random random) {
    var bytes = seed.clone();
    for (var n = random.nextInt(4); n >= 0 && bytes.length > 0; n--) {
      var at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> {
          var mark = text(MARKS[random.nextInt(MARKS.length)]);
          var longer = Arrays.copyOf(bytes, bytes.length + mark.length);
          System.arraycopy(mark, 0, longer, at, mark.length);
          System.arraycopy(bytes, at, longer, at + mark.length, bytes.length - at);
          bytes = longer;
        }
        default -> {
          var end = Math.min(bytes.length, at + random.nextInt(40));
          var shorter = Arrays.copyOf(bytes, bytes.length - (end - at));
          System.arraycopy(bytes, end, shorter, at, bytes.length - end);
          bytes = shorter;
        }
      }
    }
    return bytes;
  }

  @Test
  void theCorpusAndItsMutationsEndInDocumentsOrImageExceptions() {
    var corpus = corpus();
    var random = new Random(77);
    corpus.forEach(DocumentsFuzz::fuzzerTestOneInput);
    for (var i = 0; i < MUTATIONS; i++) {
      DocumentsFuzz.fuzzerTestOneInput(mutated(corpus.get(random.nextInt(corpus.size())), random));
    }
    assertThat(corpus).hasSize(9);
  }
}
