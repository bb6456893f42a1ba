package io.breakwater.registry.mirror;

import io.breakwater.image.ImageException;
import io.breakwater.image.remote.Login;
import io.breakwater.image.remote.RateLimit;
import io.breakwater.image.remote.RemoteRegistry;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The upstreams of all mirrors, one for each host and log-in.
final class Upstreams implements AutoCloseable {
  /// Until an operator has mended the configuration.
  private static final Duration MENDED = Duration.ofMinutes(5);

  private final MirrorOptions options;
  private final LongSupplier nanos;
  private final Map<Key, Upstream> upstreams = new HashMap<>();

  Upstreams(MirrorOptions options, LongSupplier nanos) {
    this.options = options;
    this.nanos = nanos;
  }

  private record Key(String host, Optional<String> credentials) {}

  /// The upstream of a mirror.
  ///
  /// @throws RegistryException `UNAVAILABLE`: this server's configuration does not have what the
  ///     mirror needs
  Upstream of(Mirror mirror) throws RegistryException {
    synchronized (upstreams) {
      var key = new Key(mirror.host(), mirror.credentials());
      var there = upstreams.get(key);
      if (there == null) {
        there = open(mirror);
        upstreams.put(key, there);
      }
      return there;
    }
  }

  private Upstream open(Mirror mirror) throws RegistryException {
    if (!options.hosts().isEmpty() && !options.hosts().contains(mirror.host())) {
      throw misconfigured("its host " + mirror.host() + " is not one that mirrors may have");
    }
    try {
      var registry = RemoteRegistry.open(mirror.host(), login(mirror), options.remote());
      return new Upstream(mirror.host(), registry, new Breaker(nanos));
    } catch (ImageException e) {
      throw misconfigured(e.why());
    }
  }

  private Optional<Login> login(Mirror mirror) throws RegistryException {
    if (mirror.credentials().isEmpty()) {
      return Optional.empty();
    }
    var name = mirror.credentials().get();
    var login = options.logins().get(name);
    if (login == null) {
      throw misconfigured("its credentials " + name + " are not there");
    }
    if (!login.host().equals(mirror.host())) {
      throw misconfigured("its credentials " + name + " are not for " + mirror.host());
    }
    return Optional.of(login.login());
  }

  private static RegistryException misconfigured(String why) {
    return new RegistryException(
        ErrorCode.UNAVAILABLE,
        "the mirror cannot ask its upstream: "
            + why
            + "; have the operator mend the server's configuration of mirrors",
        new Detail.Busy(MENDED));
  }

  /// What upstreams last said of their limits, by host.
  Map<String, RateLimit> rateLimits() {
    synchronized (upstreams) {
      var limits = new HashMap<String, RateLimit>();
      upstreams
          .values()
          .forEach(
              upstream ->
                  upstream.rateLimit().ifPresent(limit -> limits.put(upstream.host(), limit)));
      return limits;
    }
  }

  @Override
  public void close() {
    synchronized (upstreams) {
      upstreams.values().forEach(Upstream::close);
      upstreams.clear();
    }
  }
}
