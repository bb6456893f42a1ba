package io.breakwater.server.installation;

import io.breakwater.server.RegistryServer;
import io.breakwater.server.ServerFolders;
import io.breakwater.server.configuration.ConfigurationReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The process that is killed: a registry whose clock may be ahead, so that what was just pushed
/// is old enough to be collected. Prints its address when it listens.
final class ServerProcess {
  static final String LISTENING = "listening ";

  private ServerProcess() {}

  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    var ahead = Duration.ofHours(Long.parseLong(arguments[1]));
    var settings = new HashMap<>(System.getenv());
    settings.keySet().removeIf(name -> !name.startsWith("BREAKWATER_"));
    var server =
        RegistryServer.start(
            ConfigurationReader.read(null, settings, Map.of()),
            new ServerFolders(folder.resolve("registry"), folder.resolve("advisories")),
            Map.of(),
            Clock.offset(Clock.systemUTC(), ahead),
            "1.2.3");
    var out = new PrintStream(System.out, true);
    out.println(LISTENING + server.addresses().getFirst());
    Thread.sleep(Duration.ofHours(1));
  }
}
