package io.breakwater.image.remote;

import io.breakwater.image.ImageException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The errors of registries, each with its way out.
final class RegistryErrors {
  private RegistryErrors() {}

  /// For an answer that is none of those expected.
  static ImageException answered(
      String what, String host, HttpResponse<InputStream> response, List<String> notes) {
    return switch (response.statusCode()) {
      case 401, 403 -> unauthorized(what, host, response.statusCode(), notes);
      case 404 -> notFound(what);
      case 429 -> rateLimited(what, response.headers().firstValue("Retry-After").orElse(""));
      default -> protocol(what, "the registry answers HTTP " + response.statusCode(), null);
    };
  }

  static ImageException unauthorized(String what, String host, int status, List<String> notes) {
    var why =
        (status == 403 ? "access is denied" : "the registry wants a log-in")
            + " (HTTP "
            + status
            + ")"
            + (notes.isEmpty() ? "" : "; " + String.join("; ", notes));
    return new ImageException(
        "registry-unauthorized",
        what,
        why,
        "Check the name, and log in with: docker login " + host);
  }

  static ImageException notFound(String what) {
    return new ImageException(
        "registry-not-found",
        what,
        "the registry does not have it (HTTP 404)",
        "Check the repository, the tag and the registry's host");
  }

  static ImageException rateLimited(String what, String retryAfter) {
    return new ImageException(
        "registry-rate-limited",
        what,
        "the registry refuses more requests for now (HTTP 429"
            + (retryAfter.isEmpty() ? "" : ", try again after " + retryAfter + " seconds")
            + ")",
        "Wait, log in for a higher limit, or use a mirror (--mirror host=url)");
  }

  static ImageException unreachable(String what, String host, Exception cause) {
    var reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new ImageException(
        "registry-unreachable",
        what,
        host + " cannot be reached: " + reason,
        "Check the host name, the network and HTTPS_PROXY; for a registry without TLS add"
            + " --plain-http",
        -1,
        cause);
  }

  static ImageException protocol(String what, String why, @Nullable Exception cause) {
    return new ImageException(
        "registry-protocol",
        what,
        why,
        "Check that the host is an OCI registry and that no proxy answers for it",
        -1,
        cause);
  }
}
