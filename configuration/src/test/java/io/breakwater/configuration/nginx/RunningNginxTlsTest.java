package io.breakwater.configuration.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.configuration.FolderFiles;
import io.breakwater.configuration.Outcome;
import io.breakwater.configuration.TlsProbe;
import io.breakwater.image.ImageConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts the nginx of this machine with servers that speak TLS at two ports, made at random, and
/// asks which versions it takes for each name: those of the default server of the port.
///
/// `-Dbreakwater.tls=N` starts N of them (24).
class RunningNginxTlsTest {
  private static final int CASES = Integer.getInteger("breakwater.tls", 24);
  private static final long SEED = Long.getLong("breakwater.seed", 0);

  @TempDir Path folder;

  @BeforeAll
  static void programsAreInstalled() {
    assumeTrue(
        Files.isExecutable(NginxDifferentialTest.NGINX),
        "skipped: nginx is not installed (apt-get install nginx), so nothing can be compared");
    TlsProbe.mustBeThere();
  }

  @Test
  void versionsOfTlsAreThoseOfTheDefaultServer() throws Exception {
    TlsProbe.certificate(folder);
    var wrong = new ArrayList<String>();
    var seen = new TreeSet<String>();
    for (var i = 0; i < CASES; i++) {
      var base = Files.createDirectories(folder.resolve("c" + i));
      var ports = List.of(freePort(), freePort());
      var main = base.resolve("nginx.conf");
      Files.writeString(main, configuration(SEED + i, base, ports));
      try (var nginx = RunningNginx.start(base).orElseThrow()) {
        assertThat(nginx).isNotNull();
        compare(main, ports, seen, wrong);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).hasSizeGreaterThan(CASES / 4);
  }

  private void compare(Path main, List<Integer> ports, Set<String> seen, List<String> wrong)
      throws Exception {
    var image =
        Images.of(
            new FolderFiles(Path.of("/")),
            List.of(Images.nginx("1.22.1-9+deb12u1")),
            ImageConfig.NONE);
    var tree = TreeReader.read(image.files(), main.toString(), NginxDifferentialTest.build());
    var site = new Site(tree, NginxDifferentialTest.build(), image, main.getParent() + "/");
    var old = false;
    for (var port : ports) {
      var ours = versions(new DefaultServers(site.servers()).at("127.0.0.1:" + port));
      for (var name : List.of("h" + port % 3 + ".test", "other.test")) {
        var real = TlsProbe.versions(port, name);
        seen.add(real.toString());
        old |= real.contains("TLSv1") || real.contains("TLSv1.1");
        if (!real.equals(ours)) {
          wrong.add(main + ":" + port + " " + name + ": " + ours + " rather than " + real);
        }
      }
    }
    var findings = new Findings();
    TlsChecks.PRACTICES.getFirst().judge().judge(site, findings);
    if (findings.outcome() instanceof Outcome.Fail != old) {
      wrong.add(main + ": " + findings.outcome() + ", though old versions are taken: " + old);
    }
  }

  /// What `ssl_protocols` of a server allows; the lines of a level add up.
  private static Set<String> versions(Block server) {
    var found = new TreeSet<String>();
    for (var one : Effective.all(server, "ssl_protocols")) {
      one.args().forEach(word -> found.add(word.replace("tls", "TLS")));
    }
    return found.isEmpty() ? Set.of("TLSv1", "TLSv1.1", "TLSv1.2") : found;
  }

  private String configuration(long seed, Path base, List<Integer> ports) {
    var random = new SplittableRandom(seed);
    var text = new StringBuilder("daemon off; master_process off; error_log stderr;\n");
    text.append("pid ").append(base).append("/pid;\nevents { worker_connections 32; }\n");
    text.append("http {\naccess_log off;\nssl_ciphers ALL:@SECLEVEL=0;\n");
    for (var kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      text.append(kind + "_temp_path " + base + "/" + kind + ";\n");
    }
    text.append("ssl_certificate ").append(folder).append("/cert.pem;\n");
    text.append("ssl_certificate_key ").append(folder).append("/key.pem;\n");
    protocols(text, random);
    var first = random.nextInt(5);
    for (var i = 0; i < 3; i++) {
      text.append("server {\nserver_name h" + i + ".test;\n");
      text.append(i == 0 ? "listen unix:" + base + "/s;\n" : "");
      for (var port : ports) {
        if (i == 2 || random.nextInt(3) > 0) {
          text.append("listen 127.0.0.1:" + port + " ssl");
          text.append(i == first ? " default_server;\n" : ";\n");
        }
      }
      protocols(text, random);
      text.append("}\n");
    }
    return text.append("}\n").toString();
  }

  private static void protocols(StringBuilder text, SplittableRandom random) {
    for (var more = random.nextInt(3) > 0; more; more = random.nextInt(8) == 0) {
      var words = new ArrayList<String>();
      for (var word : List.of("TLSv1", "TLSv1.1", "tlsv1.2", "TLSv1.2", "TLSv1.3")) {
        if (random.nextInt(3) == 0) {
          words.add(word);
        }
      }
      words.add(random.nextBoolean() ? "TLSv1.3" : "TLSv1.2");
      text.append("ssl_protocols ").append(String.join(" ", words)).append(";\n");
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
