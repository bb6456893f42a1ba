package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `breakwater completion`, asked by the shells themselves where they are installed.
class CompletionTest {
  @TempDir private Path folder = Path.of("");

  private Path script(String shell) throws IOException {
    var run = new CommandRun.Runner(folder).run("completion", shell);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Files.writeString(folder.resolve("breakwater." + shell), run.out());
  }

  private String shell(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return out;
  }

  private static boolean isInstalled(String shell) {
    return List.of("/bin/", "/usr/bin/", "/usr/local/bin/").stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder + shell)));
  }

  private String bash(String words) throws IOException, InterruptedException {
    var ask =
        "source '%s'; COMP_WORDS=(%s \"\"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                .formatted(script("bash"), words)
            + " _complete_breakwater; printf '%s\\n' \"${COMPREPLY[@]}\"";
    return shell(List.of("bash", "--norc", "-c", ask));
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    assumeTrue(isInstalled("bash"), "skipped: no bash");
    assertThat(bash("breakwater").lines().map(String::strip)).contains("scan", "cr", "completion");
    assertThat(bash("breakwater cr").lines().map(String::strip))
        .contains("image-list", "images", "va", "retention-run");
  }

  @Test
  void fishCompletesCommandsAndOptions() throws Exception {
    assumeTrue(isInstalled("fish"), "skipped: no fish");
    var script = script("fish");
    var ask = "source '" + script + "'; complete -C 'breakwater cr ima'";
    assertThat(shell(List.of("fish", "--no-config", "-c", ask))).contains("images", "image-rm");
    var options = "source '" + script + "'; complete -C 'breakwater cr images --no'";
    assertThat(shell(List.of("fish", "--no-config", "-c", options))).contains("--no-trunc");
  }

  @Test
  void zshReadsItsScript() throws Exception {
    assumeTrue(isInstalled("zsh"), "skipped: no zsh");
    assertThat(shell(List.of("zsh", "-f", "-c", "source '" + script("zsh") + "' && echo read")))
        .contains("read");
  }

  @Test
  void fishGetsALineForEachCommandAndOption() throws IOException {
    assertThat(Files.readString(script("fish")))
        .contains(
            "complete -c breakwater -n '__breakwater_at exactly' -f -a 'cr'",
            "complete -c breakwater -n '__breakwater_at exactly \\'cr\\'' -f -a 'images'",
            "complete -c breakwater -n '__breakwater_at within \\'cr\\'"
                + " \\'image-list|images\\'' -l no-trunc -d 'Digests in their whole length.'",
            "-l ca-file -r -d")
        .doesNotContain("train", "fetch-feeds");
  }

  @Test
  void anotherShellIsRefused() {
    Scans.assertRefused(new CommandRun.Runner(folder).run("completion", "tcsh"), 2, "usage");
  }
}
