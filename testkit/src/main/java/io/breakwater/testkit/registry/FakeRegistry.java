package io.breakwater.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.breakwater.testkit.images.Blob;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.MediaTypes;
import io.breakwater.testkit.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A registry on the loopback interface (OCI distribution specification 1.1: pull, push, tags,
/// referrers), plain HTTP, all in memory.
///
/// Faults are ordered before the requests they concern, and count down; the log shows what
/// came.
public final class FakeRegistry implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Content> repositories = new ConcurrentHashMap<>();
  private final List<Request> log = new CopyOnWriteArrayList<>();
  private final Faults faults = new Faults();
  private final Gate gate = new Gate();
  private final HttpServer server;
  private final HttpServer storage;
  private final AtomicInteger answering = new AtomicInteger();
  private volatile boolean redirecting;

  private FakeRegistry() throws IOException {
    var routes = new Routes(this::repository, faults);
    server = listen();
    server.createContext("/token", exchange -> logged(exchange, false, gate::token));
    server.createContext("/v2/", exchange -> logged(exchange, false, x -> guarded(x, routes)));
    storage = listen();
    storage.createContext("/", exchange -> logged(exchange, true, x -> stored(x, routes)));
    server.start();
    storage.start();
  }

  /// Listens on a free port.
  public static FakeRegistry start() {
    try {
      return new FakeRegistry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// `127.0.0.1:port`, as it stands before an image's name.
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Holds an image or index under a tag.
  public FakeRegistry add(String repository, String tag, Built built) {
    repository(repository).add(tag, built);
    return this;
  }

  /// Holds all of an OCI layout; the tags are those of its `index.json`.
  public FakeRegistry addLayout(String repository, Path layout) {
    repository(repository).addLayout(layout);
    return this;
  }

  /// Attaches files to a manifest: an artifact of one layer each that names it as its subject.
  ///
  /// @return digest of the artifact's manifest
  public String attach(String repository, String subject, String artifactType, Blob file) {
    var bytes = Json.bytes(artifact(artifactType, file, subject));
    var manifest = Blob.of(MediaTypes.OCI_MANIFEST, bytes);
    repository(repository).putBlob(file.digest(), file.bytes());
    repository(repository).putManifest(manifest.digest(), manifest);
    return manifest.digest();
  }

  /// Attaches a file as cosign does: under the tag `sha256-….att`.
  public FakeRegistry attest(String repository, String subject, Blob file) {
    var bytes = Json.bytes(artifact("", file, ""));
    repository(repository).putBlob(file.digest(), file.bytes());
    repository(repository)
        .putManifest(subject.replace(':', '-') + ".att", Blob.of(MediaTypes.OCI_MANIFEST, bytes));
    return this;
  }

  /// From now on there is no interface to list referrers; those of a manifest that is held
  /// are to be had under its tag.
  public FakeRegistry withoutReferrers(String repository, String subject) {
    repository(repository).tagReferrers(subject);
    return this;
  }

  /// From now on every list of referrers names this as its next page.
  public FakeRegistry nextReferrers(String repository, String address) {
    repository(repository).nextReferrers(address);
    return this;
  }

  private static Map<String, Object> artifact(String artifactType, Blob file, String subject) {
    var empty = Blob.of("application/vnd.oci.empty.v1+json", new byte[] {'{', '}'});
    var document = new LinkedHashMap<String, Object>();
    document.put("schemaVersion", 2);
    document.put("mediaType", MediaTypes.OCI_MANIFEST);
    if (!artifactType.isEmpty()) {
      document.put("artifactType", artifactType);
    }
    document.put("config", descriptor(empty));
    document.put("layers", List.of(descriptor(file)));
    if (!subject.isEmpty()) {
      document.put(
          "subject",
          Json.object("mediaType", MediaTypes.OCI_MANIFEST, "digest", subject, "size", 1));
    }
    return document;
  }

  private static Map<String, Object> descriptor(Blob blob) {
    return Json.object("mediaType", blob.mediaType(), "digest", blob.digest(), "size", blob.size());
  }

  public FakeRegistry auth(Auth auth) {
    gate.auth(auth);
    return this;
  }

  /// `access_token` instead of `token` in the answers of the token realm.
  public FakeRegistry tokenField(String name) {
    gate.tokenField(name);
    return this;
  }

  /// From now on the tokens given so far are refused.
  public FakeRegistry expireTokens() {
    gate.expireTokens();
    return this;
  }

  /// Answers the next requests under `/v2/` with this status.
  ///
  /// @param retryAfter `Retry-After`, seconds or a date; empty for none
  public FakeRegistry failFirst(int times, int status, String retryAfter) {
    faults.refuse(times, status, retryAfter);
    return this;
  }

  /// From now on refusals that were ordered come without the words of the specification, as those
  /// of a proxy do.
  public FakeRegistry refusingWithoutWords(boolean withoutWords) {
    faults.plain(withoutWords);
    return this;
  }

  /// From now on manifests come with Docker Hub's headers of its limit.
  ///
  /// @param remaining as in `ratelimit-remaining`: `76;w=21600`
  public FakeRegistry rateLimit(String remaining) {
    faults.rateLimit(remaining);
    return this;
  }

  /// From now on blob downloads stop after so many bytes, until they are released.
  public FakeRegistry holdBlobs(int afterBytes) {
    faults.hold(afterBytes);
    return this;
  }

  /// Lets what is held go on.
  public FakeRegistry releaseBlobs() {
    faults.release();
    return this;
  }

  /// Takes a tag away; the manifest stays.
  public FakeRegistry dropTag(String repository, String tag) {
    repository(repository).dropTag(tag);
    return this;
  }

  /// Ends the connection of the next blob downloads after so many bytes of each answer.
  public FakeRegistry cutBlobs(int times, int afterBytes) {
    faults.cut(times, afterBytes);
    return this;
  }

  /// Serves other bytes of the same length for this blob or manifest.
  public FakeRegistry wrongBytes(String digest) {
    faults.corrupt(digest);
    return this;
  }

  /// Lets every answer wait.
  public FakeRegistry delay(long millis) {
    faults.delay(millis);
    return this;
  }

  /// Answers blob downloads with 307 to another port, as registries with S3 behind them do;
  /// that port refuses requests that carry credentials, as S3 does.
  public FakeRegistry redirectBlobs() {
    redirecting = true;
    return this;
  }

  /// All requests so far, in the order of their answers. A client may have its answer before
  /// the registry has logged the request, so what is being answered is waited for, a second
  /// at most.
  public List<Request> requests() {
    var deadline = System.nanoTime() + 1_000_000_000L;
    while (answering.get() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    return List.copyOf(log);
  }

  /// The bytes of a blob that is held, whether added or pushed.
  public Optional<byte[]> blob(String repository, String digest) {
    return repository(repository).blob(digest);
  }

  /// The digest behind a tag, whether added or pushed.
  public Optional<String> digest(String repository, String tag) {
    return repository(repository).manifest(tag).map(Blob::digest);
  }

  @Override
  public void close() {
    faults.release();
    server.stop(0);
    storage.stop(0);
    threads.shutdownNow();
  }

  private Content repository(String name) {
    return repositories.computeIfAbsent(name, key -> new Content());
  }

  private HttpServer listen() throws IOException {
    var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    var listening = HttpServer.create(address, 0);
    listening.setExecutor(threads);
    return listening;
  }

  private void guarded(HttpExchange exchange, Routes routes) throws IOException {
    if (faults.takeRefusal()) {
      if (!faults.retryAfter().isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", faults.retryAfter());
      }
      if (faults.plain()) {
        var page = "<html>ordered by the test</html>".getBytes(StandardCharsets.UTF_8);
        Answers.send(exchange, faults.status(), page);
      } else {
        Answers.error(exchange, faults.status(), "TOOMANYREQUESTS", "ordered by the test");
      }
      return;
    }
    var path = Target.parse(exchange.getRequestURI().getPath());
    var challenge = gate.challenge(exchange, path.repository(), host());
    if (challenge != null) {
      exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
      Answers.error(exchange, 401, "UNAUTHORIZED", "authentication required");
    } else if (redirecting && path.isBlobDownload(exchange.getRequestMethod())) {
      var port = storage.getAddress().getPort();
      var there = "http://127.0.0.1:" + port + exchange.getRequestURI() + "?signature=1";
      exchange.getResponseHeaders().set("Location", there);
      Answers.empty(exchange, 307);
    } else {
      routes.answer(exchange, path);
    }
  }

  private void stored(HttpExchange exchange, Routes routes) throws IOException {
    if (exchange.getRequestHeaders().containsKey("Authorization")) {
      Answers.error(exchange, 400, "InvalidArgument", "only one way of authentication, please");
    } else {
      routes.answer(exchange, Target.parse(exchange.getRequestURI().getPath()));
    }
  }

  private void logged(HttpExchange exchange, boolean toStorage, Handler handler)
      throws IOException {
    var headers = exchange.getRequestHeaders();
    var authorization = headers.getFirst("Authorization");
    var accept = headers.get("Accept");
    answering.incrementAndGet();
    try (exchange) {
      faults.pause();
      handler.handle(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      log.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              authorization == null ? null : authorization.split(" ", 2)[0],
              headers.getFirst("Range"),
              accept == null ? null : String.join(",", accept),
              Math.max(0, exchange.getResponseCode()),
              toStorage));
      answering.decrementAndGet();
    }
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }
}
