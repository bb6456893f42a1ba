package io.breakwater.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({
    "*.conf, a.conf, true",
    "*.conf, .a.conf, false",
    ".*, .a, true",
    "a*b*c, aXbYbc, true",
    "a*b*c, aXbYb, false",
    "?, a, true",
    "?, ab, false",
    "[a-c]x, bx, true",
    "[!a-c]x, bx, false",
    "[]]x, ]x, true",
    "[a-, [a-, true",
    "a\\*b, a*b, true",
    "a\\*b, aXb, false",
    "********************************a, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, false"
  })
  void namesMatchAsGlobDoes(String pattern, String name, boolean matches) {
    assertThat(Glob.matches(pattern, name)).isEqualTo(matches);
  }

  @Test
  void pathsComeInTheOrderOfTheirBytes() throws IOException {
    for (var name : new String[] {"etc/x/b.conf", "etc/x/B.conf", "etc/x/a.conf", "etc/y/c.conf"}) {
      Files.createDirectories(root.resolve(name).getParent());
      Files.writeString(root.resolve(name), "");
    }

    var glob = Glob.expand(new FolderFiles(root), "/etc/*/*.conf");

    assertThat(glob.paths())
        .containsExactly("/etc/x/B.conf", "/etc/x/a.conf", "/etc/x/b.conf", "/etc/y/c.conf");
    assertThat(glob.complete()).isTrue();
  }

  @Test
  void nothingThereIsComplete() {
    assertThat(Glob.expand(new FolderFiles(root), "/none/*.conf"))
        .isEqualTo(new Glob(java.util.List.of(), true));
  }
}
