package io.breakwater.registry.mirror;

import io.breakwater.image.Digest;
import io.breakwater.image.remote.PulledManifest;
import io.breakwater.image.remote.RateLimit;
import io.breakwater.image.remote.RemoteAnswer;
import io.breakwater.image.remote.RemoteBlob;
import io.breakwater.image.remote.RemoteRegistry;
import io.breakwater.image.remote.RemoteRepository;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A registry upstream, asked with one log-in: what it answers is noted by its breaker.
final class Upstream implements AutoCloseable {
  private static final int REPOSITORIES = 4096;

  private final String host;
  private final RemoteRegistry registry;
  private final Breaker breaker;
  private final Map<String, RemoteRepository> repositories =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RemoteRepository> eldest) {
          return size() > REPOSITORIES;
        }
      };

  Upstream(String host, RemoteRegistry registry, Breaker breaker) {
    this.host = host;
    this.registry = registry;
    this.breaker = breaker;
  }

  String host() {
    return host;
  }

  Breaker breaker() {
    return breaker;
  }

  Optional<RateLimit> rateLimit() {
    return registry.rateLimit();
  }

  private RemoteRepository repository(String name) {
    synchronized (repositories) {
      return repositories.computeIfAbsent(name, registry::repository);
    }
  }

  RemoteAnswer<PulledManifest> manifest(String repository, String version) {
    return noted(repository(repository).manifest(version));
  }

  RemoteAnswer<Optional<Digest>> digest(String repository, String tag, Digest known) {
    return noted(repository(repository).digest(tag, known));
  }

  RemoteAnswer<RemoteBlob> blob(String repository, Digest digest) {
    return noted(repository(repository).blob(digest));
  }

  RemoteAnswer<Long> blobSize(String repository, Digest digest) {
    return noted(repository(repository).blobSize(digest));
  }

  private <T> RemoteAnswer<T> noted(RemoteAnswer<T> answer) {
    breaker.note(answer);
    return answer;
  }

  @Override
  public void close() {
    registry.close();
  }
}
