package io.breakwater.secrets;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Replays a corpus made by code, and mutations of it, through the fuzz target.
final class FuzzReplayTest {
  private static final int MUTATIONS = Integer.getInteger("breakwater.secrets.mutations", 3000);

  private static List<byte[]> corpus() {
    var made = new Made(13);
    var texts = new ArrayList<String>();
    Planted.shapes(made).forEach(planted -> texts.add(planted.text()));
    Planted.files(made).forEach(planted -> texts.add(planted.text()));
    texts.add(Made.pem("PRIVATE KEY", Made.pkcs8("EC", 256)));
    texts.add(Made.pem("OPENSSH PRIVATE KEY", made.bytes(300)));
    texts.add("PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 9\n" + made.base64(60));
    var corpus = new ArrayList<byte[]>();
    for (var text : texts) {
      for (int path = 0; path < SecretFuzz.PATHS.length; path += 5) {
        corpus.add(Made.utf8((char) path + "\n" + text + "\n"));
      }
    }
    for (int path = 0; path < SecretFuzz.PATHS.length; path++) {
      corpus.add(Made.utf8((char) path + String.join("\n", texts)));
    }
    return corpus;
  }

  private static byte[] mutate(byte[] seed, SplittableRandom random) {
    var bytes = Arrays.copyOf(seed, seed.length + random.nextInt(3));
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 4; i--) {
      int at = random.nextInt(bytes.length - 3);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) "=:-\"'\\\n/@~.% ".charAt(random.nextInt(13));
        case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(bytes.length - Math.max(at, from), random.nextInt(600));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }

  @Test
  void nothingThrows() {
    var corpus = corpus();
    assertThatCode(
            () -> {
              corpus.forEach(SecretFuzz::fuzzerTestOneInput);
              var random = new SplittableRandom(7);
              for (int i = 0; i < MUTATIONS; i++) {
                SecretFuzz.fuzzerTestOneInput(
                    mutate(corpus.get(random.nextInt(corpus.size())), random));
              }
            })
        .doesNotThrowAnyException();
  }
}
