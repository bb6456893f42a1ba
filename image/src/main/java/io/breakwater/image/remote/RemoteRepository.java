package io.breakwater.image.remote;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.manifest.Documents;
import io.breakwater.image.manifest.JsonDocument;
import io.breakwater.image.remote.RemoteAnswer.Absent;
import io.breakwater.image.remote.RemoteAnswer.Failed;
import io.breakwater.image.remote.RemoteAnswer.Found;
import io.breakwater.image.remote.RemoteAnswer.Limited;
import io.breakwater.image.remote.RemoteAnswer.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/// A repository of a [RemoteRegistry] (OCI distribution specification 1.1, "Pull"). Every call
/// ends: after the options' stall where nothing comes, and a manifest's after two minutes however
/// slowly it comes.
public final class RemoteRepository {
  private static final String ACCEPT =
      String.join(
          ", ",
          MediaTypes.OCI_INDEX,
          MediaTypes.OCI_MANIFEST,
          MediaTypes.DOCKER_LIST,
          MediaTypes.DOCKER_MANIFEST,
          "application/vnd.oci.artifact.manifest.v1+json");
  private static final Duration DOCUMENT_TIME = Duration.ofMinutes(2);
  private static final int ERROR_LIMIT = 64 << 10;

  private final String name;
  private final Endpoint endpoint;
  private final Exchange exchange;
  private final int blobAttempts;
  private final RemoteRegistry registry;

  RemoteRepository(
      String name,
      Endpoint endpoint,
      Exchange exchange,
      int blobAttempts,
      RemoteRegistry registry) {
    this.name = name;
    this.endpoint = endpoint;
    this.exchange = exchange;
    this.blobAttempts = blobAttempts;
    this.registry = registry;
  }

  /// A manifest by tag or digest, whole and of the digest that was asked for or announced.
  public RemoteAnswer<PulledManifest> manifest(String version) {
    var what = what("manifest", version);
    try {
      var response = send("GET", "manifests/" + version, Map.of("Accept", ACCEPT), what);
      if (response.statusCode() != 200) {
        return refused(response, what);
      }
      var bytes = document(response, Documents.MANIFEST_LIMIT, what);
      return new Found<>(PulledManifest.verified(version, response.headers(), bytes, what));
    } catch (ImageException e) {
      return failed(e);
    }
  }

  /// The digest of what a tag names, without its content: registries do not count this against
  /// their limits.
  ///
  /// @param known what it named before; the registry may answer that it still does (304)
  /// @return empty within, where the registry does not say the digest
  public RemoteAnswer<Optional<Digest>> digest(String tag, Digest known) {
    var what = what("manifest", tag);
    try {
      var headers = Map.of("Accept", ACCEPT, "If-None-Match", "\"" + known + "\"");
      var response = send("HEAD", "manifests/" + tag, headers, what);
      return switch (response.statusCode()) {
        case 200 -> {
          Exchange.close(response);
          yield new Found<>(
              response.headers().firstValue("Docker-Content-Digest").flatMap(Digest::tryParse));
        }
        case 304 -> {
          Exchange.close(response);
          yield new Found<>(Optional.of(known));
        }
        default -> refused(response, what);
      };
    } catch (ImageException e) {
      return failed(e);
    }
  }

  /// A blob from its beginning.
  public RemoteAnswer<RemoteBlob> blob(Digest digest) {
    var what = what("blob", digest.toString());
    try {
      var response = send("GET", "blobs/" + digest, Map.of(), what);
      if (response.statusCode() != 200) {
        return refused(response, what);
      }
      var size = response.headers().firstValueAsLong("Content-Length");
      if (size.isEmpty()) {
        response.body().close();
        return Failed.of(name + " does not say how large the blob is");
      }
      var bytes =
          new BlobStream(
              new BlobResumption(exchange, headers -> part(digest, headers, what), what),
              response.body(),
              size.getAsLong(),
              blobAttempts,
              exchange.options().stall());
      return new Found<>(new RemoteBlob(size.getAsLong(), bytes));
    } catch (ImageException e) {
      return failed(e);
    } catch (IOException e) {
      return Failed.of(name + " breaks off: " + e.getMessage());
    }
  }

  private HttpResponse<InputStream> part(Digest digest, Map<String, String> headers, String what)
      throws ImageException {
    var response = send("GET", "blobs/" + digest, headers, what);
    if (response.statusCode() != 200 && response.statusCode() != 206) {
      Exchange.close(response);
      throw RegistryErrors.protocol(
          what, "going on with it is answered with HTTP " + response.statusCode(), null);
    }
    return response;
  }

  /// How large a blob is, bytes.
  public RemoteAnswer<Long> blobSize(Digest digest) {
    var what = what("blob", digest.toString());
    try {
      var response = send("HEAD", "blobs/" + digest, Map.of(), what);
      if (response.statusCode() != 200) {
        return refused(response, what);
      }
      Exchange.close(response);
      var size = response.headers().firstValueAsLong("Content-Length");
      return size.isPresent()
          ? new Found<>(size.getAsLong())
          : Failed.of(name + " does not say how large the blob is");
    } catch (ImageException e) {
      return failed(e);
    }
  }

  private String what(String kind, String version) {
    return "reading " + kind + " " + name + (version.indexOf(':') < 0 ? ":" : "@") + version;
  }

  private HttpResponse<InputStream> send(
      String method, String path, Map<String, String> headers, String what) throws ImageException {
    var response = endpoint.send(method, path, headers, null, what);
    RateLimit.of(response.headers()).ifPresent(registry::note);
    return response;
  }

  private <T> RemoteAnswer<T> refused(HttpResponse<InputStream> response, String what)
      throws ImageException {
    var status = response.statusCode();
    if (status == 404) {
      return new Absent<>(stated(response, what));
    }
    Exchange.close(response);
    return switch (status) {
      case 401, 403 -> new Refused<>(status);
      case 429 -> new Limited<>(after(response));
      default -> new Failed<>(name + " answers HTTP " + status, after(response));
    };
  }

  /// Whether an error is in the words of the specification ("Error Codes").
  private static boolean stated(HttpResponse<InputStream> response, String what)
      throws ImageException {
    var bytes = document(response, ERROR_LIMIT, what);
    var errors = new boolean[1];
    try (var json = JsonDocument.open(bytes, what, "registry-protocol")) {
      json.object(
          key -> {
            errors[0] |= key.equals("errors");
            json.skip();
          });
    } catch (ImageException e) {
      return false;
    }
    return errors[0];
  }

  /// RFC 9110, section 10.2.3: seconds, or a date.
  private static Optional<Duration> after(HttpResponse<InputStream> response) {
    var text = response.headers().firstValue("Retry-After").orElse("").strip();
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      var at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      var left = Duration.between(Instant.now(), at);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// A small body, however slowly it comes: closing it ends the read that waits on it.
  private static byte[] document(HttpResponse<InputStream> response, int limit, String what)
      throws ImageException {
    var watch =
        Thread.ofVirtual()
            .name("document-watch")
            .start(
                () -> {
                  try {
                    Thread.sleep(DOCUMENT_TIME);
                    response.body().close();
                  } catch (InterruptedException | IOException e) {
                    // Read in time, or broken anyway.
                    Thread.onSpinWait();
                  }
                });
    try {
      return Exchange.body(response, limit, what);
    } finally {
      watch.interrupt();
    }
  }

  private <T> RemoteAnswer<T> failed(ImageException e) {
    return switch (e.code()) {
      case "registry-unauthorized" -> new Refused<>(401);
      case "registry-rate-limited" -> new Limited<>(Optional.empty());
      default -> Failed.of(name + ": " + e.why());
    };
  }
}
