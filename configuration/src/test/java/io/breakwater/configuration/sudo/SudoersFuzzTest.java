package io.breakwater.configuration.sudo;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SudoersFuzzTest {
  private static final List<String> CORPUS =
      List.of(
          "@includedir sudoers.d\n\fapp ALL=(ALL:ALL) NOPASSWD: ALL\f@include 1\n",
          "Defaults:joe,%g !authenticate, env_keep += \"A \\\nB\", secure_path=/a:/b # x\n",
          "User_Alias A = B, !#1 : B = A, \"%x y\"\nA, +n 10.0.0.0/8, ::1 = (A : g) CWD=/x /bin/a \\*, ^/x$\n",
          "a b = sha224:0GomF8mNN3wlDt1HD9XldjJ3SNgpFdbjO1+NsQ== !/bin/ls ^-a$, list, sudoedit /x",
          "\\\n\\ \r\nDefaults\\\n",
          "Defaults!",
          "\"",
          "#",
          "%",
          "@include",
          "a b=^",
          "a b=/x ^\\",
          "\0\r");

  @Test
  void damagedFilesRaiseNothing() {
    assertThatCode(SudoersFuzzTest::damaged).doesNotThrowAnyException();
  }

  private static void damaged() {
    var random = new Random(5);
    CORPUS.forEach(text -> SudoersFuzz.fuzzerTestOneInput(text.getBytes(StandardCharsets.UTF_8)));
    for (var i = 0; i < 3_000; i++) {
      var text =
          random.nextBoolean()
              ? CORPUS.get(random.nextInt(CORPUS.size()))
              : String.join("\f", RandomSudoers.make(new SplittableRandom(i)).values());
      var data = text.getBytes(StandardCharsets.UTF_8);
      for (var j = 1 + random.nextInt(4); j > 0; j--) {
        data[random.nextInt(data.length)] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) "\\\"#!=,:^$%+@()/ \n\tA0".charAt(random.nextInt(20));
      }
      SudoersFuzz.fuzzerTestOneInput(data);
    }
  }

  @Test
  void longFilesEnd() {
    var lines = new StringBuilder();
    for (var i = 0; i < 30_000; i++) {
      lines.append("user").append(i).append(" ALL=NOPASSWD: ALL\n");
    }
    var words = "a,".repeat(200_000) + "a ALL=/bin/" + "x\\,".repeat(100_000) + "\n";
    for (var text : List.of(lines.toString(), words, "!".repeat(300_000), "\\\n".repeat(300_000))) {
      assertThatCode(() -> SudoersFuzz.fuzzerTestOneInput(text.getBytes(StandardCharsets.UTF_8)))
          .doesNotThrowAnyException();
    }
  }
}
