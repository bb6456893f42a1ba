package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every command has: help, a version, and one line where the words are off.
class CommandLineTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "-h",
        "scan --help",
        "feeds --help",
        "feeds update --help",
        "feeds import --help",
        "feeds export --help",
        "feeds status --help",
        "feeds show --help",
        "compare-versions --help",
        "cr --help",
        "cr login --help",
        "cr images --help",
        "cr image-list --help",
        "cr va --help",
        "cr exemption-add --help",
        "cr retention-policy-set --help",
        "cr copy --help",
        "completion --help"
      })
  void helpIsPrintedAndExitsWithZero(String words) {
    var run = run(words);
    assertThat(run.out()).contains("Usage: breakwater");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void theHelpNamesCommandsAndExitCodes() {
    assertThat(run("--help").out())
        .contains("scan", "feeds", "compare-versions", "Exit codes", "INCOMPLETE")
        .doesNotContain("train");
  }

  @Test
  void theVersionIsPrintedAndExitsWithZero() {
    var run = run("--version");
    assertThat(run.out()).startsWith("breakwater ");
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--sprint",
        "scan",
        "scan image --sprint",
        "scan one two",
        "scan --feeds",
        "scna image",
        "feeds",
        "feeds sprint",
        "feeds status --sprint",
        "feeds import",
        "feeds export",
        "feeds update extra",
        "compare-versions --sprint",
        "cr",
        "cr sprint",
        "cr images --sprint",
        "cr namespace-add",
        "cr va",
        "completion"
      })
  void wordsThatAreOffGiveOneLineAndExitWithTwo(String words) {
    Scans.assertRefused(run(words), 2, "usage");
  }

  @Test
  void noWordsAtAllSayHowToGoOn() {
    var run = new CommandRun.Runner(folder).run();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out() + run.err()).contains("breakwater --help");
    assertThat(run.err()).doesNotContain("\tat ");
  }

  @Test
  void wordsCannotWriteIntoTheTerminal() {
    var run = new CommandRun.Runner(folder).run("scan", "\u001b[2Jimage\u0007\n", "--sprint");
    assertThat(run.err()).doesNotContain("\u001b", "\u0007");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  private CommandRun run(String words) {
    return new CommandRun.Runner(folder).run(words.split(" ", -1));
  }
}
