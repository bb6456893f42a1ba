package io.breakwater.configuration;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// Asks a server at a port of the loopback which versions of TLS it takes, by `openssl s_client`,
/// which still speaks those that the JDK does not.
public final class TlsProbe {
  private static final Path OPENSSL = Path.of("/usr/bin/openssl");
  private static final Map<String, String> OPTIONS =
      new TreeMap<>(
          Map.of(
              "TLSv1", "-tls1",
              "TLSv1.1", "-tls1_1",
              "TLSv1.2", "-tls1_2",
              "TLSv1.3", "-tls1_3"));

  private TlsProbe() {}

  /// Skips the test where the program is missing.
  public static void mustBeThere() {
    assumeTrue(
        Files.isExecutable(OPENSSL),
        "skipped: no server is asked for its versions of TLS, " + OPENSSL + " is not installed");
  }

  /// Makes `cert.pem` and `key.pem` in a folder.
  public static void certificate(Path folder) throws IOException, InterruptedException {
    var made =
        start(
                List.of(
                    "req",
                    "-x509",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:P-256",
                    "-nodes",
                    "-days",
                    "2",
                    "-subj",
                    "/CN=test",
                    "-keyout",
                    folder + "/key.pem",
                    "-out",
                    folder + "/cert.pem"))
            .waitFor();
    if (made != 0) {
      throw new IOException("openssl makes no certificate");
    }
  }

  /// The versions that are taken; the program asks for all of them at the same time.
  ///
  /// @param name that the client says it wants, empty for none
  public static Set<String> versions(int port, String name)
      throws IOException, InterruptedException {
    var running = new TreeMap<String, Process>();
    for (var option : OPTIONS.entrySet()) {
      var arguments =
          new ArrayList<>(
              List.of("s_client", "-brief", "-cipher", "ALL:@SECLEVEL=0", option.getValue()));
      arguments.addAll(List.of("-connect", "127.0.0.1:" + port));
      arguments.addAll(name.isEmpty() ? List.of("-noservername") : List.of("-servername", name));
      running.put(option.getKey(), start(arguments));
    }
    var taken = new TreeSet<String>();
    for (var one : running.entrySet()) {
      if (!one.getValue().waitFor(20, TimeUnit.SECONDS)) {
        one.getValue().destroyForcibly();
        throw new IOException("no answer to " + one.getKey());
      }
      if (one.getValue().exitValue() == 0) {
        taken.add(one.getKey());
      }
    }
    return taken;
  }

  private static Process start(List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(OPENSSL.toString());
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().put("OPENSSL_CONF", "/dev/null");
    return builder.start();
  }
}
