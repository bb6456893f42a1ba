package io.breakwater.configuration.apache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.configuration.FolderFiles;
import io.breakwater.configuration.Installed;
import io.breakwater.inventory.files.ImageFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares the tree of directives with the one that the real server makes of the same files
/// (`apache2 -t -D DUMP_CONFIG`), on configurations made at random: what the server refuses must
/// be refused, and of the others every directive must be the same, with file and line. So must
/// what other lists tell: `DUMP_RUN_CFG` the root, what is defined in the end, the user and some
/// paths, `DUMP_VHOSTS` which virtual host answers at an address where no other one is asked for,
/// and their names.
///
/// `-Dbreakwater.differential=N` asks for N of them.
final class ApacheDifferentialTest {
  private static final Path SERVER = Path.of("/usr/sbin/apache2");
  private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
  private static final Pattern FILE = Pattern.compile("# In file: (.*)");
  private static final Pattern SHARED = Pattern.compile("(?m)^\\{/.*=\\[[^]]*, ");
  private static final Pattern LINE = Pattern.compile("# *(\\d+):");
  private static final List<String> LOADED =
      List.of(
          "mpm_event",
          "authz_core",
          "authz_host",
          "access_compat",
          "alias",
          "headers",
          "info",
          "macro");

  @TempDir Path folder;

  @BeforeEach
  void theServerMustBeThere() {
    assumeTrue(
        Files.isExecutable(SERVER) && Files.isDirectory(MODULES),
        "skipped: no comparison with the real server, " + SERVER + " is not installed");
  }

  @Test
  void theTreeIsTheServersOwn() throws IOException, InterruptedException {
    var count = Integer.getInteger("breakwater.differential", 300);
    var version = version();
    var different = new ArrayList<String>();
    var refused = 0;
    var directives = 0;
    var shared = 0;
    for (var seed = 0; seed < count; seed++) {
      clear();
      new RandomConfiguration(seed, LOADED).write(folder);
      var theirs = server();
      var ours = ours(version);
      refused += theirs.startsWith("refused") ? 1 : 0;
      directives += (int) theirs.lines().count();
      shared += SHARED.matcher(theirs).find() ? 1 : 0;
      if (!same(theirs, ours)) {
        different.add("seed " + seed + "\n--- server\n" + theirs + "\n--- here\n" + ours);
      }
    }
    System.getLogger(getClass().getName())
        .log(
            System.Logger.Level.INFO,
            "{0} configurations, {1} of them refused, {2} directives",
            count,
            refused,
            directives);
    assertThat(different).isEmpty();
    assertThat(shared).as("those with aliases at a shared address").isGreaterThan(count / 10);
    assertThat(refused).isBetween(count / 20, count / 2);
  }

  private static boolean same(String theirs, String ours) {
    return theirs.startsWith("refused") ? ours.startsWith("refused") : theirs.equals(ours);
  }

  private String ours(String version) {
    var files = new FolderFiles(Path.of("/"));
    var builtIn =
        Set.of(
            "core_module",
            "so_module",
            "http_module",
            "watchdog_module",
            "log_config_module",
            "logio_module",
            "version_module",
            "unixd_module");
    var modules = new Modules(builtIn, true);
    var variables = new Variables(Map.of("FROM_OUTSIDE", "outside"), Set.of(), Set.of());
    var main = folder.resolve("main.conf").toString();
    try {
      var text = Files.readString(folder.resolve("main.conf"));
      var reader = new TreeReader(files, variables, modules, version, folder.toString());
      var tree = reader.read(new ImageFile(main, text, 0644, 0, 0, 0));
      new Validation(modules, true).check(tree);
      var lines = new StringBuilder();
      print(tree, lines);
      var installed = new Installed(null, SERVER.toString(), version);
      var httpd = Httpd.of(tree, modules, installed, new Place(main, 0, 0), reader.root());
      return lines + ApacheLists.ours(httpd, variables);
    } catch (ConfigException e) {
      return (e.refused() ? "refused " : "unknown ") + e.why();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void print(List<Directive> tree, StringBuilder lines) {
    for (var directive : tree) {
      if (!directive.is("loadmodule")) {
        var args = directive.args();
        lines
            .append(directive.place())
            .append(' ')
            .append(plain(directive.name() + " " + args))
            .append('\n');
        print(directive.children(), lines);
      }
    }
  }

  /// The server prints names as its modules spell them, and a `>` apart where a section has no
  /// argument.
  private static String plain(String text) {
    var name = text.split("\\s", 2)[0];
    var rest = text.substring(name.length()).strip();
    return name.toLowerCase(Locale.ROOT) + " " + rest;
  }

  private String server() throws IOException, InterruptedException {
    var output =
        run(
            SERVER.toString(),
            "-d",
            folder.toString(),
            "-f",
            folder.resolve("main.conf").toString(),
            "-t",
            "-D",
            "DUMP_CONFIG",
            "-D",
            "DUMP_RUN_CFG",
            "-D",
            "DUMP_VHOSTS");
    // With other lists it does not say that the syntax is right.
    if (!output.contains("ServerRoot: ")) {
      return "refused " + output.lines().filter(line -> !line.startsWith("#")).toList();
    }
    var lines = new StringBuilder();
    var file = "";
    var line = "";
    for (var one : output.lines().toList()) {
      var text = one.strip();
      var inFile = FILE.matcher(text);
      var atLine = LINE.matcher(text);
      if (inFile.matches()) {
        file = inFile.group(1);
      } else if (atLine.matches()) {
        line = atLine.group(1);
      } else if (!text.isEmpty() && !text.startsWith("</") && !line.isEmpty()) {
        lines.append(ApacheLists.place(file, line)).append(' ').append(plain(text)).append('\n');
        line = "";
      }
    }
    return lines + ApacheLists.theirs(output);
  }

  private static String version() throws IOException, InterruptedException {
    var found = Pattern.compile("Apache/([0-9.]+)").matcher(run(SERVER.toString(), "-v"));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String run(String... command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("FROM_OUTSIDE", "outside");
    var process = builder.start();
    try {
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private void clear() throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      }
    }
  }
}
