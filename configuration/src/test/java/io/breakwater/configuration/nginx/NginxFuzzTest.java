package io.breakwater.configuration.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Replays a corpus made by code, and mutations of it, through the fuzz target.
class NginxFuzzTest {
  private static final int MUTATIONS = 3000;
  private static final byte[] MARKS = "\n {};\"'\\#$*?[]()=~@:/-0k\0".getBytes(UTF_8);

  @Test
  void nothingIsThrownWhateverAFileHolds() {
    var corpus = corpus();
    assertThatCode(
            () -> {
              corpus.forEach(NginxFuzz::fuzzerTestOneInput);
              var random = new SplittableRandom(11);
              for (var i = 0; i < MUTATIONS; i++) {
                var seed = corpus.get(random.nextInt(corpus.size()));
                NginxFuzz.fuzzerTestOneInput(mutate(seed, random));
              }
            })
        .doesNotThrowAnyException();
  }

  private static List<byte[]> corpus() {
    var corpus = new ArrayList<byte[]>();
    for (var seed = 0; seed < 40; seed++) {
      var files = new RandomConfiguration(seed, "/etc/nginx").files();
      var main = files.remove("nginx.conf");
      corpus.add((main + "\0" + String.join("\0", files.values())).getBytes(UTF_8));
    }
    for (var text :
        List.of(
            "",
            "events {}\nhttp { include conf.d/*.conf; }\0server { listen 443 ssl; }",
            "include nginx.conf;",
            "events{} http{ init_by_lua_block { a = \"}\" --[[ } ]] } server{} }",
            "events{} http{ server { listen [::1:80; location { } } }",
            "events{} http{ server { listen 1-99999999999999999999; return ''; rewrite a b; } }",
            "events{} http{ server { listen 443 ssl; ssl_certificate a; ssl_certificate_key b;"
                + " ssl_ciphers '+!-@::ALL+'; ssl_dhparam ../..; alias /; } }",
            "location ".repeat(50) + "{".repeat(200))) {
      corpus.add(text.getBytes(UTF_8));
    }
    return corpus;
  }

  private static byte[] mutate(byte[] seed, SplittableRandom random) {
    var bytes = Arrays.copyOf(seed, seed.length + random.nextInt(3));
    for (var i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
      var at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = MARKS[random.nextInt(MARKS.length)];
        case 2 -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : bytes;
        default -> {
          var from = random.nextInt(bytes.length);
          var length = Math.min(bytes.length - Math.max(at, from), random.nextInt(20));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }
}
