package io.breakwater.registry.namespaces;

import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which images were pulled while they did not fail, and since when they do: what a grace period
/// is counted from. Noted for namespaces with a grace period only; one write for an image that
/// begins to be pulled and one where it begins to fail.
final class PulledImages {
  private static final int MOST = 10_000;

  private final Metadata metadata;
  private final InstantSource clock;
  private final Set<String> passing = ConcurrentHashMap.newKeySet();

  PulledImages(Metadata metadata, InstantSource clock) {
    this.metadata = metadata;
    this.clock = clock;
  }

  /// Notes a pull of an image that does not fail.
  ///
  /// @param image its repository and digest
  void passes(String namespace, String image) throws StoreException {
    if (passing.contains(image)) {
      return;
    }
    put(namespace, image, "");
    if (passing.size() >= MOST) {
      passing.clear();
    }
    passing.add(image);
  }

  /// Whether an image that fails may still be pulled.
  boolean stillAdmitted(String namespace, String image, Duration grace) throws StoreException {
    passing.remove(image);
    Optional<String> noted =
        metadata.read(
            tx ->
                tx.namespaces()
                    .find(namespace)
                    .flatMap(found -> tx.settings().get(Settings.pulls(found), image)));
    if (noted.isEmpty()) {
      return false;
    }
    var now = clock.instant();
    var since = noted.get().isEmpty() ? now : Instant.parse(noted.get());
    if (noted.get().isEmpty()) {
      put(namespace, image, now.toString());
    }
    return now.isBefore(since.plus(grace));
  }

  private void put(String namespace, String image, String value) throws StoreException {
    metadata.write(
        tx -> {
          tx.namespaces()
              .find(namespace)
              .ifPresent(found -> tx.settings().put(Settings.pulls(found), image, value));
          return true;
        });
  }
}
