package io.breakwater.server;

import io.breakwater.advisories.FeedException;
import io.breakwater.api.Api;
import io.breakwater.api.RouteSource;
import io.breakwater.api.access.Audit;
import io.breakwater.console.ConsoleRoutes;
import io.breakwater.http.AccessLog;
import io.breakwater.http.Filter;
import io.breakwater.http.HttpServer;
import io.breakwater.http.Limits;
import io.breakwater.http.Listener;
import io.breakwater.http.Route;
import io.breakwater.http.ServerStartException;
import io.breakwater.http.TlsFiles;
import io.breakwater.http.TrustedProxies;
import io.breakwater.insights.advisories.AdvisoryUpdates;
import io.breakwater.notifications.changes.Epoch;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.catalog.Catalog;
import io.breakwater.registry.mirror.Mirrors;
import io.breakwater.registry.namespaces.NewNamespaces;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.referrers.Referrers;
import io.breakwater.registry.tags.RepositoryTags;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.server.background.Background;
import io.breakwater.server.background.Job;
import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.ListenAddress;
import io.breakwater.server.configuration.Settings;
import io.breakwater.server.health.Health;
import io.breakwater.server.logging.RequestLog;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// A running registry.
///
/// ```java
/// try (var server = RegistryServer.start(configuration, folders, environment, clock, "1.0")) {
///   …
///   server.stop();
/// }
/// ```
public final class RegistryServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RegistryServer.class.getName());

  private final Configuration configuration;
  private final Health health;
  private final AdvisoryFeeds advisories;
  private final HttpServer http;
  private final List<Route> routes;
  private final Deque<AutoCloseable> opened;
  private final Optional<FirstPassword> firstPassword;

  private RegistryServer(
      Configuration configuration,
      Health health,
      AdvisoryFeeds advisories,
      HttpServer http,
      List<Route> routes,
      Deque<AutoCloseable> opened,
      Optional<FirstPassword> firstPassword) {
    this.configuration = configuration;
    this.health = health;
    this.advisories = advisories;
    this.http = http;
    this.routes = routes;
    this.opened = opened;
    this.firstPassword = firstPassword;
  }

  /// As the other, and fetches advisories in this process.
  public static RegistryServer start(
      Configuration configuration,
      ServerFolders folders,
      Map<String, String> environment,
      Clock clock,
      String version)
      throws ServerException {
    var fetch = FeedFetch.here(environment, clock);
    return start(configuration, folders, environment, clock, version, fetch);
  }

  /// Opens the stores, makes what a first start needs, listens, and begins the background work.
  ///
  /// @param folders where things lie that no setting names
  /// @param environment for the proxy by which upstream registries are reached
  /// @param fetch brings new advisories
  /// @throws ServerException it cannot start; nothing is left open then
  public static RegistryServer start(
      Configuration configuration,
      ServerFolders folders,
      Map<String, String> environment,
      Clock clock,
      String version,
      FeedFetch fetch)
      throws ServerException {
    return start(
        configuration,
        folders,
        environment,
        clock,
        version,
        fetch,
        () -> Stores.open(DataFolder.open(folders.data(configuration)), configuration));
  }

  /// Opens stores.
  @FunctionalInterface
  interface Opening {
    Stores open() throws ServerException;
  }

  /// As the other, over stores that somebody else opens; they are closed with the server.
  static RegistryServer start(
      Configuration configuration,
      ServerFolders folders,
      Map<String, String> environment,
      Clock clock,
      String version,
      FeedFetch fetch,
      Opening opening)
      throws ServerException {
    var opened = new ArrayDeque<AutoCloseable>();
    try {
      return start(configuration, folders, environment, clock, version, fetch, opening, opened);
    } catch (ServerException | RuntimeException e) {
      closeAll(opened);
      throw e;
    }
  }

  private static RegistryServer start(
      Configuration configuration,
      ServerFolders folders,
      Map<String, String> environment,
      Clock clock,
      String version,
      FeedFetch fetch,
      Opening opening,
      Deque<AutoCloseable> opened)
      throws ServerException {
    var policy = PolicyWatch.open(configuration.find(Settings.POLICY));
    var stores = opening.open();
    opened.push(stores);
    var advisories =
        new AdvisoryFeeds(folders.advisories(configuration), configuration, fetch, clock);
    look(advisories);
    var namespaces = new RegistryNamespaces(stores.metadata(), clock, namespaces(configuration));
    var notifications =
        new NotificationSetup(stores.metadata(), configuration, base(configuration), clock);
    opened.push(notifications);
    var assessments =
        new AssessmentSetup(stores.metadata(), policy, namespaces, notifications, clock);
    var judging =
        new Judging(stores, advisories, assessments.policies(), host(configuration), clock);
    opened.push(judging);
    notifications.watch(
        judging.images(),
        () ->
            new Epoch(
                advisories.current().current().version(),
                policy.version(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString()));
    var identities = Identities.open(stores, configuration, clock);
    opened.push(identities);
    var health = new Health(stores.metadata(), stores.blobs(), advisories::part);
    var operations = new ServerOperations(health, version);
    var verdicts = new CountedVerdicts(judging.verdicts());
    var garbage = new GarbageCounts();
    operations.also(verdicts::metrics);
    operations.also(garbage::metrics);
    operations.also(advisories::metrics);
    operations.also(identities::metrics);
    operations.also(
        new Queues(stores.metadata(), judging.inventories(), identities.audit())::metrics);
    operations.also(notifications::metrics);
    var uploads =
        new Uploads(
            stores.metadata(), stores.blobs(), clock, limits(configuration), judging.intake());
    var blobs = new RepositoryBlobs(stores.metadata(), stores.blobs(), clock);
    var images =
        new ImageSetup(
            stores,
            judging,
            namespaces,
            configuration,
            clock,
            List.of(judging.watch(), notifications));
    opened.push(images);
    var manifests = images.manifests();
    var mirrors =
        MirrorSetup.open(
            new Mirrors.Parts(stores.metadata(), clock, manifests, blobs, uploads, verdicts),
            namespaces,
            configuration,
            environment,
            stores.folder().root());
    opened.push(mirrors);
    operations.also(text -> MirrorSetup.metrics(mirrors, text));
    var accounts =
        AccountSetup.open(
            stores.metadata(), identities, configuration, publicUrl(configuration), clock, opened);
    var updates = new AdvisoryUpdates(stores.metadata(), advisories.current(), clock);
    var more = new ArrayList<RouteSource>();
    more.addAll(
        InsightSetup.routes(
            mirrors,
            judging,
            advisories.current(),
            updates,
            assessments.exemptions(),
            stores.metadata(),
            clock));
    more.add(ImageDetailSetup.routes(mirrors, stores, judging));
    var management =
        ManagementSetup.over(
            stores.metadata(),
            namespaces,
            images,
            mirrors,
            verdicts,
            advisories::part,
            new Audit(identities.audit(), clock),
            clock);
    opened.push(management);
    operations.also(management::metrics);
    more.add(management.routes());
    more.add(ManagementSetup.description());
    more.addAll(notifications.routes());
    var history = HistorySetup.open(stores.metadata(), mirrors, judging, clock);
    operations.also(history::metrics);
    more.addAll(history.routes());
    var harbor =
        HarborSetup.open(configuration, environment, advisories.current(), policy, clock, version);
    opened.push(harbor);
    more.add(harbor);
    more.addAll(assessments.routes(mirrors, verdicts, judging.images(), images.images()));
    more.add(ConsoleRoutes.open());
    var api =
        Api.of(
            new Api.Parts(
                uploads,
                blobs,
                manifests,
                management.content(),
                new RepositoryTags(stores.metadata()),
                new Referrers(stores.metadata()),
                new Catalog(stores.metadata()),
                namespaces,
                identities.logins(),
                identities.tokens(),
                identities.audit(),
                Optional.of(accounts),
                verdicts,
                operations,
                clock,
                new Api.Options(
                    publicUrl(configuration),
                    Identities.SERVICE,
                    configuration.get(Settings.CREATE_ON_PUSH),
                    configuration.get(Settings.LISTEN).stream()
                        .map(ListenAddress::toString)
                        .collect(Collectors.toSet()),
                    configuration.find(Settings.ACCOUNT_ALIASES).orElse(List.of()).stream()
                        .distinct()
                        .collect(Collectors.toMap(alias -> alias, alias -> Identities.ACCOUNT)),
                    version)),
            more);
    var http = listen(configuration, api, management.filters(), operations);
    opened.push(http);
    var jobs =
        new Jobs(stores, configuration, clock, garbage).all(uploads, mirrors, advisories, policy);
    jobs.add(AccountSetup.job(accounts));
    jobs.add(assessments.job());
    // Each server: the advisories are in a folder of its own.
    jobs.add(new Job("advisory-updates", Duration.ofSeconds(5), false, updates::run));
    jobs.add(judging.warm(stores.metadata(), advisories.current(), policy, clock));
    jobs.add(judging.keep(images.images()));
    jobs.add(management.job());
    jobs.add(images.daily(identities.audit()));
    jobs.addAll(notifications.jobs());
    jobs.add(history.job());
    var background = Background.start(jobs, stores.leadership(), clock);
    opened.push(background);
    operations.running(http.counters(), background);
    var server =
        new RegistryServer(
            configuration,
            health,
            advisories,
            http,
            api.routes().all(),
            opened,
            identities.firstPassword());
    LOG.log(Level.INFO, "listening on " + String.join(", ", server.addresses()));
    return server;
  }

  /// A damaged database is no reason not to serve: readiness says that there is none.
  private static void look(AdvisoryFeeds advisories) {
    try {
      var _ = advisories.watch();
    } catch (FeedException e) {
      LOG.log(Level.WARNING, "the advisories cannot be used: " + e.getMessage() + ". " + e.next());
    }
  }

  private static NewNamespaces namespaces(Configuration configuration) {
    var quota = configuration.find(Settings.NAMESPACE_QUOTA);
    return new NewNamespaces(
        configuration.get(Settings.ANONYMOUS_PULL),
        quota.isPresent() ? OptionalLong.of(quota.get()) : OptionalLong.empty());
  }

  private static UploadLimits limits(Configuration configuration) {
    var usual = UploadLimits.defaults();
    return new UploadLimits(
        configuration.get(Settings.BLOB_SIZE),
        configuration.get(Settings.UPLOADS_PER_USER),
        usual.lease(),
        usual.patience());
  }

  private static HttpServer listen(
      Configuration configuration, Api api, List<Filter> filters, ServerOperations operations)
      throws ServerException {
    var usual = Limits.DEFAULT;
    var builder =
        HttpServer.builder(api.routes())
            .errors(api.errors())
            .accessLog(accessLog(configuration, operations))
            .trusting(configuration.find(Settings.TRUSTED_PROXIES).orElse(TrustedProxies.NONE))
            .limits(
                new Limits(
                    configuration.get(Settings.CONNECTIONS),
                    configuration.get(Settings.REQUESTS),
                    usual.headerBytes(),
                    usual.headerCount(),
                    usual.uriBytes(),
                    usual.queryParameters(),
                    configuration.get(Settings.HEADER_TIME),
                    configuration.get(Settings.IDLE_TIME),
                    configuration.get(Settings.STALL_TIME),
                    usual.minimumRate(),
                    usual.rateGrace()));
    api.filters().forEach(builder::filter);
    filters.forEach(builder::filter);
    var certificate = configuration.find(Settings.TLS_CERTIFICATE);
    for (var address : configuration.get(Settings.LISTEN)) {
      builder.listen(
          certificate.isEmpty()
              ? Listener.plain(address.host(), address.port())
              : Listener.secure(
                  address.host(),
                  address.port(),
                  new TlsFiles(certificate.get(), configuration.get(Settings.TLS_KEY))));
    }
    try {
      return builder.start();
    } catch (ServerStartException e) {
      throw ServerException.of(e);
    }
  }

  private static AccessLog accessLog(Configuration configuration, ServerOperations operations) {
    var counts = operations.requests();
    if (!configuration.get(Settings.LOG_ACCESS)) {
      return counts;
    }
    var lines = new RequestLog();
    return line -> {
      counts.over(line);
      lines.over(line);
    };
  }

  private static Optional<String> publicUrl(Configuration configuration) {
    return configuration
        .find(Settings.PUBLIC_URL)
        .map(url -> url.toString().endsWith("/") ? url.resolve("/").toString() : url.toString())
        .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  /// What links begin with.
  private static String base(Configuration configuration) {
    var scheme = configuration.find(Settings.TLS_CERTIFICATE).isPresent() ? "https://" : "http://";
    return publicUrl(configuration).orElseGet(() -> scheme + host(configuration));
  }

  /// What pulls name the registry by, for exemptions of one registry.
  private static String host(Configuration configuration) {
    return configuration
        .find(Settings.PUBLIC_URL)
        .map(url -> url.getAuthority())
        .orElseGet(() -> name(configuration.get(Settings.LISTEN).getFirst()));
  }

  private static String name(ListenAddress address) {
    return address.loopback() ? "localhost:" + address.port() : address.toString();
  }

  /// What clients name this server by.
  public String host() {
    return configuration.find(Settings.PUBLIC_URL).isPresent()
        ? host(configuration)
        : name(listening().getFirst());
  }

  private List<ListenAddress> listening() {
    var addresses = new ArrayList<ListenAddress>();
    var ports = http.ports();
    for (var address : configuration.get(Settings.LISTEN)) {
      addresses.add(new ListenAddress(address.host(), ports.get(addresses.size())));
    }
    return addresses;
  }

  /// All that it answers, each route with what it needs.
  public List<Route> routes() {
    return routes;
  }

  /// Where it listens, such as `http://127.0.0.1:5000`.
  public List<String> addresses() {
    var scheme = configuration.find(Settings.TLS_CERTIFICATE).isPresent() ? "https://" : "http://";
    return listening().stream().map(address -> scheme + address).toList();
  }

  /// Whether other machines reach it over plain HTTP, which clients refuse.
  public boolean plainForOthers() {
    return configuration.find(Settings.TLS_CERTIFICATE).isEmpty()
        && !listening().stream().allMatch(ListenAddress::loopback);
  }

  /// The password of the first user, as long as nobody has changed it.
  public Optional<FirstPassword> firstPassword() {
    return firstPassword;
  }

  /// What advisories there are, in a sentence.
  public String advisories() {
    return advisories.sentence();
  }

  /// Says that it is not ready any more, lets requests end, and stops.
  ///
  /// @return whether all of them came to their end
  public boolean stop() throws InterruptedException {
    health.stopping();
    var delay = configuration.get(Settings.STOP_DELAY);
    if (delay.isPositive()) {
      LOG.log(Level.INFO, "stopping in " + delay.toSeconds() + " s");
      Thread.sleep(delay);
    }
    LOG.log(Level.INFO, "stopping: " + http.counters().running() + " requests run");
    var ended = http.stop(configuration.get(Settings.STOP_TIME));
    if (!ended) {
      LOG.log(Level.WARNING, "requests were cut that ran longer than stop.time");
    }
    close();
    LOG.log(Level.INFO, "stopped");
    return ended;
  }

  /// Stops without waiting for requests.
  @Override
  public void close() {
    closeAll(opened);
  }

  private static void closeAll(Deque<AutoCloseable> opened) {
    for (var each = opened.poll(); each != null; each = opened.poll()) {
      try {
        each.close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "stopping", e);
      }
    }
  }
}
