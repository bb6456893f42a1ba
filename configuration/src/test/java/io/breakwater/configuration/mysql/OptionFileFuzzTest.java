package io.breakwater.configuration.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.configuration.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OptionFileFuzzTest {
  private static final List<String> CORPUS =
      List.of(
          "[mysqld]\nlocal-infile = 0\nssl-ca=\"/a\\sb\" # c\n!includedir /etc/mysql/conf.d\n%[mariadb]\nskip-ssl\n!include /etc/mysql/my.cnf\n%[client]\npassword='x'\n",
          "[server\n",
          "[mysqld]\nloose-skip-x.y\nsql-mode=ansi,traditional\ntls_version=7\nplugin-load=a=b.so;c\n",
          "a=b",
          "[mysqld]\n\0=\n=\n-\n--\nskip-\nloose_\n!\n!include\n!includedir",
          "[mysqld]\nuser\nbind-address=,,*\n% \n%\n");

  @Test
  void damagedFilesRaiseNothing() {
    var random = new Random(5);
    for (var text : CORPUS) {
      OptionFileFuzz.fuzzerTestOneInput(text.getBytes(StandardCharsets.UTF_8));
    }
    for (var i = 0; i < 3_000; i++) {
      var data = CORPUS.get(random.nextInt(CORPUS.size())).getBytes(StandardCharsets.UTF_8);
      for (var j = 1 + random.nextInt(4); j > 0; j--) {
        var at = random.nextInt(data.length);
        data[at] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) "[]!#;=\"'\\ \n%-_0".charAt(random.nextInt(15));
      }
      OptionFileFuzz.fuzzerTestOneInput(data);
    }
  }

  @Test
  void filesThatIncludeThemselvesEnd() {
    var image =
        DatabaseImage.mariadb()
            .file("/etc/mysql/conf.d/a.cnf", "[mysqld]\n!includedir /etc/mysql/conf.d\n");
    for (var i = 0; i < 8; i++) {
      image.file("/etc/mysql/conf.d/b" + i + ".cnf", "!includedir /etc/mysql/conf.d\n");
    }

    assertThat(image.mysqld("!includedir /etc/mysql/conf.d").outcome("local_infile"))
        .isEqualTo(new Outcome.CannotTell("there are more option files than are followed"));
  }

  @Test
  void moreOptionsThanAreFollowedAreInDoubt() {
    assertThat(DatabaseImage.mariadb().mysqld("port=1\n".repeat(20_000)).outcome("local_infile"))
        .isEqualTo(new Outcome.CannotTell("there are more options than are followed"));
  }

  @Test
  void longFilesAreInDoubt() {
    assertThat(DatabaseImage.mariadb().mysqld("# x\n".repeat(2 << 20)).outcome("local_infile"))
        .isInstanceOf(Outcome.CannotTell.class);
  }
}
