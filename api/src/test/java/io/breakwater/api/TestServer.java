package io.breakwater.api;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.PrincipalId.Kind;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.apikeys.ApiKey;
import io.breakwater.accounts.apikeys.IssuedKey;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.login.Logins;
import io.breakwater.accounts.oidc.GroupRoles;
import io.breakwater.accounts.oidc.OidcClient;
import io.breakwater.accounts.oidc.PendingLogins;
import io.breakwater.accounts.oidc.admission.OidcAccounts;
import io.breakwater.accounts.passwords.Argon2Cost;
import io.breakwater.accounts.passwords.Password;
import io.breakwater.accounts.passwords.PasswordHasher;
import io.breakwater.accounts.sessions.SessionTimes;
import io.breakwater.accounts.stored.StoredAccounts;
import io.breakwater.accounts.stored.StoredSigningKeys;
import io.breakwater.accounts.tokens.KeyRing;
import io.breakwater.accounts.tokens.TokenLifetimes;
import io.breakwater.accounts.tokens.Tokens;
import io.breakwater.api.accounts.AccountParts;
import io.breakwater.api.accounts.OidcProvider;
import io.breakwater.api.accounts.OidcRoutes;
import io.breakwater.api.operation.Operations;
import io.breakwater.http.HttpServer;
import io.breakwater.http.Route;
import io.breakwater.image.Digest;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.catalog.Catalog;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.mirror.MirrorNamespaces;
import io.breakwater.registry.mirror.MirrorOptions;
import io.breakwater.registry.mirror.Mirrors;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.NamespaceChange;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.referrers.Referrers;
import io.breakwater.registry.tags.RepositoryTags;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.files.FileBlobStore;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// A whole server on a free port of the loopback address, over SQLite and files in a folder.
///
/// The account `acme` has the namespaces `birds`, `fish` and `open`, from which everybody may
/// pull. `admin` is its Manager; in `birds` alone `wren` is Writer and `robin` Reader;
/// `stranger` has no role. Everybody's password is their name and [#PASSWORD].
public final class TestServer implements AutoCloseable {
  public static final String PASSWORD = "-and-twelve-letters";
  public static final AccountId ACME = new AccountId("acme");
  private static final String SERVICE = "breakwater.test";

  public final Metadata metadata;
  public final BlobStore blobs;
  public final RegistryNamespaces namespaces;
  public final StoredAccounts accounts;
  public final MirrorNamespaces mirrorNamespaces;
  public final Mirrors mirrors;
  public final RememberedEvents audit = new RememberedEvents();

  /// What is said of manifests.
  public final Map<Digest, ImageVerdict> verdicts = new HashMap<>();

  /// What [Operations] says to be missing.
  public volatile List<String> missing = List.of();

  private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
  private final InstantSource clock = () -> Instant.now().plus(passed.get());
  private final PasswordHasher hasher;
  private final HttpServer server;
  private final Optional<String> issuer;
  private final List<Route> routes;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public TestServer(Path folder) throws Exception {
    this(folder, Api.Options.of(SERVICE), UploadLimits.defaults());
  }

  public TestServer(Path folder, Api.Options options, UploadLimits limits) throws Exception {
    this(folder, options, limits, Optional.empty(), List.of());
  }

  /// @param more routes of a test
  public TestServer(Path folder, Api.Options options, RouteSource more) throws Exception {
    this(folder, options, UploadLimits.defaults(), Optional.empty(), List.of(more));
  }

  /// @param issuer of the OpenID Connect provider by which people log in; its group `writers`
  ///     is Writer
  public TestServer(
      Path folder,
      Api.Options options,
      UploadLimits limits,
      Optional<String> issuer,
      List<RouteSource> more)
      throws Exception {
    this.issuer = issuer;
    metadata = Metadata.open(MetadataOptions.Sqlite.at(folder.resolve("metadata.db")));
    blobs = FileBlobStore.open(folder.resolve("blobs"));
    namespaces = new RegistryNamespaces(metadata, clock);
    accounts = new StoredAccounts(metadata, clock);
    var random = new SecureRandom();
    hasher = new PasswordHasher(new Argon2Cost(64, 1, 1), 4, Duration.ofSeconds(5), random);
    fill();
    mirrorNamespaces = new MirrorNamespaces(metadata);
    mirrors =
        Mirrors.open(
            new Mirrors.Parts(
                metadata,
                clock,
                new RepositoryManifests(metadata, clock),
                new RepositoryBlobs(metadata, blobs, clock),
                new Uploads(metadata, blobs, clock, limits),
                this::verdict),
            mirrorNamespaces,
            MirrorOptions.of(folder.resolve("spool"), Map.of()));
    var api = Api.of(parts(options, limits, random), more);
    routes = api.routes().all();
    var builder = HttpServer.builder(api.routes()).errors(api.errors());
    api.filters().forEach(builder::filter);
    server = builder.start();
  }

  private Api.Parts parts(Api.Options options, UploadLimits limits, SecureRandom random) {
    var lifetimes = TokenLifetimes.STANDARD;
    var keys =
        new KeyRing(
            new StoredSigningKeys(metadata),
            Duration.ofDays(30),
            lifetimes.longest(),
            clock,
            random);
    var logins = new Logins(accounts, hasher, clock, random);
    return new Api.Parts(
        new Uploads(metadata, blobs, clock, limits),
        new RepositoryBlobs(metadata, blobs, clock),
        new RepositoryManifests(metadata, clock),
        mirrors,
        new RepositoryTags(metadata),
        new Referrers(metadata),
        new Catalog(metadata),
        namespaces,
        logins,
        new Tokens(keys, "issuer.test", options.service(), lifetimes, clock, random),
        audit,
        Optional.of(accountParts(logins, random)),
        this::verdict,
        operations(),
        clock,
        options);
  }

  private Optional<ImageVerdict> verdict(
      RepositoryName repository, Reference asked, Digest manifest) {
    return Optional.ofNullable(verdicts.get(manifest));
  }

  private AccountParts accountParts(Logins logins, SecureRandom random) {
    var parts =
        AccountParts.over(
            metadata, audit, logins, hasher, clock, random, SessionTimes.STANDARD, true);
    if (issuer.isEmpty()) {
      return parts;
    }
    var oidc =
        new OidcClient(
            "breakwater",
            Optional.of("secret"),
            URI.create("http://127.0.0.1/oidc/callback"),
            List.of("profile"),
            "preferred_username",
            "groups");
    var groups = new GroupRoles(Map.of("writers", Set.of(Grant.of(Role.WRITER, ACME))));
    return parts.with(
        new OidcRoutes(
            new OidcProvider(issuer.get(), oidc, clock, random),
            new PendingLogins(metadata, clock),
            new OidcAccounts(metadata, ACME, groups, clock),
            parts.keys(),
            audit,
            clock));
  }

  private Operations operations() {
    return new Operations() {
      @Override
      public Readiness ready() {
        return new Readiness(missing);
      }

      @Override
      public void metrics(Writer out) throws IOException {
        out.write("breakwater_up 1\n");
      }
    };
  }

  private void fill() throws Exception {
    for (var namespace : List.of("birds", "fish", "open")) {
      namespaces.create(namespace, ACME);
    }
    namespaces.change("open", NamespaceChange.NONE.withAnonymousPull(true));
    user("admin", Set.of(Grant.of(Role.MANAGER, ACME)));
    user("wren", Set.of(Grant.of(Role.WRITER, ACME, "birds")));
    user("robin", Set.of(Grant.of(Role.READER, ACME, "birds")));
    user("stranger", Set.of());
  }

  public PrincipalId user(String name, Set<Grant> grants) throws Exception {
    var id = new PrincipalId(Kind.USER, name);
    accounts.add(id, ACME, IdentityName.parse(name));
    accounts.setPassword(id, hasher.hash(Password.chosen(name + PASSWORD)));
    accounts.setGrants(id, grants);
    return id;
  }

  /// An API key of a user.
  public String key(String user) throws Exception {
    var key = ApiKey.generate(new SecureRandom());
    accounts.addKey(
        new IssuedKey(
            "key-of-" + user,
            key.hash(),
            key.shown(),
            new PrincipalId(Kind.USER, user),
            "for tests",
            clock.instant(),
            Optional.empty(),
            Optional.empty()));
    return key.reveal();
  }

  public void quota(String namespace, long bytes) throws Exception {
    namespaces.change(namespace, NamespaceChange.NONE.withQuotaBytes(OptionalLong.of(bytes)));
  }

  /// Lets time pass at once.
  public void pass(Duration time) {
    passed.accumulateAndGet(time, Duration::plus);
  }

  /// All routes there are.
  public List<Route> routes() {
    return routes;
  }

  public int port() {
    return server.ports().getFirst();
  }

  /// Somebody who sends Basic with each request.
  public Client as(String user) {
    return new Client(client, port(), Optional.of(Client.basic(user, user + PASSWORD)));
  }

  /// Somebody with a header `Authorization` of their own.
  public Client with(String authorization) {
    return new Client(client, port(), Optional.of(authorization));
  }

  public Client anonymous() {
    return new Client(client, port(), Optional.empty());
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
    mirrors.close();
    blobs.close();
    metadata.close();
  }
}
