package io.breakwater.http;

import java.io.IOException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// A running server.
///
/// ```java
/// var server = HttpServer.builder(routes).listen(Listener.plain(5000)).filter(login).start();
/// …
/// server.stop(Duration.ofSeconds(30));
/// ```
public final class HttpServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());

  /// The library warns of what strangers send, in their words; that is counted here instead.
  private static final Logger LIBRARY = Logger.getLogger("org.eclipse.jetty");

  static {
    LIBRARY.setLevel(Level.SEVERE);
  }

  private static final int THREADS = 16;
  private static final int INPUT_BUFFER = 64 * 1024;

  private final Server jetty;
  private final Exchange exchange;
  private final HttpCounters counters;
  private final List<ServerConnector> connectors;
  private final List<Certificates> certificates;
  private final ScheduledExecutorService clock;

  private HttpServer(Builder builder) throws ServerStartException {
    counters = builder.counters;
    var watch = new ConnectionWatch(builder.limits, counters);
    exchange =
        new Exchange(
            builder.routes,
            builder.filters,
            builder.limits,
            builder.errors,
            builder.log,
            counters,
            watch,
            builder.proxies);
    var threads = new QueuedThreadPool(THREADS);
    threads.setName("http");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory()));
    jetty = new Server(threads);
    jetty.setHandler(exchange);
    jetty.setErrorHandler(new BadMessages(builder.errors, counters));
    connectors = new ArrayList<>();
    certificates = new ArrayList<>();
    for (var listener : builder.listeners) {
      var connector = connector(listener, builder.limits);
      connector.addBean(watch);
      connectors.add(connector);
      jetty.addConnector(connector);
    }
    start(builder.listeners);
    clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("http-clock").factory());
    every(Math.clamp(builder.limits.headerTime().toMillis() / 4, 10, 1_000), watch::sweep);
    every(Math.max(builder.reload.toMillis(), 10), this::reload);
  }

  private void every(long millis, Runnable work) {
    // One that threw would not be run again, and nobody would know.
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "work beside the requests failed", e);
          }
        };
    var _ = clock.scheduleWithFixedDelay(guarded, millis, millis, TimeUnit.MILLISECONDS);
  }

  private ServerConnector connector(Listener listener, Limits limits) throws ServerStartException {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setInputBufferSize(INPUT_BUFFER);
    http.setRequestHeaderSize(limits.headerBytes());
    // Remembered headers are compared sign by sign, and a token has many.
    http.setHeaderCacheSize(0);
    http.setHttpCompliance(HttpCompliance.RFC9110);
    // The routes decide what may be encoded in a path, and refuse what may not.
    http.setUriCompliance(
        UriCompliance.from(
            EnumSet.complementOf(
                EnumSet.of(UriCompliance.Violation.USER_INFO, UriCompliance.Violation.FRAGMENT))));
    var http1 = new HttpConnectionFactory(http);
    http1.setInputBufferSize(INPUT_BUFFER);
    var factories = new ArrayList<ConnectionFactory>();
    if (listener.tls() != null) {
      var secure = new SecureRequestCustomizer(false);
      http.addCustomizer(secure);
      var http2 = new HTTP2ServerConnectionFactory(http);
      http2.setStreamIdleTimeout(limits.stallTime().toMillis());
      var alpn = new ALPNServerConnectionFactory();
      alpn.setDefaultProtocol(http1.getProtocol());
      var certificate = new Certificates(listener.tls());
      certificates.add(certificate);
      factories.add(new SslConnectionFactory(certificate.context, alpn.getProtocol()));
      factories.add(alpn);
      factories.add(http2);
    }
    factories.add(http1);
    var connector = new FileEndPoint.Connector(jetty, factories.toArray(ConnectionFactory[]::new));
    connector.setHost(listener.host());
    connector.setPort(listener.port());
    connector.setIdleTimeout(limits.idleTime().toMillis());
    connector.setAcceptQueueSize(1_024);
    return connector;
  }

  private void start(List<Listener> listeners) throws ServerStartException {
    for (var i = 0; i < connectors.size(); i++) {
      try {
        connectors.get(i).open();
      } catch (IOException e) {
        connectors.forEach(ServerConnector::close);
        var listener = listeners.get(i);
        throw new ServerStartException(
            "listen-failed",
            "cannot listen on " + listener.host() + ":" + listener.port() + ": " + e.getMessage(),
            e);
      }
    }
    try {
      jetty.start();
    } catch (Exception e) {
      close(jetty);
      throw new ServerStartException("listen-failed", "the HTTP server did not start", e);
    }
  }

  private static void close(Server jetty) {
    try {
      jetty.stop();
    } catch (Exception e) {
      LOG.log(System.Logger.Level.WARNING, "the HTTP server did not stop in order", e);
    }
  }

  public static Builder builder(Routes routes) {
    return new Builder(routes);
  }

  /// The port of each listener, in their order.
  public List<Integer> ports() {
    return connectors.stream().map(ServerConnector::getLocalPort).toList();
  }

  public HttpCounters counters() {
    return counters;
  }

  /// Reads changed certificate files now rather than at the next look.
  public void reload() {
    certificates.forEach(Certificates::reload);
  }

  /// Refuses new requests with 503 and waits for those that run; then closes all connections,
  /// cutting what runs still.
  ///
  /// @return whether everything that ran came to its end
  public boolean stop(Duration limit) throws InterruptedException {
    try {
      return exchange.drain(limit.toNanos());
    } finally {
      clock.shutdownNow();
      close(jetty);
    }
  }

  /// Stops without waiting.
  @Override
  public void close() {
    clock.shutdownNow();
    close(jetty);
  }

  /// A certificate in use.
  private static final class Certificates {
    private final TlsFiles files;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private String state;

    Certificates(TlsFiles files) throws ServerStartException {
      this.files = files;
      state = files.state();
      use(context, files.read());
      context.setCipherComparator(HTTP2Cipher.COMPARATOR);
      context.setRenegotiationAllowed(false);
    }

    private static void use(SslContextFactory context, KeyStore store) {
      context.setKeyStore(store);
      context.setKeyStorePassword(TlsFiles.PASSWORD);
    }

    synchronized void reload() {
      var found = files.state();
      if (found.equals(state)) {
        return;
      }
      state = found;
      try {
        var store = files.read();
        context.reload(changed -> use(changed, store));
        LOG.log(System.Logger.Level.INFO, "certificate read again from " + files.certificates());
      } catch (Exception e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "the changed certificate is not used, the one before stays: " + e.getMessage());
      }
    }
  }

  /// What a server is made of.
  public static final class Builder {
    private final Routes routes;
    private final List<Listener> listeners = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private final HttpCounters counters = new HttpCounters();
    private Limits limits = Limits.DEFAULT;
    private ErrorBody errors = ErrorBody.json();
    private AccessLog log = AccessLog.none();
    private TrustedProxies proxies = TrustedProxies.NONE;
    private Duration reload = Duration.ofSeconds(10);

    private Builder(Routes routes) {
      this.routes = routes;
    }

    /// Adds an address to listen on. Without any it is a free port of the loopback address.
    public Builder listen(Listener listener) {
      listeners.add(listener);
      return this;
    }

    /// Adds a filter behind those that were added before.
    public Builder filter(Filter filter) {
      filters.add(filter);
      return this;
    }

    public Builder limits(Limits value) {
      limits = value;
      return this;
    }

    public Builder errors(ErrorBody value) {
      errors = value;
      return this;
    }

    public Builder accessLog(AccessLog value) {
      log = value;
      return this;
    }

    /// Whom to believe for whom they ask; without it nobody is.
    public Builder trusting(TrustedProxies value) {
      proxies = value;
      return this;
    }

    /// How often certificate files are looked at; 10 seconds.
    public Builder reloadEvery(Duration value) {
      reload = value;
      return this;
    }

    public HttpServer start() throws ServerStartException {
      if (listeners.isEmpty()) {
        listeners.add(Listener.plain(0));
      }
      return new HttpServer(this);
    }
  }
}
