package io.breakwater.registry.retention;

import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Namespace;
import io.breakwater.store.metadata.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Carries the policies of all namespaces out once a day, whichever server does it and however
/// often servers start: when it was done last is kept with the namespace.
public final class RetentionRun {
  private static final String RAN = "retention-ran";
  private static final Duration DAILY = Duration.ofDays(1);

  private final Metadata metadata;
  private final Retention retention;
  private final InstantSource clock;
  private final Listener listener;

  /// Is told of each image that went, once it did: for the audit trail.
  @FunctionalInterface
  public interface Listener {
    /// One image.
    ///
    /// @param account whose namespace it was of
    void gone(String account, RepositoryName repository, GoingImage image);
  }

  public RetentionRun(
      Metadata metadata, Retention retention, InstantSource clock, Listener listener) {
    this.metadata = metadata;
    this.retention = retention;
    this.clock = clock;
    this.listener = listener;
  }

  private record Due(Namespace namespace, RetentionPolicy policy) {}

  /// Carries out what is due; to be called every some minutes, by one server at a time.
  ///
  /// @return how many images went
  public int run() throws StoreException {
    var gone = 0;
    for (var due : metadata.read(tx -> due(tx.namespaces().all(), tx.settings()))) {
      gone += run(due);
    }
    return gone;
  }

  private List<Due> due(List<Namespace> namespaces, Settings settings) {
    Map<String, String> policies = settings.everywhere(Retention.POLICY);
    Map<String, String> ran = settings.everywhere(RAN);
    var now = clock.instant();
    var all = new ArrayList<Due>();
    for (var namespace : namespaces) {
      var policy = policies.get(Settings.scope(namespace));
      var last = ran.get(Settings.scope(namespace));
      if (policy != null && (last == null || !now.isBefore(Instant.parse(last).plus(DAILY)))) {
        all.add(new Due(namespace, RetentionPolicy.kept(policy)));
      }
    }
    return all;
  }

  private int run(Due due) throws StoreException {
    var at = clock.instant();
    var gone = 0;
    try {
      var images = retention.run(due.namespace().name(), due.policy());
      for (var repository : images.entrySet()) {
        for (var image : repository.getValue()) {
          listener.gone(due.namespace().account(), repository.getKey(), image);
          gone++;
        }
      }
    } catch (RegistryException e) {
      // The namespace is gone since.
      return gone;
    }
    metadata.write(
        tx -> {
          tx.namespaces()
              .find(due.namespace().name())
              .ifPresent(one -> tx.settings().put(Settings.scope(one), RAN, at.toString()));
          return true;
        });
    return gone;
  }
}
