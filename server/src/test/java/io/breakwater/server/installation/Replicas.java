package io.breakwater.server.installation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Several servers, each a process, over the same stores; behind nginx where it is installed.
public final class Replicas implements AutoCloseable {
  private final Path folder;
  private final Map<String, String> settings;
  private final List<Integer> ports = new ArrayList<>();
  private final List<KillableServer> servers = new ArrayList<>();
  private Optional<Nginx> nginx = Optional.empty();

  private Replicas(Path folder, Map<String, String> settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /// Starts them.
  ///
  /// @param folder gets one for each
  /// @param settings of all of them; they listen on ports of their own
  public static Replicas start(Path folder, int count, Map<String, String> settings)
      throws IOException, InterruptedException {
    var replicas = new Replicas(folder, settings);
    try {
      for (var i = 0; i < count; i++) {
        Files.createDirectories(replicas.folder(i));
        replicas.ports.add(Nginx.freePort());
        replicas.servers.add(replicas.server(i));
      }
      var program = Nginx.program();
      if (program.isPresent()) {
        replicas.nginx = Optional.of(Nginx.start(program.get(), folder, replicas.ports));
      }
      return replicas;
    } catch (IOException | InterruptedException | AssertionError e) {
      replicas.close();
      throw e;
    }
  }

  /// All that one of them keeps.
  public Path folder(int replica) {
    return folder.resolve("replica" + replica);
  }

  private KillableServer server(int replica) throws IOException {
    var own = new HashMap<>(settings);
    own.put("listen", "127.0.0.1:" + ports.get(replica));
    own.put("advisories.fetch", "false");
    return KillableServer.start(folder(replica), own, Duration.ZERO);
  }

  /// Where clients connect: each request to the next.
  public List<URI> addresses() {
    return nginx.isPresent()
        ? List.of(nginx.get().address())
        : servers.stream().map(KillableServer::address).toList();
  }

  /// The value of `Authorization` of the first user, whose password the first server wrote down.
  public String login() throws IOException {
    return KillableServer.login(folder(0));
  }

  public int count() {
    return ports.size();
  }

  public void kill(int replica) throws InterruptedException {
    servers.get(replica).kill();
  }

  /// Starts one that was killed, at the same address.
  public void restart(int replica) throws IOException {
    servers.set(replica, server(replica));
  }

  @Override
  public void close() {
    nginx.ifPresent(Nginx::close);
    servers.forEach(KillableServer::close);
  }
}
