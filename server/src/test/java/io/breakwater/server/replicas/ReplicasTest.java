package io.breakwater.server.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.server.clients.Connection;
import io.breakwater.server.clients.ImageClient;
import io.breakwater.server.clients.Tally;
import io.breakwater.server.installation.Replicas;
import io.breakwater.server.installation.SharedStores;
import io.breakwater.server.installation.WholeCheck;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients push, pull and delete at servers over the same stores, behind nginx where it is
/// installed, while one after the other is killed and started again. No push fails that the
/// retries of an ordinary client do not mend, nothing acknowledged is lost, and a check of all
/// that is kept finds nothing wrong.
///
/// Two servers and one of them killed in the ordinary build; with `-Dbreakwater.replicas=10`
/// three servers, 16 clients, ten minutes, one killed each minute and started again 10 seconds
/// later.
class ReplicasTest {
  private static final System.Logger LOG = System.getLogger(ReplicasTest.class.getName());
  private static final int MINUTES = Integer.getInteger("breakwater.replicas", 0);
  private static final boolean LONG = MINUTES > 0;

  @TempDir private Path folder = Path.of("");

  @Test
  void noPushFailsThatARetryDoesNotMendWhileServersAreKilled() throws Exception {
    var tally = new Tally();
    try (var stores = SharedStores.start(folder)) {
      try (var replicas = Replicas.start(folder, LONG ? 3 : 2, stores.settings());
          var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
        var clients = clients(replicas, http, tally);
        var threads = clients.stream().map(Thread.ofVirtual()::start).toList();
        if (LONG) {
          killEachMinute(replicas);
        } else {
          killOnce(replicas);
        }
        clients.forEach(ImageClient::stop);
        for (var thread : threads) {
          assertThat(thread.join(Duration.ofMinutes(3))).isTrue();
        }
        for (var client : clients) {
          client.verify();
        }
      }
      LOG.log(System.Logger.Level.INFO, "\n" + tally.table());
      assertThat(tally.problems()).isEmpty();
      assertThat(tally.sum(Tally.What.PUSHES)).isGreaterThan(LONG ? 50L * MINUTES : 0);
      assertThat(
              WholeCheck.problems(folder.resolve("replica0"), stores.settings(), Clock.systemUTC()))
          .isEmpty();
    }
  }

  private static List<ImageClient> clients(Replicas replicas, HttpClient http, Tally tally)
      throws Exception {
    var clients = new ArrayList<ImageClient>();
    for (var i = 0; i < (LONG ? 16 : 6); i++) {
      var connection =
          new Connection(
              replicas.addresses(), http, replicas.login(), Connection.Patience.ORDINARY, tally);
      var client = new ImageClient("replicas/r" + i, tally, new Random(i));
      client.at(connection);
      clients.add(client);
    }
    return clients;
  }

  private static void killOnce(Replicas replicas) throws Exception {
    Thread.sleep(4_000);
    replicas.kill(0);
    Thread.sleep(2_000);
    replicas.restart(0);
    Thread.sleep(4_000);
  }

  private static void killEachMinute(Replicas replicas) throws Exception {
    var begin = System.nanoTime();
    for (var minute = 0; minute < MINUTES; minute++) {
      Thread.sleep(20_000);
      replicas.kill(minute % replicas.count());
      Thread.sleep(10_000);
      replicas.restart(minute % replicas.count());
      var next = Duration.ofMinutes(minute + 1L).minusNanos(System.nanoTime() - begin);
      Thread.sleep(next.isNegative() ? Duration.ZERO : next);
    }
  }
}
