package io.breakwater.server.installation;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/// Dex (<https://dexidp.io>), a provider of OpenID Connect, as a process of its own, with users of
/// the test and their groups.
public final class Dex implements AutoCloseable {
  /// The name and the secret by which it knows the server.
  public static final String CLIENT = "breakwater";

  public static final String SECRET = "of breakwater and the provider";

  private static final int COST = 10;

  private final Process process;
  private final URI issuer;

  private Dex(Process process, URI issuer) {
    this.process = process;
    this.issuer = issuer;
  }

  /// What `-Dbreakwater.dex` names, or `dex` on the path.
  public static Optional<Path> program() {
    var named = Optional.ofNullable(System.getProperty("breakwater.dex")).map(Path::of);
    var folders = String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1);
    return named
        .or(() -> Arrays.stream(folders).map(each -> Path.of(each, "dex")).findFirst())
        .filter(Files::isExecutable);
  }

  /// Starts one.
  ///
  /// @param folder for its settings and log
  /// @param redirect where it sends browsers back to
  /// @param groups of each user; their addresses are at `example.org`
  public static Dex start(
      Path program, Path folder, URI redirect, String password, Map<String, List<String>> groups)
      throws IOException, InterruptedException {
    var port = Nginx.freePort();
    var issuer = URI.create("http://127.0.0.1:" + port + "/dex");
    var settings =
        """
        issuer: %s
        storage: {type: memory}
        web: {http: "127.0.0.1:%d"}
        oauth2: {skipApprovalScreen: true}
        enablePasswordDB: true
        staticClients: [{id: %s, name: Breakwater, secret: "%s", redirectURIs: ["%s"]}]
        staticPasswords:
        """
            .formatted(issuer, port, CLIENT, SECRET, redirect);
    var users = new StringBuilder(settings);
    groups.forEach((user, names) -> users.append(user(user, password, names)));
    var file = Files.writeString(folder.resolve("dex.yaml"), users);
    var log = folder.resolve("dex.log");
    var process =
        new ProcessBuilder(program.toString(), "serve", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    var dex = new Dex(process, issuer);
    dex.await(log);
    return dex;
  }

  private static String user(String name, String password, List<String> groups) {
    var salt = Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), 16);
    return """
    - {email: %1$s@example.org, emailVerified: true, username: %1$s, preferredUsername: %1$s,
       userID: "id of %1$s", groups: %2$s, hash: "%3$s"}
    """
        .formatted(name, groups, OpenBSDBCrypt.generate(password.toCharArray(), salt, COST));
  }

  private void await(Path log) throws IOException, InterruptedException {
    for (var i = 0; i < 600 && process.isAlive(); i++) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), issuer.getPort())) {
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    close();
    throw new IOException("Dex did not start: " + Files.readString(log));
  }

  public URI issuer() {
    return issuer;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
