package io.breakwater.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.server.clients.Connection;
import io.breakwater.server.clients.ImageClient;
import io.breakwater.server.clients.Tally;
import io.breakwater.server.configuration.ConfigurationReader;
import io.breakwater.server.failing.FailingBlobs;
import io.breakwater.server.failing.FailingMetadata;
import io.breakwater.server.failing.Failures;
import io.breakwater.server.installation.KillableServer;
import io.breakwater.server.installation.Variables;
import io.breakwater.server.installation.WholeCheck;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of a whole server every tenth call of a store fails: clients get no wrong answer, only 503
/// with the time to wait or a connection that ends, and what was acknowledged is there.
///
/// The second round is hours later, so that what was deleted in the first is collected.
class FailingStoresTest {
  private static final Logger LOUD = Logger.getLogger("io.breakwater");

  /// A request makes a dozen calls, so most of them fail.
  private static final Connection.Patience PATIENCE =
      new Connection.Patience(60, Duration.ofMillis(2), Duration.ofMillis(20));

  private static final Map<String, String> SETTINGS =
      Map.of(
          "listen", "127.0.0.1:0",
          "advisories.fetch", "false",
          "log.level", "error",
          "garbage.grace", "1h",
          "garbage.every", "1s",
          "trash.keep", "1h");

  @TempDir private Path folder = Path.of("");

  private final Tally tally = new Tally();
  private final Failures failures = new Failures();

  @Test
  void contentThatFailsMakesNoWrongAnswer() throws Exception {
    rounds(
        stores ->
            new Stores(
                stores.folder(),
                new FailingBlobs(stores.blobs(), failures),
                stores.metadata(),
                false));
  }

  @Test
  void metadataThatFailMakeNoWrongAnswer() throws Exception {
    rounds(
        stores ->
            new Stores(
                stores.folder(),
                stores.blobs(),
                new FailingMetadata(stores.metadata(), failures),
                false));
  }

  /// A line for each failure is right, and many here.
  @BeforeEach
  void silence() {
    LOUD.setLevel(Level.OFF);
  }

  @AfterEach
  void speak() {
    LOUD.setLevel(null);
  }

  private void rounds(UnaryOperator<Stores> stores) throws Exception {
    List<ImageClient> clients = List.of();
    for (var round = 0; round < 2; round++) {
      var clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(3L * round));
      try (var http = HttpClient.newHttpClient();
          var server = server(stores, clock)) {
        var address = URI.create(server.addresses().getFirst());
        if (clients.isEmpty()) {
          clients = clients();
        }
        var login = KillableServer.login(folder);
        for (var client : clients) {
          client.at(new Connection(List.of(address), http, login, PATIENCE, tally));
        }
        failures.arm(true);
        work(clients);
        failures.arm(false);
        for (var client : clients) {
          client.verify();
        }
      }
    }
    assertThat(tally.problems()).as(tally.table()).isEmpty();
    assertThat(tally.sum(Tally.What.PUSHES)).isPositive();
    assertThat(failures.failed()).isGreaterThan(20);
    var later = Clock.offset(Clock.systemUTC(), Duration.ofHours(3));
    assertThat(WholeCheck.problems(folder, SETTINGS, later)).isEmpty();
  }

  private RegistryServer server(UnaryOperator<Stores> stores, Clock clock) throws Exception {
    var configuration = ConfigurationReader.read(null, Variables.of(SETTINGS), Map.of());
    var folders = new ServerFolders(folder.resolve("registry"), folder.resolve("advisories"));
    return RegistryServer.start(
        configuration,
        folders,
        Map.of(),
        clock,
        "1.2.3",
        FeedFetch.here(Map.of(), clock),
        () ->
            stores.apply(Stores.open(DataFolder.open(folders.data(configuration)), configuration)));
  }

  private List<ImageClient> clients() {
    var clients = new ArrayList<ImageClient>();
    for (var i = 0; i < 3; i++) {
      clients.add(new ImageClient("failing/r" + i, tally, new Random(i)));
    }
    return clients;
  }

  private static void work(List<ImageClient> clients) throws InterruptedException {
    var threads = clients.stream().map(Thread.ofVirtual()::start).toList();
    Thread.sleep(2_000);
    clients.forEach(ImageClient::stop);
    for (var thread : threads) {
      assertThat(thread.join(Duration.ofMinutes(2))).isTrue();
    }
  }
}
