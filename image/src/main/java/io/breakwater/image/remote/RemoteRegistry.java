package io.breakwater.image.remote;

import io.breakwater.image.ImageException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A registry that a server asks for what its own clients want: connections are shared, each
/// request is sent once, and what comes of it is a [RemoteAnswer]. Safe for use by many threads.
public final class RemoteRegistry implements AutoCloseable {
  private static final int BLOB_ATTEMPTS = 5;

  private final String name;
  private final URI base;
  private final Exchange exchange;
  private final CredentialSource source;
  private final AtomicReference<Optional<RateLimit>> rateLimit =
      new AtomicReference<>(Optional.empty());

  private RemoteRegistry(String name, URI base, Exchange exchange, Optional<Login> login) {
    this.name = name;
    this.base = base;
    this.exchange = exchange;
    this.source = new Fixed(login);
  }

  /// The credentials that somebody gave, and no others.
  private record Fixed(Optional<Login> login) implements CredentialSource {
    @Override
    public Credentials find(String host, String repository) {
      return login
          .<Credentials>map(one -> new Credentials.Password(one.user(), one.password()))
          .orElseGet(Credentials.Anonymous::new);
    }

    @Override
    public List<String> notes() {
      // For one request: a server's would grow without end.
      return new ArrayList<>();
    }
  }

  /// Opens one; nothing is sent yet.
  ///
  /// @param host `docker.io`, or a host with or without a port; HTTPS unless it is a loopback
  ///     address or the options allow otherwise
  /// @param options of which attempts and mirrors are not used: who asks decides what comes next
  /// @throws ImageException `proxy-malformed`
  public static RemoteRegistry open(String host, Optional<Login> login, RegistryOptions options)
      throws ImageException {
    var once =
        new RegistryOptions(
            options.plainHttp(),
            Map.of(),
            options.environment(),
            1,
            options.backOff(),
            options.stall(),
            options.trust());
    return new RemoteRegistry(
        host, Hosts.base(host, options.plainHttp()), new Exchange(once), login);
  }

  /// One of its repositories. To be kept where it is asked often: it keeps its token.
  public RemoteRepository repository(String repository) {
    var scope = "repository:" + repository + ":pull";
    var endpoint = new Endpoint(exchange, base, name, repository, scope, source);
    return new RemoteRepository(name + "/" + repository, endpoint, exchange, BLOB_ATTEMPTS, this);
  }

  /// What the registry last said of its limit.
  public Optional<RateLimit> rateLimit() {
    return rateLimit.get();
  }

  void note(RateLimit limit) {
    rateLimit.set(Optional.of(limit));
  }

  @Override
  public void close() {
    exchange.close();
  }
}
