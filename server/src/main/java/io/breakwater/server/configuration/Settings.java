package io.breakwater.server.configuration;

import static io.breakwater.server.configuration.Shapes.addresses;
import static io.breakwater.server.configuration.Shapes.choice;
import static io.breakwater.server.configuration.Shapes.flag;
import static io.breakwater.server.configuration.Shapes.number;
import static io.breakwater.server.configuration.Shapes.path;
import static io.breakwater.server.configuration.Shapes.proxies;
import static io.breakwater.server.configuration.Shapes.secret;
import static io.breakwater.server.configuration.Shapes.size;
import static io.breakwater.server.configuration.Shapes.text;
import static io.breakwater.server.configuration.Shapes.texts;
import static io.breakwater.server.configuration.Shapes.time;
import static io.breakwater.server.configuration.Shapes.url;

import io.breakwater.accounts.AccountId;
import io.breakwater.assessments.harbor.HarborRegistries;
import io.breakwater.http.TrustedProxies;
import io.breakwater.notifications.mail.SmtpServer;
import io.breakwater.notifications.subscriptions.Target;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// All that can be set. RATIONALE.md says why the defaults are what they are.
public final class Settings {
  private static final String FOREVER = "36500d";
  private static final String FILE = "a file";
  private static final String FOLDER = "a folder";

  /// How messages are written.
  public enum LogFormat {
    LOGFMT,
    JSON
  }

  /// Which messages are written.
  public enum LogLevel {
    ERROR,
    WARNING,
    INFO,
    DEBUG
  }

  public static final Setting<List<ListenAddress>> LISTEN =
      addresses("listen", "127.0.0.1:5000", "Where clients connect.");
  public static final Setting<Boolean> INSECURE =
      flag(
          "insecure",
          false,
          "Plain HTTP on addresses that other machines reach. Passwords and images can be read on"
              + " the way; for use behind a proxy that speaks TLS.");
  public static final Setting<URI> PUBLIC_URL =
      url(
          "public-url",
          "The address that clients use, where it is not what they connect to (behind a proxy).");
  public static final Setting<TrustedProxies> TRUSTED_PROXIES =
      proxies(
          "http.trusted-proxies",
          "Proxies whose X-Forwarded-For is believed; without it nobody's is.");
  public static final Setting<Path> TLS_CERTIFICATE =
      path(
          "tls.certificate",
          FILE,
          "",
          "Certificate chain (PEM), the server's first; read again when it changes.");
  public static final Setting<Path> TLS_KEY =
      path("tls.key", FILE, "", "Its private key (PEM, not encrypted); read again with it.");

  public static final Setting<Path> STORAGE_FOLDER =
      path(
          "storage.folder",
          FOLDER,
          "",
          "Content and metadata; $XDG_DATA_HOME/breakwater/registry where it is not set. With"
              + " PostgreSQL and S3 it holds nothing but the first password.");
  public static final Setting<String> POSTGRESQL_URL =
      text(
          "postgresql.url",
          "jdbc:postgresql://HOST:PORT/DATABASE",
          "",
          "Metadata in PostgreSQL 15 or newer instead of a file in the folder.");
  public static final Setting<String> POSTGRESQL_USER =
      text("postgresql.user", "a name", "breakwater", "Who logs in there.");
  public static final Setting<String> POSTGRESQL_PASSWORD =
      secret("postgresql.password", "That user's password.");
  public static final Setting<Integer> POSTGRESQL_CONNECTIONS =
      number("postgresql.connections", 20, 2, 1_000, "Connections to it, half for reading.");
  public static final Setting<String> S3_BUCKET =
      text(
          "s3.bucket",
          "a name",
          "",
          "Content in this bucket instead of the folder; it must exist.");
  public static final Setting<URI> S3_ENDPOINT =
      url("s3.endpoint", "The service's address, where it is not AWS's.");
  public static final Setting<String> S3_REGION =
      text("s3.region", "a name", "us-east-1", "Its region; most other services take any.");
  public static final Setting<Boolean> S3_PATH_STYLE =
      flag("s3.path-style", false, "The bucket in the path instead of the host's name.");
  public static final Setting<String> S3_PREFIX =
      text("s3.prefix", "a name", "", "Stands before all names in the bucket.");
  public static final Setting<String> S3_ACCESS_KEY =
      text(
          "s3.access-key",
          "a name",
          "",
          "Without it the usual places are looked at: environment, profile, the machine's role.");
  public static final Setting<String> S3_SECRET_KEY = secret("s3.secret-key", "Goes with it.");

  public static final Setting<List<AccountId>> ACCOUNT_ALIASES =
      new Setting<>(
          "account.aliases",
          "IDs",
          "",
          "What clients may call the account by besides default, such as its ID elsewhere.",
          false,
          true,
          given -> given.stream().map(AccountId::parse).toList());
  public static final Setting<Boolean> CREATE_ON_PUSH =
      flag(
          "namespaces.create-on-push",
          true,
          "A push by a Manager of the account makes a namespace that is not there.");
  public static final Setting<Boolean> ANONYMOUS_PULL =
      flag("namespaces.anonymous-pull", false, "New namespaces can be pulled from without login.");
  public static final Setting<Long> NAMESPACE_QUOTA =
      size("namespaces.quota", "", "1MiB", "What a new namespace may hold; unlimited if not set.");

  public static final Setting<Long> BLOB_SIZE =
      size("uploads.blob-size", "100GiB", "1MiB", "The largest blob.");
  public static final Setting<Integer> UPLOADS_PER_USER =
      number("uploads.per-user", 1_000, 1, 1_000_000, "Uploads begun and not ended, for each.");
  public static final Setting<Duration> UPLOADS_EXPIRE =
      time(
          "uploads.expire",
          "24h",
          "1m",
          FOREVER,
          "An upload to which nothing was added for so long is given up.");
  public static final Setting<Duration> TRASH_KEEP =
      time("trash.keep", "30d", "1m", FOREVER, "How long deleted images can be restored.");
  public static final Setting<Duration> GARBAGE_GRACE =
      time(
          "garbage.grace",
          "1d",
          "1h",
          FOREVER,
          "How long blobs stay that no manifest names, for clients between blob and manifest.");
  public static final Setting<Duration> GARBAGE_EVERY =
      time("garbage.every", "1h", "1s", FOREVER, "How often what is not needed is removed.");
  public static final Setting<Duration> GARBAGE_SWEEP =
      time(
          "garbage.sweep",
          "1d",
          "1m",
          FOREVER,
          "How often all content is looked through for what a crash has left.");

  public static final Setting<List<MirroredNamespace>> MIRRORS =
      new Setting<>(
          "mirrors.namespaces",
          MirroredNamespace.EXPECTED,
          "",
          "Namespaces that have what another registry has (docs/mirrors.md).",
          false,
          true,
          given -> given.stream().map(MirroredNamespace::parse).toList());
  public static final Setting<Path> MIRRORS_LOGINS =
      path(
          "mirrors.logins",
          FILE,
          "",
          "Log-ins for those registries, one a line: name, host, user and password, divided by"
              + " blanks.");
  public static final Setting<Duration> MIRRORS_FRESHNESS =
      time(
          "mirrors.freshness",
          "1m",
          "0s",
          "365d",
          "How long a tag is served before that registry is asked again what it names.");

  public static final Setting<Path> ADVISORIES_FOLDER =
      path(
          "advisories.folder",
          FOLDER,
          "",
          "Where the advisories are; that of breakwater feeds, $XDG_DATA_HOME/breakwater, where it"
              + " is not set.");
  public static final Setting<Boolean> ADVISORIES_FETCH =
      flag(
          "advisories.fetch",
          true,
          "Fetch them from the publishers or the mirror; without it somebody runs breakwater feeds"
              + " update or import.");
  public static final Setting<Duration> ADVISORIES_EVERY =
      time("advisories.every", "6h", "1m", FOREVER, "How often they are fetched.");
  public static final Setting<URI> ADVISORIES_MIRROR =
      url("advisories.mirror", "A mirror to fetch from instead of the publishers.");
  public static final Setting<Path> POLICY =
      path(
          "policy",
          FILE,
          "",
          "What fails an image and what is exempt (docs/policy.md); read again when it changes.");

  public static final Setting<HarborRegistries> HARBOR_REGISTRIES =
      new Setting<>(
          "harbor.registries",
          HarborRegistries.EXPECTED,
          "",
          "Registries of Harbor that it may have scanned here; without it none may"
              + " (docs/harbor.md).",
          false,
          true,
          HarborRegistries::parse);

  public static final Setting<Boolean> PRIVATE_TARGETS =
      flag(
          "notifications.allow-private-targets",
          false,
          "Webhooks may lead to this machine and to private networks: whoever may subscribe can"
              + " make the server ask what it reaches there.");
  public static final Setting<Duration> NOTIFICATIONS_KEEP =
      time(
          "notifications.keep",
          "30d",
          "2d",
          FOREVER,
          "How long events are kept, and with them notices that could not be delivered.");
  public static final Setting<String> SMTP_HOST =
      text(
          "smtp.host",
          "a name",
          "",
          "The server that takes mail; without it nobody can subscribe by e-mail.");
  public static final Setting<Integer> SMTP_PORT =
      number("smtp.port", 587, 1, 65_535, "Its port; 465 is usual for tls.");
  public static final Setting<SmtpServer.Security> SMTP_SECURITY =
      choice(
          "smtp.security",
          SmtpServer.Security.class,
          SmtpServer.Security.STARTTLS,
          "TLS from the first byte, after STARTTLS, or none for a server on this machine.");
  public static final Setting<String> SMTP_FROM =
      new Setting<>(
          "smtp.from",
          "an address such as breakwater@example.com",
          "",
          "The sender of mail.",
          false,
          false,
          given -> Target.parse("email", given.getFirst()).text());
  public static final Setting<String> SMTP_USER =
      text("smtp.user", "a name", "", "Who logs in there, where it asks for that.");
  public static final Setting<String> SMTP_PASSWORD =
      secret("smtp.password", "That user's password.");

  public static final Setting<Duration> AUDIT_KEEP =
      time("audit.keep", "400d", "1d", FOREVER, "How long audit events are kept.");
  public static final Setting<Duration> TOKEN_TIME =
      time("tokens.time", "5m", "1m", "1d", "How long a token for pulls and pushes is good.");
  public static final Setting<Duration> SESSIONS_IDLE =
      time(
          "sessions.idle",
          "30m",
          "2m",
          "30d",
          "How long a browser stays logged in that asks for nothing.");
  public static final Setting<Duration> SESSIONS_LONGEST =
      time(
          "sessions.longest",
          "12h",
          "2m",
          "30d",
          "How long a browser stays logged in at most, whatever it asks for.");

  public static final Setting<URI> OIDC_ISSUER =
      url("oidc.issuer", "OpenID Connect provider by which people log in.");
  public static final Setting<String> OIDC_CLIENT_ID =
      text("oidc.client-id", "a name", "", "This server's name there.");
  public static final Setting<String> OIDC_CLIENT_SECRET =
      secret("oidc.client-secret", "Its secret, where the provider gave one.");
  public static final Setting<List<String>> OIDC_SCOPES =
      texts("oidc.scopes", "names", "profile,email,groups", "Asked for besides openid.");
  public static final Setting<String> OIDC_NAME_CLAIM =
      text("oidc.name-claim", "a name", "preferred_username", "What people are shown by.");
  public static final Setting<String> OIDC_GROUPS_CLAIM =
      text("oidc.groups-claim", "a name", "groups", "Which groups they are in.");
  public static final Setting<List<GroupRole>> OIDC_ROLES =
      new Setting<>(
          "oidc.roles",
          GroupRole.EXPECTED,
          "",
          "Roles of a group's members, for the account or one namespace.",
          false,
          true,
          given -> given.stream().map(GroupRole::parse).toList());

  public static final Setting<Integer> CONNECTIONS =
      number("limits.connections", 4_096, 8, 1_000_000, "Open at once.");
  public static final Setting<Integer> REQUESTS =
      number("limits.requests", 1_024, 4, 100_000, "Running at once; further ones get 503.");
  public static final Setting<Duration> HEADER_TIME =
      time("limits.header-time", "10s", "100ms", "10m", "Until a request's headers are there.");
  public static final Setting<Duration> STALL_TIME =
      time("limits.stall-time", "30s", "1s", "1h", "In which nothing of a body may come.");
  public static final Setting<Duration> IDLE_TIME =
      time("limits.idle-time", "60s", "1s", "1h", "Between requests of a connection.");
  public static final Setting<Duration> STOP_TIME =
      time("stop.time", "30s", "0s", "1h", "What running requests get to end in at the stop.");

  public static final Setting<Duration> STOP_DELAY =
      time(
          "stop.delay",
          "0s",
          "0s",
          "10m",
          "How long requests are still taken after /readyz says that the server stops.");

  public static final Setting<LogFormat> LOG_FORMAT =
      choice("log.format", LogFormat.class, LogFormat.LOGFMT, "How messages are written.");
  public static final Setting<LogLevel> LOG_LEVEL =
      choice("log.level", LogLevel.class, LogLevel.INFO, "From which level on.");
  public static final Setting<Boolean> LOG_ACCESS =
      flag("log.access", false, "A line for each request.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL =
      List.of(
          LISTEN,
          INSECURE,
          PUBLIC_URL,
          TRUSTED_PROXIES,
          TLS_CERTIFICATE,
          TLS_KEY,
          STORAGE_FOLDER,
          POSTGRESQL_URL,
          POSTGRESQL_USER,
          POSTGRESQL_PASSWORD,
          POSTGRESQL_CONNECTIONS,
          S3_BUCKET,
          S3_ENDPOINT,
          S3_REGION,
          S3_PATH_STYLE,
          S3_PREFIX,
          S3_ACCESS_KEY,
          S3_SECRET_KEY,
          ACCOUNT_ALIASES,
          CREATE_ON_PUSH,
          ANONYMOUS_PULL,
          NAMESPACE_QUOTA,
          BLOB_SIZE,
          UPLOADS_PER_USER,
          UPLOADS_EXPIRE,
          TRASH_KEEP,
          GARBAGE_GRACE,
          GARBAGE_EVERY,
          GARBAGE_SWEEP,
          MIRRORS,
          MIRRORS_LOGINS,
          MIRRORS_FRESHNESS,
          ADVISORIES_FOLDER,
          ADVISORIES_FETCH,
          ADVISORIES_EVERY,
          ADVISORIES_MIRROR,
          POLICY,
          HARBOR_REGISTRIES,
          PRIVATE_TARGETS,
          NOTIFICATIONS_KEEP,
          SMTP_HOST,
          SMTP_PORT,
          SMTP_SECURITY,
          SMTP_FROM,
          SMTP_USER,
          SMTP_PASSWORD,
          AUDIT_KEEP,
          TOKEN_TIME,
          SESSIONS_IDLE,
          SESSIONS_LONGEST,
          OIDC_ISSUER,
          OIDC_CLIENT_ID,
          OIDC_CLIENT_SECRET,
          OIDC_SCOPES,
          OIDC_NAME_CLAIM,
          OIDC_GROUPS_CLAIM,
          OIDC_ROLES,
          CONNECTIONS,
          REQUESTS,
          HEADER_TIME,
          STALL_TIME,
          IDLE_TIME,
          STOP_TIME,
          STOP_DELAY,
          LOG_FORMAT,
          LOG_LEVEL,
          LOG_ACCESS);

  private Settings() {}
}
