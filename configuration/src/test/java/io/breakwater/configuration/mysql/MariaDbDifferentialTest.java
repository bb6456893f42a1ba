package io.breakwater.configuration.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.configuration.FolderFiles;
import io.breakwater.configuration.Installed;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares the effective settings with those of the MariaDB server on this machine. More
/// cases with `-Dbreakwater.differential=N`; the first seed is that of `-Dbreakwater.seed`.
class MariaDbDifferentialTest {
  private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
  private static final int CASES = Integer.getInteger("breakwater.differential", 300);
  private static final int SEED = Integer.getInteger("breakwater.seed", 1);

  private static final List<String> BOOLEANS =
      List.of(
          "local-infile",
          "skip-grant-tables",
          "skip-show-database",
          "symbolic-links",
          "general-log",
          "require-secure-transport",
          "allow-suspicious-udfs",
          "secure-auth",
          "old-passwords",
          "skip-networking",
          "skip-name-resolve",
          "log-slave-updates");

  private static final List<String> TEXTS =
      List.of(
          "ssl-ca",
          "ssl-cert",
          "ssl-key",
          "ssl-capath",
          "ssl-cipher",
          "bind-address",
          "init-connect");

  private static Map<String, String> defaults;
  private static Server server;
  private static OptionNames names;

  @TempDir Path folder;

  @BeforeAll
  static void serverIsThere() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(SERVER),
        "no /usr/sbin/mariadbd (apt-get install mariadb-server): its settings are not compared");
    var version = ask(List.of("--no-defaults", "--version")).text();
    Assumptions.assumeTrue(
        version.contains("Ver 10.11."),
        "the server is not MariaDB 10.11: its settings are not compared");
    var number = version.substring(version.indexOf("Ver ") + 4, version.indexOf("-MariaDB"));
    server =
        new Server(new Installed(null, SERVER.toString(), number), Server.Product.MARIADB, null);
    names = OptionNames.of(server);
    defaults = table(ask(List.of("--no-defaults", "--verbose", "--help")).text());
  }

  private record Answer(int code, String text) {}

  private static Answer ask(List<String> arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(SERVER.toString()));
    command.addAll(arguments);
    var process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(new File("/dev/null"))
            .start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), text);
  }

  /// The table of variables at the end of the help.
  private static Map<String, String> table(String help) {
    var table = new HashMap<String, String>();
    var begin = help.indexOf("\nVariables (--");
    for (var line : help.substring(Math.max(begin, 0)).split("\n", -1)) {
      var space = line.indexOf(' ');
      if (space > 0) {
        table.put(line.substring(0, space), line.substring(space).strip());
      }
    }
    return table;
  }

  @Test
  void effectiveSettingsAreThoseOfTheServer() throws Exception {
    var differences = new ArrayList<String>();
    var accepted = 0;
    for (var i = 0; i < CASES; i++) {
      var at = Files.createDirectory(folder.resolve("case" + i));
      var main = OptionFileWriter.write(new Random(SEED + i), at);
      var answer = ask(List.of("--defaults-file=" + main, "--verbose", "--help"));
      var files = new FolderFiles(Path.of("/"));
      var read = OptionFileReader.readAlone(files, server, main.toString());
      compareArguments(SEED + i, main, read, differences);
      var options = Options.of(server, read, "", names);
      if (answer.code() == 0) {
        accepted++;
        compare(SEED + i, table(answer.text()), options, differences);
      } else if (options.refusal().isEmpty()) {
        differences.add("seed %d: the server refuses with %d".formatted(SEED + i, answer.code()));
      }
    }
    System.getLogger("differential")
        .log(System.Logger.Level.INFO, "{0} cases, {1} accepted", CASES, accepted);
    assertThat(differences).isEmpty();
    assertThat(accepted).isBetween(CASES / 2, CASES - CASES / 20);
  }

  /// What the files say, before anybody knows what it means: every option, in order.
  private static void compareArguments(
      int seed, Path main, OptionFiles read, List<String> differences) throws Exception {
    var theirs = ask(List.of("--defaults-file=" + main, "--print-defaults"));
    var ours = new StringBuilder();
    for (var line : read.lines()) {
      if (server.groups("").contains(line.group().toLowerCase(Locale.ROOT))) {
        var value = line.value() == null ? "" : "=" + line.value();
        ours.append("--").append(line.name()).append(value).append(' ');
      }
    }
    if (read.refusal().isPresent() || theirs.code() != 0) {
      var refused = read.refusal().isPresent() ? 1 : 0;
      same(
          seed, "the end", Integer.toString(theirs.code()), Integer.toString(refused), differences);
      return;
    }
    var text = theirs.text();
    var arguments = text.substring(text.indexOf('\n') + 1, text.length() - 1);
    same(seed, "--print-defaults", arguments, ours.toString(), differences);
  }

  private static void compare(
      int seed, Map<String, String> theirs, Options options, List<String> differences) {
    if (options.refusal().isPresent()) {
      differences.add("seed %d: refused by us only: %s".formatted(seed, options.refusal().get()));
      return;
    }
    for (var name : BOOLEANS) {
      var byDefault = defaults.get(name).equals("TRUE");
      var on = options.last(name).map(Setting::on).orElse(byDefault);
      same(seed, name, theirs.get(name), on ? "TRUE" : "FALSE", differences);
    }
    for (var name : TEXTS) {
      var set = options.last(name).map(Setting::text).orElse(defaults.get(name));
      same(seed, name, theirs.get(name), set.strip(), differences);
    }
    var facts = new Facts(server, null, options, null, List.of());
    var ssl =
        options.lastOf(Set.of("ssl", "ssl-ca", "ssl-capath", "ssl-cert", "ssl-key", "ssl-cipher"));
    var on = ssl.isPresent() && facts.tlsOff().isEmpty();
    same(seed, "ssl", theirs.get("ssl"), on ? "TRUE" : "FALSE", differences);
    var mode = options.last("sql-mode").map(Setting::text).orElse(defaults.get("sql-mode"));
    same(seed, "sql-mode", strict(theirs.get("sql-mode")), strict(mode), differences);
    var log = options.last("log-bin").map(one -> !one.text().equals("0")).orElse(false);
    same(seed, "log-bin", isOn(theirs.get("log-bin")), Boolean.toString(log), differences);
    var versions =
        options.last("tls-version").map(Setting::text).orElse(defaults.get("tls-version"));
    same(
        seed,
        "tls-version",
        theirs.get("tls-version").toLowerCase(Locale.ROOT),
        versions.strip().toLowerCase(Locale.ROOT),
        differences);
    var files = options.last("secure-file-priv").map(Setting::text).filter(one -> !one.isEmpty());
    same(
        seed,
        "secure-file-priv",
        withSlash(theirs.get("secure-file-priv")),
        withSlash(files.orElse("(No default value)")),
        differences);
  }

  private static String withSlash(String directory) {
    return directory.endsWith("/") ? directory : directory + "/";
  }

  private static String isOn(String log) {
    return Boolean.toString(!log.equals("0") && !log.equals("(No default value)"));
  }

  private static String strict(String mode) {
    var strict = (1L << 21) | (1L << 22);
    return SqlMode.bits(mode, true)
        .map(bits -> Boolean.toString((bits & (strict | 1L << 27)) != 0))
        .orElse("unknown");
  }

  private static void same(
      int seed, String name, String theirs, String ours, List<String> differences) {
    if (!ours.equals(theirs)) {
      differences.add("seed %d: %s is %s, not %s".formatted(seed, name, theirs, ours));
    }
  }
}
