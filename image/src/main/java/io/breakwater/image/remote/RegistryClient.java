package io.breakwater.image.remote;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.manifest.Documents;
import io.breakwater.image.manifest.Manifest;
import io.breakwater.image.remote.Exchange.Ask;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One repository of a registry (OCI distribution specification 1.1).
///
/// Pulls go to the host's mirrors first and to the host itself last; pushes only to the host.
///
/// Errors: `registry-unauthorized`, `registry-not-found`, `registry-unreachable`,
/// `registry-rate-limited`, `registry-protocol`, `proxy-malformed`, `blob-too-large`,
/// `blob-digest-mismatch`.
public final class RegistryClient implements AutoCloseable {
  private static final String ACCEPT =
      String.join(
          ", ",
          MediaTypes.OCI_INDEX,
          MediaTypes.OCI_MANIFEST,
          MediaTypes.DOCKER_LIST,
          MediaTypes.DOCKER_MANIFEST);

  private static final Map<String, String> REFERRERS = Map.of("Accept", MediaTypes.OCI_INDEX);
  private static final String PULL = "pull";
  private static final String PUSH = "pull,push";
  private static final int MOST_PAGES = 20;
  private static final Pattern NEXT_PAGE =
      Pattern.compile("^\\s*<([^>]*)>[^,]*;\\s*rel=\"?next\"?", Pattern.CASE_INSENSITIVE);

  private final String host;
  private final String repository;
  private final Exchange exchange;
  private final Endpoint origin;
  private final BlobUploads uploads;
  private final List<Endpoint> pulls = new ArrayList<>();

  private RegistryClient(
      String host,
      String repository,
      Exchange exchange,
      String actions,
      CredentialSource source,
      RegistryOptions options) {
    this.host = host;
    this.repository = repository;
    this.exchange = exchange;
    var scope = "repository:" + repository + ":" + actions;
    this.origin =
        new Endpoint(
            exchange, Hosts.base(host, options.plainHttp()), host, repository, scope, source);
    this.uploads = new BlobUploads(origin);
    for (var mirror : options.mirrors().getOrDefault(host, List.of())) {
      var base = mirror.toString().endsWith("/") ? mirror : URI.create(mirror + "/");
      pulls.add(new Endpoint(exchange, base, mirror.getAuthority(), repository, scope, source));
    }
    pulls.add(origin);
  }

  /// A client that reads, with the credentials that Docker and Podman keep.
  public static RegistryClient pull(String host, String repository, RegistryOptions options)
      throws ImageException {
    return new RegistryClient(
        host, repository, new Exchange(options), PULL, kept(options), options);
  }

  /// A client that reads and writes, with the credentials that Docker and Podman keep.
  public static RegistryClient push(String host, String repository, RegistryOptions options)
      throws ImageException {
    return new RegistryClient(
        host, repository, new Exchange(options), PUSH, kept(options), options);
  }

  /// A client that reads and maybe writes, with the credentials that somebody gave.
  public static RegistryClient open(
      String host, String repository, boolean writes, Credentials of, RegistryOptions options)
      throws ImageException {
    var source = new GivenCredentials(host, of, new CopyOnWriteArrayList<>());
    return new RegistryClient(
        host, repository, new Exchange(options), writes ? PUSH : PULL, source, options);
  }

  private static CredentialSource kept(RegistryOptions options) {
    return new DockerConfiguration(options.environment());
  }

  /// What was given is for its host, and for no mirror of it.
  private record GivenCredentials(String of, Credentials given, List<String> notes)
      implements CredentialSource {
    @Override
    public Credentials find(String host, String repository) {
      return host.equals(of) ? given : new Credentials.Anonymous();
    }
  }

  private String name(String version) {
    return host + "/" + repository + (version.indexOf(':') < 0 ? ":" : "@") + version;
  }

  /// A manifest or index by tag or digest.
  public PulledManifest manifest(String version) throws ImageException {
    var what = "reading manifest " + name(version);
    var response = get("manifests/" + version, Map.of("Accept", ACCEPT), what);
    var bytes = Exchange.body(response, Documents.MANIFEST_LIMIT, what);
    return PulledManifest.verified(version, response.headers(), bytes, what);
  }

  /// What refers to a manifest: signatures, attestations, VEX documents (OCI distribution
  /// specification 1.1, "Listing Referrers"). A registry without that interface is asked for the
  /// index under the tag `sha256-…` ("Referrers Tag Schema"). Mirrors are not asked for the list:
  /// that one holds an image does not mean that it holds what refers to it.
  ///
  /// A list that goes on after 20 pages is an error, as what is not read could take back what is.
  public List<Descriptor> referrers(Digest subject) throws ImageException {
    var what = "listing what refers to " + name(subject.toString());
    var response = origin.send("GET", "referrers/" + subject, REFERRERS, null, what);
    if (response.statusCode() != 200) {
      Exchange.close(response);
      return switch (response.statusCode()) {
        case 400, 404, 405, 501 -> taggedReferrers(subject);
        default -> throw failed(response, what);
      };
    }
    var all = new ArrayList<Descriptor>();
    for (var page = 1; ; page++) {
      all.addAll(indexed(Exchange.body(response, Documents.MANIFEST_LIMIT, what), what));
      var next = nextPage(response, what);
      if (next == null) {
        return all;
      }
      if (page == MOST_PAGES) {
        throw RegistryErrors.protocol(what, "the list has more than 20 pages", null);
      }
      response = origin.send(new Ask("GET", next, REFERRERS, null, null), what);
      if (response.statusCode() != 200) {
        Exchange.close(response);
        throw failed(response, what);
      }
    }
  }

  private List<Descriptor> taggedReferrers(Digest subject) throws ImageException {
    try {
      var tag = subject.algorithm() + "-" + subject.hex();
      return indexed(manifest(tag).bytes(), "reading index " + name(tag));
    } catch (ImageException e) {
      if (e.code().equals("registry-not-found")) {
        return List.of();
      }
      throw e;
    }
  }

  private static List<Descriptor> indexed(byte[] bytes, String what) throws ImageException {
    if (Documents.manifest(bytes, what, "") instanceof Manifest.ImageIndex index) {
      return index.manifests();
    }
    throw RegistryErrors.protocol(what, "the list of referrers is no index", null);
  }

  /// RFC 8288, as the specification limits it: `</v2/…>; rel="next"`.
  private static @Nullable URI nextPage(HttpResponse<InputStream> response, String what)
      throws ImageException {
    var link = NEXT_PAGE.matcher(response.headers().firstValue("Link").orElse(""));
    if (!link.find()) {
      return null;
    }
    try {
      var next = response.uri().resolve(link.group(1));
      if (next.getHost() != null && Hosts.sameOrigin(response.uri(), next)) {
        return next;
      }
    } catch (IllegalArgumentException e) {
      // No address: refused as one elsewhere is.
    }
    throw RegistryErrors.protocol(what, "the next page is elsewhere: " + link.group(1), null);
  }

  /// A blob's bytes from the start, resumed when the connection breaks; the caller compares size
  /// and digest.
  public InputStream blob(Descriptor descriptor) throws ImageException {
    var what = "reading blob " + name(descriptor.digest().toString());
    var path = "blobs/" + descriptor.digest();
    var first = get(path, Map.of(), what).body();
    return new BlobStream(
        new BlobResumption(exchange, headers -> get(path, headers, what), what),
        first,
        descriptor.size(),
        exchange.options().attempts(),
        exchange.options().stall());
  }

  private HttpResponse<InputStream> get(String path, Map<String, String> headers, String what)
      throws ImageException {
    for (var i = 0; ; i++) {
      var last = i == pulls.size() - 1;
      try {
        var response = pulls.get(i).send("GET", path, headers, null, what);
        if (response.statusCode() == 200 || response.statusCode() == 206) {
          return response;
        }
        Exchange.close(response);
        throw failed(response, what);
      } catch (ImageException e) {
        // A mirror that lacks it or fails is no reason to give up before the registry was asked.
        if (last) {
          throw e;
        }
      }
    }
  }

  private ImageException failed(HttpResponse<InputStream> response, String what) {
    return RegistryErrors.answered(what, host, response, origin.notes());
  }

  /// Uploads a file as a blob, unless the registry has it.
  public void pushBlob(Path file, Digest digest) throws ImageException {
    push(
        digest,
        () -> {
          try {
            return HttpRequest.BodyPublishers.ofFile(file);
          } catch (FileNotFoundException e) {
            throw new IllegalStateException(file + " has vanished", e);
          }
        });
  }

  /// Uploads bytes as a blob, unless the registry has them.
  public void pushBlob(byte[] bytes, Digest digest) throws ImageException {
    push(digest, () -> HttpRequest.BodyPublishers.ofByteArray(bytes));
  }

  private void push(Digest digest, Supplier<HttpRequest.BodyPublisher> body) throws ImageException {
    var what = "pushing blob " + name(digest.toString());
    if (!uploads.has(digest, what)) {
      uploads.put(uploads.begin("", what), digest, body, what);
    }
  }

  /// Copies a blob from another repository without keeping it in between. The registry that has
  /// it is asked for nothing; where both repositories are in one registry, that is asked to mount
  /// it (OCI distribution specification 1.1, "Mounting a blob from another repository").
  public CopiedBlob copyBlob(Descriptor blob, RegistryClient from) throws ImageException {
    var digest = blob.digest();
    var what = "copying blob " + name(digest.toString());
    if (uploads.has(digest, what)) {
      return CopiedBlob.THERE;
    }
    var mount =
        host.equals(from.host) && !repository.equals(from.repository)
            ? "?mount=" + digest + "&from=" + from.repository
            : "";
    var begun = uploads.begin(mount, what);
    if (begun.isEmpty()) {
      return CopiedBlob.MOUNTED;
    }
    uploads.put(begun, digest, () -> StreamedBlob.of(blob, () -> from.blob(blob)), what);
    return CopiedBlob.COPIED;
  }

  /// Stores a manifest under a tag or its digest.
  ///
  /// @return whether the registry keeps what the manifest refers to in its list of referrers
  ///     (`OCI-Subject`)
  public boolean pushManifest(String version, byte[] bytes, String mediaType)
      throws ImageException {
    var what = "pushing manifest " + name(version);
    var done =
        origin.send(
            "PUT",
            "manifests/" + version,
            Map.of("Content-Type", mediaType),
            () -> HttpRequest.BodyPublishers.ofByteArray(bytes),
            what);
    Exchange.close(done);
    if (done.statusCode() != 201) {
      throw failed(done, what);
    }
    return done.headers().firstValue("OCI-Subject").isPresent();
  }

  @Override
  public void close() {
    exchange.close();
  }
}
