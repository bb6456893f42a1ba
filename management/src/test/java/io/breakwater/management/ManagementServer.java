package io.breakwater.management;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.PrincipalId.Kind;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.audit.AuditTrail;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.login.Logins;
import io.breakwater.accounts.passwords.Argon2Cost;
import io.breakwater.accounts.passwords.Password;
import io.breakwater.accounts.passwords.PasswordHasher;
import io.breakwater.accounts.stored.StoredAccounts;
import io.breakwater.accounts.stored.StoredSigningKeys;
import io.breakwater.accounts.tokens.KeyRing;
import io.breakwater.accounts.tokens.TokenLifetimes;
import io.breakwater.accounts.tokens.Tokens;
import io.breakwater.api.Api;
import io.breakwater.api.access.Audit;
import io.breakwater.api.operation.Operations;
import io.breakwater.http.HttpServer;
import io.breakwater.image.Digest;
import io.breakwater.management.account.MeteredContent;
import io.breakwater.management.account.PrivateConnections;
import io.breakwater.management.account.StoredAccountSettings;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.catalog.Catalog;
import io.breakwater.registry.content.LocalContent;
import io.breakwater.registry.images.ImageDescriptions;
import io.breakwater.registry.images.RegistryImages;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.quotas.AccountQuotas;
import io.breakwater.registry.quotas.AccountTraffic;
import io.breakwater.registry.referrers.Referrers;
import io.breakwater.registry.retention.Retention;
import io.breakwater.registry.tags.RepositoryTags;
import io.breakwater.registry.trash.RegistryTrash;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.layers.LaterWrites;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.files.FileBlobStore;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import java.io.Writer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A whole server with `/api/v1` on a free port, over SQLite and files in a folder.
///
/// The account `acme` has the namespaces `birds` and `fish`; `admin` is its Manager, in `birds`
/// alone `wren` is Writer and `robin` Reader, `stranger` has no role. The account `other` has the
/// namespace `hawks` and the Manager `hawk`.
public final class ManagementServer implements AutoCloseable {
  public static final AccountId ACME = new AccountId("acme");
  public static final AccountId OTHER = new AccountId("other");
  private static final String PASSWORD = "-and-twelve-letters";
  private static final String SERVICE = "breakwater.test";

  public final Metadata metadata;
  public final RegistryNamespaces namespaces;
  public final List<AuditEvent> events = new CopyOnWriteArrayList<>();
  public volatile List<String> messages = List.of();

  /// What is said of images, by digest or by `birds/robin:1`.
  public final Map<String, ImageVerdict> verdicts = new ConcurrentHashMap<>();

  /// How far the server's clock is ahead.
  public volatile Duration ahead = Duration.ZERO;

  private final InstantSource clock = () -> Instant.now().plus(ahead);
  private final BlobStore blobs;
  private final LaterWrites writes;
  private final ImageDescriptions descriptions;
  private final RepositoryManifests manifests;
  private final RepositoryBlobs content;
  private final MeteredContent metered;

  /// What was pulled.
  public final AccountTraffic traffic;
  private final StoredAccounts accounts;
  private final PasswordHasher hasher;
  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public ManagementServer(Path folder) throws Exception {
    metadata = Metadata.open(MetadataOptions.Sqlite.at(folder.resolve("metadata.db")));
    blobs = FileBlobStore.open(folder.resolve("blobs"));
    namespaces = new RegistryNamespaces(metadata, clock);
    accounts = new StoredAccounts(metadata, clock);
    hasher =
        new PasswordHasher(new Argon2Cost(64, 1, 1), 4, Duration.ofSeconds(5), new SecureRandom());
    fill();
    var settings = new StoredAccountSettings(metadata);
    writes = new LaterWrites(metadata);
    descriptions = new ImageDescriptions(metadata, blobs, writes);
    manifests = new RepositoryManifests(metadata, clock);
    content = new RepositoryBlobs(metadata, blobs, clock);
    traffic = new AccountTraffic(metadata, clock);
    metered = new MeteredContent(new LocalContent(manifests, content), namespaces, traffic);
    var api = Api.of(parts(), List.of(management(settings)));
    var builder = HttpServer.builder(api.routes()).errors(api.errors());
    api.filters().forEach(builder::filter);
    builder.filter(new PrivateConnections(settings, namespaces, new Audit(trail(), clock)));
    builder.filter(metered);
    server = builder.start();
  }

  private ManagementRoutes management(StoredAccountSettings settings) {
    var images = new RegistryImages(metadata, blobs, manifests, descriptions);
    return new ManagementRoutes(
        new ManagementRoutes.Parts(
            metadata,
            namespaces,
            images,
            manifests,
            metered,
            new RegistryTrash(metadata, clock, RegistryTrash.KEPT),
            new Retention(metadata, namespaces, images, clock),
            new AccountQuotas(metadata, traffic),
            this::verdict,
            settings,
            () -> messages,
            clock));
  }

  private Optional<ImageVerdict> verdict(
      RepositoryName repository, Reference asked, Digest manifest) {
    return Optional.ofNullable(
        verdicts.getOrDefault(repository + ":" + asked, verdicts.get(manifest.toString())));
  }

  private Api.Parts parts() {
    var random = new SecureRandom();
    var lifetimes = TokenLifetimes.STANDARD;
    var keys =
        new KeyRing(
            new StoredSigningKeys(metadata),
            Duration.ofDays(30),
            lifetimes.longest(),
            clock,
            random);
    return new Api.Parts(
        new Uploads(metadata, blobs, clock, UploadLimits.defaults()),
        content,
        manifests,
        metered,
        new RepositoryTags(metadata),
        new Referrers(metadata),
        new Catalog(metadata),
        namespaces,
        new Logins(accounts, hasher, clock, random),
        new Tokens(keys, SERVICE, SERVICE, lifetimes, clock, random),
        trail(),
        Optional.empty(),
        this::verdict,
        operations(),
        clock,
        Api.Options.of(SERVICE));
  }

  private AuditTrail trail() {
    return new AuditTrail() {
      @Override
      public void record(AuditEvent event) {
        events.add(event);
      }

      @Override
      public void note(AuditEvent event) {
        events.add(event);
      }
    };
  }

  private static Operations operations() {
    return new Operations() {
      @Override
      public Readiness ready() {
        return new Readiness(List.of());
      }

      @Override
      public void metrics(Writer out) {}
    };
  }

  private void fill() throws Exception {
    namespaces.create("birds", ACME);
    namespaces.create("fish", ACME);
    namespaces.create("hawks", OTHER);
    user("admin", ACME, Set.of(Grant.of(Role.MANAGER, ACME)));
    user("wren", ACME, Set.of(Grant.of(Role.WRITER, ACME, "birds")));
    user("robin", ACME, Set.of(Grant.of(Role.READER, ACME, "birds")));
    user("stranger", ACME, Set.of());
    user("hawk", OTHER, Set.of(Grant.of(Role.MANAGER, OTHER)));
  }

  private void user(String name, AccountId account, Set<Grant> grants) throws Exception {
    var id = new PrincipalId(Kind.USER, name);
    accounts.add(id, account, IdentityName.parse(name));
    accounts.setPassword(id, hasher.hash(Password.chosen(name + PASSWORD)));
    accounts.setGrants(id, grants);
  }

  public int port() {
    return server.ports().getFirst();
  }

  /// What images are called: `127.0.0.1:40123/`.
  public String host() {
    return "127.0.0.1:" + port() + "/";
  }

  /// Somebody who sends Basic with each request.
  public Client as(String user) {
    return new Client(client, port(), Client.basic(user, user + PASSWORD));
  }

  public Client anonymous() {
    return new Client(client, port(), "");
  }

  /// What is remembered, a line an event: `DENIED container-registry.image.pull robin …`.
  public List<String> remembered() {
    return events.stream()
        .map(
            event ->
                event.outcome()
                    + " "
                    + event.action()
                    + " "
                    + event.principal().display()
                    + " "
                    + event.resource())
        .toList();
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
    writes.close();
    blobs.close();
    metadata.close();
  }
}
