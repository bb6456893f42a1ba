package io.breakwater.store.metadata;

import static io.breakwater.store.metadata.Fixture.push;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.store.StoreException;
import io.breakwater.testkit.databases.PostgresServer;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRacesTest extends RacesContract {
  @RegisterExtension static final PostgresDatabases DATABASES = new PostgresDatabases();

  @Override
  MetadataOptions options() throws Exception {
    return DATABASES.empty();
  }

  @Test
  void nothingAcknowledgedIsLostWhenTheServerCrashes() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    // One of its own: the others' tests go on.
    try (var running = PostgresServer.start(PostgresServer.programs().orElseThrow());
        var metadata = Metadata.open(PostgresDatabases.empty(running));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pushes = new ArrayList<Future<Boolean>>();
      for (var i = 0; i < 4; i++) {
        var thread = "t" + i;
        pushes.add(threads.submit(() -> pushUntilRefused(metadata, thread, acknowledged)));
      }
      while (acknowledged.size() < 100) {
        Thread.sleep(5);
      }
      running.crash();
      for (var push : pushes) {
        assertThat(push.get()).as("the crash came while it pushed").isTrue();
      }
      var lost = acknowledged.stream().filter(name -> !pulls(metadata, name)).toList();
      assertThat(lost).isEmpty();
      assertThat(metadata.read((Transaction tx) -> tx.consistency().problems(10))).isEmpty();
    }
  }

  private static boolean pushUntilRefused(
      Metadata metadata, String thread, Set<String> acknowledged) {
    try {
      for (var i = 0; i < 1_000_000; i++) {
        var name = thread + "-" + i;
        push(metadata, "birds/" + thread, name, name, "layer" + name);
        acknowledged.add("birds/" + thread + ":" + name);
      }
      return false;
    } catch (StoreException e) {
      return e.code().equals("storage-unavailable");
    }
  }

  private static boolean pulls(Metadata metadata, String name) {
    try {
      var colon = name.indexOf(':');
      return metadata
          .read(
              (Transaction tx) ->
                  tx.manifests().byTag(name.substring(0, colon), name.substring(colon + 1)))
          .isPresent();
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
  }
}
