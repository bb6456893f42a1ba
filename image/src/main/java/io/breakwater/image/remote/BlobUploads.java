package io.breakwater.image.remote;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.remote.Exchange.Ask;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Uploads into one repository (OCI distribution specification 1.1, "Push").
final class BlobUploads {
  private static final Map<String, String> BYTES =
      Map.of("Content-Type", "application/octet-stream");

  private final Endpoint registry;

  BlobUploads(Endpoint registry) {
    this.registry = registry;
  }

  boolean has(Digest digest, String what) throws ImageException {
    var there = registry.send("HEAD", "blobs/" + digest, Map.of(), null, what);
    Exchange.close(there);
    return there.statusCode() == 200;
  }

  /// Begins an upload.
  ///
  /// @param mount query that asks to mount the blob from another repository, or empty
  /// @return where to; empty where the blob was mounted
  Optional<URI> begin(String mount, String what) throws ImageException {
    var begun = registry.send("POST", "blobs/uploads/" + mount, Map.of(), null, what);
    Exchange.close(begun);
    if (begun.statusCode() == 201 && !mount.isEmpty()) {
      return Optional.empty();
    }
    var location = begun.headers().firstValue("Location").orElse("");
    if (begun.statusCode() != 202 || location.isEmpty()) {
      throw RegistryErrors.answered(what, registry.host(), begun, registry.notes());
    }
    return Optional.of(resolved(begun, location, what));
  }

  private static URI resolved(HttpResponse<?> begun, String location, String what)
      throws ImageException {
    try {
      return begun.uri().resolve(location);
    } catch (IllegalArgumentException e) {
      throw RegistryErrors.protocol(what, "the upload has no address: " + location, e);
    }
  }

  /// The whole blob in one request.
  ///
  /// @param begun what [#begin] returned; nothing is to be done where the blob was mounted
  void put(
      Optional<URI> begun, Digest digest, Supplier<HttpRequest.BodyPublisher> body, String what)
      throws ImageException {
    if (begun.isEmpty()) {
      return;
    }
    var separator = begun.get().getRawQuery() == null ? "?" : "&";
    var uri = URI.create(begun.get() + separator + "digest=" + digest);
    var done = registry.send(new Ask("PUT", uri, BYTES, null, body), what);
    Exchange.close(done);
    if (done.statusCode() != 201) {
      throw RegistryErrors.answered(what, registry.host(), done, registry.notes());
    }
  }
}
