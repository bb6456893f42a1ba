package io.breakwater.configuration.apache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.TlsProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts the server of this machine with virtual hosts that speak TLS, made at random, and asks
/// which versions it takes for each name: those of the virtual host, of the first one where no name
/// is told, or where nothing sets any for the virtual host.
///
/// `-Dbreakwater.tls=N` starts N of them (24).
final class RunningApacheTlsTest {
  private static final int CASES = Integer.getInteger("breakwater.tls", 24);
  private static final long SEED = Long.getLong("breakwater.seed", 0);
  private static final List<String> VERSIONS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  @TempDir Path folder;

  @BeforeAll
  static void programsMustBeThere() {
    assumeTrue(
        Files.isExecutable(RunningApache.SERVER)
            && Files.exists(Path.of("/usr/lib/apache2/modules/mod_ssl.so")),
        "skipped: no comparison with the real server, apache2 with mod_ssl is not installed");
    TlsProbe.mustBeThere();
  }

  @Test
  void versionsOfTlsAreThoseOfTheVirtualHost() throws Exception {
    TlsProbe.certificate(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var wrong = new ArrayList<String>();
    var seen = new TreeSet<String>();
    var refused = 0;
    for (var i = 0; i < CASES; i++) {
      var base = Files.createDirectories(folder.resolve("c" + i));
      var port = RunningApache.freePort();
      Files.writeString(base.resolve("main.conf"), configuration(SEED + i, port));
      var ours = Objects.requireNonNull(RunningApacheTest.read(base));
      try (var server = RunningApache.start(base, port).orElse(null)) {
        if (server == null) {
          // No version is left to a virtual host.
          refused++;
          assertThat(Files.readString(base.resolve("error.log"))).contains("No SSL protocols");
        } else {
          compare(ours, port, base, seen, wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(refused).isLessThan(CASES / 3);
    assertThat(seen).hasSizeGreaterThan(CASES / 6);
  }

  private static void compare(
      Httpd httpd, int port, Path base, Set<String> seen, List<String> wrong) throws Exception {
    var old = false;
    var gaps = false;
    for (var name : List.of("h0.test", "h1.test", "h2.test", "")) {
      var server = httpd.servers().get(name.isEmpty() ? 1 : 1 + name.charAt(1) - '0');
      var allowed = allowed(httpd, server);
      var ours = offered(allowed);
      gaps |= !ours.equals(allowed);
      var real = TlsProbe.versions(port, name);
      seen.add(real.toString());
      old |= real.contains("TLSv1") || real.contains("TLSv1.1");
      if (!real.equals(ours)) {
        wrong.add(base + " " + name + ": " + ours + " rather than " + real);
      }
    }
    var fails = outcome(httpd) instanceof Outcome.Fail;
    if (old ? !fails : fails && !gaps) {
      wrong.add(base + ": fails " + fails + ", though old versions are taken: " + old);
    }
  }

  private static Outcome outcome(Httpd httpd) {
    var image = ApacheImage.inventory(ApacheImage.with(""), "2.4.62-1~deb12u2");
    return TlsChecks.RULES.stream()
        .filter(rule -> rule.check().id().endsWith(".SSLProtocol"))
        .map(rule -> rule.judge().of(httpd, image))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> allowed(Httpd httpd, Server server) {
    var value =
        httpd
            .last(TlsChecks.agrees(httpd, server), "sslprotocol")
            .map(Directive::args)
            .orElse("all -SSLv3");
    var found = new TreeSet<>(TlsChecks.allowed(value));
    found.retainAll(VERSIONS);
    return found;
  }

  /// With OpenSSL 1.1 and newer the oldest one is that down to which none is missing
  /// (`ssl_init_ctx_protocol`); where a check names one below, it is right about the directive.
  private static Set<String> offered(Set<String> allowed) {
    var offered = new TreeSet<String>();
    for (var i = VERSIONS.size() - 1; i >= 0; i--) {
      if (allowed.contains(VERSIONS.get(i))) {
        offered.add(VERSIONS.get(i));
      } else if (!offered.isEmpty()) {
        break;
      }
    }
    return offered;
  }

  private String configuration(long seed, int port) {
    var random = new SplittableRandom(seed);
    var text = new StringBuilder();
    for (var module : List.of("mpm_event", "authz_core", "socache_shmcb", "ssl")) {
      text.append(
          "LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so\n".formatted(module));
    }
    text.append("PidFile pid\nErrorLog error.log\nDefaultRuntimeDir .\nUser #65534\nGroup #65534\n")
        .append("ServerName main.test\nStartServers 1\nThreadsPerChild 8\nThreadLimit 8\n")
        .append("MaxRequestWorkers 8\nMinSpareThreads 1\nMaxSpareThreads 8\n")
        .append("Listen 127.0.0.1:" + port + "\nSSLCipherSuite ALL:@SECLEVEL=0\n")
        .append("SSLCertificateFile " + folder + "/cert.pem\n")
        .append("SSLCertificateKeyFile " + folder + "/key.pem\n");
    protocols(text, random);
    for (var i = 0; i < 3; i++) {
      text.append("<VirtualHost *:" + port + ">\nServerName h" + i + ".test\nSSLEngine on\n");
      protocols(text, random);
      text.append("</VirtualHost>\n");
    }
    protocols(text, random);
    return text.toString();
  }

  private static void protocols(StringBuilder text, SplittableRandom random) {
    for (var more = random.nextInt(3) > 0; more; more = random.nextInt(6) == 0) {
      var words = new ArrayList<String>();
      words.add(random.nextBoolean() ? "all" : "-all");
      for (var i = random.nextInt(4); i > 0; i--) {
        var version = VERSIONS.get(random.nextInt(4));
        var sign = random.nextInt(3) == 0 ? "-" : random.nextInt(9) == 0 ? "" : "+";
        words.add(sign + (random.nextBoolean() ? version : version.toUpperCase(Locale.ROOT)));
      }
      words.add(random.nextBoolean() ? "+TLSv1.2" : "+TLSv1.3");
      text.append("SSLProtocol ").append(String.join(" ", words)).append("\n");
    }
  }
}
