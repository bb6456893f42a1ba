package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksCommandTest {
  @TempDir private Path folder = Path.of("");

  private CommandRun run(String... args) {
    return new CommandRun.Runner(folder).run(args);
  }

  @Test
  void everyCheckStandsOnceWithItsSeverity() {
    var run = run("checks");
    assertThat(run.exitCode()).isZero();
    var lines = run.out().lines().toList();
    assertThat(lines)
        .doesNotHaveDuplicates()
        .allMatch(line -> line.matches("\\S+  +(low|medium|high|critical)"))
        .anyMatch(line -> line.startsWith("application_configuration:mysql.ssl-ca "))
        .anyMatch(line -> line.startsWith("application_configuration:nginx.ssl_protocols "))
        .anyMatch(line -> line.startsWith("system_configuration:os.end_of_life "));
    assertThat(count(lines, "application_configuration:mysql.")).isGreaterThanOrEqualTo(15);
    assertThat(count(lines, "application_configuration:nginx.")).isGreaterThanOrEqualTo(18);
    assertThat(count(lines, "application_configuration:apache.")).isGreaterThanOrEqualTo(18);
    assertThat(count(lines, "system_configuration:")).isGreaterThanOrEqualTo(14);
    assertThat(count(lines, "system_configuration:secrets.")).isGreaterThanOrEqualTo(20);
  }

  private static long count(List<String> lines, String prefix) {
    return lines.stream().filter(line -> line.startsWith(prefix)).count();
  }

  @Test
  void oneIsExplained() {
    var run = run("checks", "nginx.ssl_protocols");
    assertThat(run.out())
        .startsWith("application_configuration:nginx.ssl_protocols\n")
        .contains(
            "  severity   medium", "  practice   ", "  good       ssl_protocols TLSv1.2 TLSv1.3;")
        .contains("  reference  ");
  }

  @Test
  void whatIsNoCheckIsSaid() {
    var run = run("checks", "nonsense");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("there is no such check", "[usage]");
  }
}
