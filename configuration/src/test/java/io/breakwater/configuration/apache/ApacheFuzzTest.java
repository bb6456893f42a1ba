package io.breakwater.configuration.apache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Replays a corpus made by code, and mutations of it, through the fuzz target.
final class ApacheFuzzTest {
  private static final int MUTATIONS = 3000;
  private static final String NESTED =
      """
      Define A x
      <IfDefine A>
      Include conf/*.conf
      </IfDefine>
      LoadModule macro_module m
      <Macro M $a>
      ServerAdmin ${A}$a
      </Macro>
      Use M "b c"
      <VirtualHost *:80>
      <Directory ~ "^/x">
      Options +Indexes
      <Limit GET>
      Order deny,allow
      </Limit>
      </Directory>
      </VirtualHost>
      """;
  private static final String ENVIRONMENT =
      """
      unset HOME
      if [ a ] ; then
        SUFFIX="-${B##/etc}"
      else
        SUFFIX=
      fi
      export APACHE_RUN_USER=www-data X='a b'
      : ${Y:=z$SUFFIX}
      """;

  @Test
  void nothingThrows() {
    var corpus =
        List.of(
            bytes(ApacheImage.GOOD),
            bytes(ApacheImage.GOOD + NESTED + "\n%%\nTimeout \\\n5\n%%\n" + ENVIRONMENT),
            bytes(NESTED + "\n%%\n" + NESTED + "\n%%\n" + ENVIRONMENT),
            bytes("Include conf\n%%\nInclude apache2.conf\n%%\n"));
    assertThatCode(
            () -> {
              corpus.forEach(ApacheFuzz::fuzzerTestOneInput);
              var random = new SplittableRandom(7);
              for (var i = 0; i < MUTATIONS; i++) {
                var seed = corpus.get(random.nextInt(corpus.size()));
                ApacheFuzz.fuzzerTestOneInput(mutate(seed, random));
              }
            })
        .doesNotThrowAnyException();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] mutate(byte[] seed, SplittableRandom random) {
    var bytes = Arrays.copyOf(seed, seed.length + random.nextInt(3));
    for (var i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
      var at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = "\n <>\"'\\$#!".getBytes(UTF_8)[random.nextInt(10)];
        case 2 -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : bytes;
        default -> {
          var from = random.nextInt(bytes.length);
          var length = Math.min(bytes.length - Math.max(at, from), random.nextInt(40));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }
}
