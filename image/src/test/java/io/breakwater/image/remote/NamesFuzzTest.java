package io.breakwater.image.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Replays names and challenges and seeded mutations of them.
class NamesFuzzTest {
  private static final int MUTATIONS = 20_000;
  private static final String ALPHABET = "aZ09.:/@-_[]=\",\\ \t";
  private static final List<String> CORPUS =
      List.of(
          "alpine",
          "localhost:5000/a/b:1@sha256:" + "0123456789abcdef".repeat(4),
          "[::1]:5000/a__b/c--d:T.t",
          "index.docker.io/library/x",
          "a/".repeat(400) + "b",
          "Bearer realm=\"https://a.example/t\",service=\"s\",scope=\"repository:a:pull\"",
          "Basic realm=a, Bearer realm=\"b\\\"c\" , x = y",
          "Negotiate");

  @Test
  void theCorpusAndItsMutationsEndInValuesOrRefusals() {
    var random = new Random(9);
    for (var text : CORPUS) {
      NamesFuzz.fuzzerTestOneInput(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    for (var i = 0; i < MUTATIONS; i++) {
      var text = new StringBuilder(CORPUS.get(random.nextInt(CORPUS.size())));
      for (var n = random.nextInt(4); n >= 0; n--) {
        var mark = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        var at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.setCharAt(at, mark);
        } else {
          text.insert(at, mark);
        }
      }
      NamesFuzz.fuzzerTestOneInput(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
    assertThat(CORPUS).hasSize(8);
  }
}
