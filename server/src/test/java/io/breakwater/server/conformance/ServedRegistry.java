package io.breakwater.server.conformance;

import io.breakwater.server.RegistryServer;
import io.breakwater.server.ServerFolders;
import io.breakwater.server.configuration.ConfigurationReader;
import io.breakwater.server.installation.Variables;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Breakwater on a free port, without advisories, as its first start leaves it: the user `admin`
/// pushes to a namespace that the first push makes.
final class ServedRegistry implements AutoCloseable {
  private final RegistryServer server;
  private final Caller caller;

  private ServedRegistry(RegistryServer server, Caller caller) {
    this.server = server;
    this.caller = caller;
  }

  /// @param folder for all that it keeps
  /// @param settings beside those of every test
  static ServedRegistry start(Path folder, Map<String, String> settings) throws Exception {
    var all = new TreeMap<>(settings);
    all.put("listen", "127.0.0.1:0");
    all.put("advisories.fetch", "false");
    var server =
        RegistryServer.start(
            ConfigurationReader.read(null, Variables.of(all), Map.of()),
            new ServerFolders(folder.resolve("registry"), folder.resolve("advisories")),
            Map.of(),
            Clock.systemUTC(),
            "1.2.3");
    var password = Files.readString(folder.resolve("registry/admin-password")).strip();
    var base = URI.create(server.addresses().getFirst());
    return new ServedRegistry(
        server, new Caller(new Target(base, Optional.of("admin"), password, "conformance")));
  }

  Caller caller() {
    return caller;
  }

  @Override
  public void close() {
    server.close();
  }
}
