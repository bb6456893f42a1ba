package io.breakwater.configuration.apache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.configuration.FolderFiles;
import io.breakwater.configuration.Installed;
import io.breakwater.inventory.files.ImageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts the server of this machine with configurations made at random, and compares what its
/// answers show of each host and folder with the values in force there as checks see them.
///
/// `-Dbreakwater.differential=N` starts N of them (300).
final class RunningApacheTest {
  private static final int CASES = Integer.getInteger("breakwater.differential", 300);
  private static final long SEED = Long.getLong("breakwater.seed", 0);
  private static final int BODY = 2000;
  private static final Set<String> BUILT_IN =
      Set.of(
          "core_module",
          "so_module",
          "http_module",
          "watchdog_module",
          "log_config_module",
          "logio_module",
          "version_module",
          "unixd_module");

  /// The header, without what differs from build to build.
  private static final Map<String, String> TOKENS =
      Map.of(
          "prod", "Apache",
          "major", "Apache/2",
          "minor", "Apache/2.x",
          "min", "Apache/2.4.x",
          "os", "Apache/2.4.x (",
          "full", "Apache/2.4.x (");

  @TempDir Path folder;

  @BeforeAll
  static void theServerMustBeThere() {
    assumeTrue(
        Files.isExecutable(RunningApache.SERVER),
        "skipped: no comparison with the real server, apache2 is not installed");
  }

  /// What answers show of a server.
  private record Host(
      String tokens,
      boolean traces,
      boolean signs,
      String keepAlive,
      boolean tooLarge,
      boolean x) {}

  /// What answers show of a folder.
  private record Seen(boolean open, boolean lists) {}

  @Test
  void answersShowTheValuesInForce() throws Exception {
    var wrong = new ArrayList<String>();
    var refused = 0;
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (var i = 0; i < CASES; i++) {
      var base = Files.createDirectories(folder.resolve("c" + i));
      var port = RunningApache.freePort();
      write(base, new InheritedHosts(SEED + i, base.toString(), port));
      var ours = read(base);
      try (var server = RunningApache.start(base, port).orElse(null)) {
        if (server != null && ours != null) {
          compare(server, ours, base, wrong);
          continue;
        }
        refused++;
        if (server != null || ours != null) {
          wrong.add(base + ": " + Files.readString(base.resolve("output")));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(refused).isBetween(CASES / 50, CASES / 3);
  }

  private static void write(Path base, InheritedHosts made) throws IOException {
    for (var file : made.files().entrySet()) {
      var path = base.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Files.writeString(Files.createDirectories(base.resolve("root/open")).resolve("f"), "text");
    for (var one : InheritedHosts.FOLDERS) {
      Files.writeString(Files.createDirectories(base.resolve("root" + one)).resolve("f"), "text");
    }
  }

  /// What is read of `main.conf` in a folder; null where the server would refuse it.
  static @Nullable Httpd read(Path base) throws IOException {
    var modules = new Modules(BUILT_IN, true);
    var variables = new Variables(Map.of(), Set.of(), Set.of());
    var installed = new Installed(null, RunningApache.SERVER.toString(), "2.4.62");
    var main = base.resolve("main.conf");
    try {
      var reader =
          new TreeReader(
              new FolderFiles(Path.of("/")), variables, modules, "2.4.62", base.toString());
      var tree = reader.read(new ImageFile(main + "", Files.readString(main), 0644, 0, 0, 0));
      new Validation(modules, true).check(tree);
      return Httpd.of(tree, modules, installed, new Place(main + "", 0, 0), reader.root());
    } catch (ConfigException e) {
      assertThat(e.refused()).as(e.why()).isTrue();
      return null;
    }
  }

  private static void compare(RunningApache real, Httpd ours, Path base, List<String> wrong)
      throws IOException {
    for (var name : List.of("h0.test", "h1.test", "nobody.test")) {
      // The first virtual host answers for names that none has.
      var server = ours.servers().get(name.equals("h1.test") ? 2 : 1);
      check(base + " " + name, ours(ours, server), real(real, name), wrong);
      for (var one : InheritedHosts.FOLDERS) {
        var path = base + "/root" + one;
        var access = ours.access(server, path);
        var open = access == Access.UNSET || access == Access.GRANTED;
        var options = AccessChecks.options(ours, server, path, false);
        var lists = open && options.where(OptionSet.Option.INDEXES).isPresent();
        var seen =
            new Seen(
                real.answer("GET", name, one + "f", 0).startsWith("HTTP/1.1 200 "),
                real.answer("GET", name, one, 0).startsWith("HTTP/1.1 200 "));
        check(base + " " + name + one, new Seen(open, lists), seen, wrong);
      }
    }
  }

  private static void check(String what, Record ours, Record real, List<String> wrong) {
    if (!ours.equals(real)) {
      wrong.add(what + ": " + ours + " rather than " + real);
    }
  }

  private static Host ours(Httpd httpd, Server server) {
    var signature = value(httpd, server, "serversignature", "off");
    var trace = value(httpd, server, "traceenable", "on");
    var limit = Long.parseLong(value(httpd, server, "limitrequestbody", "0"));
    var max = value(httpd, server, "maxkeepaliverequests", "100");
    var keeps = value(httpd, server, "keepalive", "on").equals("on");
    var timeout = value(httpd, server, "keepalivetimeout", "5").replace("s", "");
    return new Host(
        TOKENS.get(value(httpd, httpd.mainServer(), "servertokens", "full")),
        !trace.equals("off"),
        !signature.equals("off"),
        keeps ? "timeout=" + timeout + (max.equals("0") ? "" : ", max=" + max) : "",
        limit > 0 && BODY > limit,
        Headers.sets(httpd, server, "x-a"));
  }

  private static String value(Httpd httpd, Server server, String key, String byDefault) {
    return httpd.last(server, key).map(Directive::word).orElse(byDefault).toLowerCase(Locale.ROOT);
  }

  private static Host real(RunningApache real, String name) throws IOException {
    var found = real.answer("GET", name, "/open/f", 0);
    var missing = real.answer("GET", name, "/open/none", 0);
    var posted = real.answer("POST", name, "/open/f", BODY);
    return new Host(
        header(found, "Server").replaceFirst("\\.[0-9]+( |$)", ".x$1").replaceFirst("[(].*", "("),
        real.answer("TRACE", name, "/open/f", 0).startsWith("HTTP/1.1 200 "),
        missing.contains("<address>"),
        header(found, "Keep-Alive"),
        posted.startsWith("HTTP/1.1 413 "),
        header(found, "X-A").length() > 0);
  }

  private static String header(String answer, String name) {
    return answer
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }
}
