package io.breakwater.configuration.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.configuration.FolderFiles;
import io.breakwater.configuration.Installed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares with the real server: `sshd -T`, and `sshd -T -C` for two connections, on
/// configurations made by chance. `-Dbreakwater.differential=N` makes N of them.
class SshdDifferentialTest {
  private static final Path SERVER = Path.of("/usr/sbin/sshd");
  private static final SshVersion VERSION =
      new SshVersion(new Installed(null, SERVER.toString(), "9.2"));

  private static final Connection NOTHING =
      new Connection(null, Set.of(), null, null, null, 1, null);

  /// Defaults of what is compared; settings without one print nothing.
  private static final Map<String, String> STANDARD = new TreeMap<>();

  static {
    for (var pair :
        """
        permitrootlogin without-password
        ignorerhosts yes
        hostbasedauthentication no
        passwordauthentication yes
        kbdinteractiveauthentication yes
        pubkeyauthentication yes
        x11forwarding no
        x11uselocalhost yes
        permittty yes
        permituserrc yes
        strictmodes yes
        permitemptypasswords no
        usedns no
        usepam no
        printmotd yes
        tcpkeepalive yes
        allowtcpforwarding yes
        allowagentforwarding yes
        disableforwarding no
        exposeauthinfo no
        logingracetime 120
        maxauthtries 6
        maxsessions 10
        clientaliveinterval 0
        clientalivecountmax 3
        permituserenvironment no
        loglevel INFO
        banner none
        forcecommand none
        chrootdirectory none
        port 22
        maxstartups 10:30:100
        authorizedkeysfile .ssh/authorized_keys .ssh/authorized_keys2
        authenticationmethods any\
        """
            .split("\n", -1)) {
      var space = pair.indexOf(' ');
      STANDARD.put(pair.substring(0, space), pair.substring(space + 1));
    }
    for (var name : List.of("acceptenv", "allowusers", "denygroups", "setenv", "subsystem")) {
      STANDARD.put(name, "");
    }
    for (var name : List.of("ciphers", "macs", "kexalgorithms")) {
      STANDARD.put(name, String.join(",", Algorithms.standard(name, VERSION).orElseThrow()));
    }
  }

  @TempDir Path folder;

  @Test
  void effectiveValuesAreTheServers() throws Exception {
    assumeTrue(Files.isExecutable(SERVER), "skipped: no sshd is installed on this machine");
    assumeTrue(
        run(List.of(SERVER.toString(), "-V")).contains("OpenSSH_9.2"),
        "skipped: the defaults compared are those of OpenSSH 9.2");
    assumeTrue(hasFolder(), "skipped: /run/sshd is not there and cannot be made");
    var key = folder.resolve("key").toString();
    run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key));
    assumeTrue(Files.exists(Path.of(key)), "skipped: ssh-keygen makes no key");
    var cases = Integer.getInteger("breakwater.differential", 300);
    var random = new SplittableRandom(5);
    var refused = 0;
    for (var i = 0; i < cases; i++) {
      refused += compare(random.split(), i, key) ? 0 : 1;
    }
    assertThat(refused).isBetween(cases / 20, cases / 2);
    System.getLogger("differential")
        .log(System.Logger.Level.INFO, cases + " configurations, " + refused + " refused");
  }

  private static boolean hasFolder() {
    try {
      Files.createDirectories(Path.of("/run/sshd"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// Whether the server accepts the case.
  private boolean compare(SplittableRandom random, int number, String key) throws Exception {
    var own = Files.createDirectory(folder.resolve("case" + number));
    var files = SshdFiles.make(random, own.toString());
    for (var file : files.entrySet()) {
      var path = Path.of(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    var main = own.resolve("sshd_config").toString();
    var ours = SshdReader.read(new FolderFiles(Path.of("/")), main, VERSION);
    var command = List.of(SERVER.toString(), "-T", "-h", key, "-f", main, "-C");
    // Without a connection this tool, unlike the server, refuses criteria on ports.
    var nothing = new ArrayList<>(command);
    nothing.add("lport=1");
    var accepted = compare(ours, nothing, NOTHING, files);
    if (accepted) {
      for (var connection : connections(random)) {
        var told = new ArrayList<>(command);
        told.add(specification(connection));
        compare(ours, told, connection, files);
      }
    }
    return accepted;
  }

  private static boolean compare(
      SshdConfiguration ours,
      List<String> command,
      Connection connection,
      Map<String, String> files)
      throws Exception {
    var output = run(command);
    var accepted = output.contains("\nusepam ");
    var why = files + "\n" + command + "\n" + ours.problem() + "\n";
    assertThat(ours.problem().isEmpty()).as(why + (accepted ? "" : output)).isEqualTo(accepted);
    if (accepted) {
      var theirs = new LinkedHashMap<String, List<String>>();
      for (var line : output.split("\n", -1)) {
        var space = line.indexOf(' ');
        if (space > 0) {
          theirs
              .computeIfAbsent(line.substring(0, space), name -> new ArrayList<>())
              .add(line.substring(space + 1));
        }
      }
      for (var name : STANDARD.keySet()) {
        var theirText = String.join("\n", theirs.getOrDefault(name, List.of()));
        if (name.equals("maxstartups")
            && ours.values(name, connection).stream().noneMatch(one -> one.contains(":"))) {
          // A number alone leaves the rate of an earlier line as it is, which nothing here keeps.
          theirText = theirText.replaceFirst(":[0-9]+:", ":30:");
        }
        assertThat(printed(name, ours.values(name, connection)))
            .as(why + name)
            .isEqualTo(theirText);
      }
    }
    return accepted;
  }

  /// A value as `sshd -T` prints it.
  private static String printed(String name, List<String> values) {
    if (values.isEmpty()) {
      return STANDARD.getOrDefault(name, "");
    }
    var text = String.join(" ", values);
    return switch (name) {
      case "permitrootlogin" -> text.equals("prohibit-password") ? "without-password" : text;
      case "loglevel" -> text.equals("debug1") ? "DEBUG" : text.toUpperCase(Locale.ROOT);
      case "ciphers", "macs", "kexalgorithms" ->
          String.join(
              ",", Algorithms.assemble(text, Algorithms.standard(name, VERSION).orElseThrow()));
      case "port", "acceptenv", "allowusers", "denygroups", "setenv" -> String.join("\n", values);
      case "maxstartups" -> text.contains(":") ? text : text + ":30:" + text;
      // What is no absolute path is below the folder in which the server is started.
      case "banner" ->
          text.equalsIgnoreCase("none") ? "none" : Path.of("").toAbsolutePath().resolve(text) + "";
      case "forcecommand", "chrootdirectory" -> text.equalsIgnoreCase("none") ? "none" : text;
      default -> text;
    };
  }

  private static List<Connection> connections(SplittableRandom random) throws Exception {
    var made = new ArrayList<Connection>();
    for (var i = 0; i < 2; i++) {
      var user = List.of("root", "nobody", "nosuchuser").get(random.nextInt(3));
      made.add(
          new Connection(
              user,
              groups(user),
              List.of("a.example.org", "b.example.org", "c").get(random.nextInt(3)),
              List.of("10.1.2.3", "10.2.2.3", "2001:db8::7", "192.0.2.7").get(random.nextInt(4)),
              List.of("127.0.0.1", "::1").get(random.nextInt(2)),
              random.nextBoolean() ? 22 : 2222,
              random.nextBoolean() ? "red" : "blue"));
    }
    return made;
  }

  private static final Map<String, Set<String>> GROUPS = new HashMap<>();

  private static Set<String> groups(String user) throws Exception {
    if (!GROUPS.containsKey(user)) {
      var output = run(List.of("id", "-Gn", user)).strip();
      GROUPS.put(
          user,
          output.contains("no such user") ? Set.of() : new TreeSet<>(List.of(output.split(" "))));
    }
    return GROUPS.get(user);
  }

  private static String specification(Connection connection) {
    return "user="
        + connection.user()
        + ",host="
        + connection.host()
        + ",addr="
        + connection.address()
        + ",laddr="
        + connection.localAddress()
        + ",lport="
        + connection.localPort()
        + ",rdomain="
        + connection.domain();
  }

  private static String run(List<String> command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
