package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompareVersionsCommandTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "deb, 1.0~rc1, 1.0, <",
    "deb, 1:1.0, 2.0, >",
    "deb, 1.0, 1.00, =",
    "deb, 1.0-1, 1.0-1+b1, <",
    "apk, 1.0_rc1, 1.0, <",
    "apk, 1.2.3-r10, 1.2.3-r9, >",
    "apk, 1.0-r0, 1.0-r0, =",
    "rpm, 1.0~rc1-1, 1.0-1, <",
    "rpm, 1:1.0-1, 2.0-1, >",
    "rpm, 1.0^git1-1, 1.0-1, >"
  })
  void argumentsGiveOneSign(String type, String a, String b, String sign) {
    var run = run("", "compare-versions", type, a, b);
    assertThat(run.out()).isEqualTo(sign + System.lineSeparator());
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void linesOfStandardInputGiveASignEach() {
    var run = run("deb\t1.0\t2.0\napk\t1.1\t1.0\n\nrpm\t1-1\t1-1", "compare-versions");
    assertThat(run.out().lines()).containsExactly("<", ">", "=");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void nothingOnStandardInputGivesNothing() {
    var run = run("", "compare-versions");
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"deb\t1.0", "deb 1.0 2.0", "deb\t1\t2\t3"})
  void aMalformedLineIsNamedBehindTheSignsBeforeIt(String line) {
    var run = run("deb\t1.0\t2.0\n" + line + "\ndeb\t2\t1\n", "compare-versions");
    assertThat(run.out().lines()).containsExactly("<");
    Scans.assertLine(run, "usage");
    assertThat(run.err()).contains("line 2");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void anUnknownTypeIsAUsageError() {
    var run = run("", "compare-versions", "gem", "1", "2");
    Scans.assertRefused(run, 2, "usage");
    assertThat(run.err()).contains("'gem'", "apk", "deb", "rpm");
    var line = run("gem\t1\t2\n", "compare-versions");
    Scans.assertRefused(line, 2, "usage");
    assertThat(line.err()).contains("line 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deb", "deb 1.0", "deb 1.0 2.0 3.0"})
  void aWrongNumberOfArgumentsIsAUsageError(String words) {
    var args = ("compare-versions " + words).split(" ", -1);
    Scans.assertRefused(run("", args), 2, "usage");
  }

  @Test
  void aLineWithoutEndIsRefused() {
    var run = run("deb\t1\t" + "9".repeat(100_000), "compare-versions");
    Scans.assertRefused(run, 2, "usage");
  }

  @Test
  void versionsThatAreNoneStillHaveAnOrder() {
    for (var type : new String[] {"deb", "apk", "rpm"}) {
      for (var version : new String[] {"", "::", "\u00ff", "-", "~", " ", "1".repeat(10_000)}) {
        var same = run(type + "\t" + version + "\t" + version + "\n", "compare-versions");
        assertThat(same.out().strip()).as(type + " '" + version + "'").isEqualTo("=");
      }
    }
  }

  private CommandRun run(String input, String... args) {
    return new CommandRun.Runner(folder).input(input.getBytes(StandardCharsets.UTF_8)).run(args);
  }
}
