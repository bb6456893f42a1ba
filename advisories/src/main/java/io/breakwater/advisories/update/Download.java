package io.breakwater.advisories.update;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.folder.Sidecar;
import io.breakwater.advisories.reading.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fetches one file: conditionally (RFC 9110 section 13), resuming what an earlier attempt left
/// (section 14, `Range` with `If-Range`), with retries, bounded, to its place by renaming.
///
/// Redirects are followed five times, each to an address that would be allowed by itself.
final class Download {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final int REDIRECTS = 5;

  private final HttpClient client;
  private final FeedUpdater.Limits limits;
  private final Clock clock;

  private final Pause pause;

  Download(HttpClient client, FeedUpdater.Limits limits, Clock clock, Pause pause) {
    this.client = client;
    this.limits = limits;
    this.clock = clock;
    this.pause = pause;
  }

  /// Waits between two attempts.
  @FunctionalInterface
  interface Pause {
    void of(Duration length) throws InterruptedException;
  }

  /// What a download came to.
  enum Outcome {
    FETCHED,
    UNCHANGED,
    ABSENT
  }

  /// Errors: `address-forbidden`, `feed-not-fetched`, `feed-too-large`.
  Outcome fetch(URI address, Path file) throws FeedException {
    var failure = new IOException("not tried");
    for (var attempt = 0; attempt < limits.attempts(); attempt++) {
      try {
        if (attempt > 0) {
          pause.of(limits.pause().multipliedBy(1L << Math.min(attempt - 1, 6)));
        }
        return attempt(address, file);
      } catch (Faults.LimitReached e) {
        throw Faults.ofRead(address.toString(), e);
      } catch (IOException e) {
        failure = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw notFetched(address, "the process was asked to stop", e);
      }
    }
    throw notFetched(
        address,
        limits.attempts() + " attempts failed, the last with: " + reason(failure, address),
        failure);
  }

  /// The client's exceptions for hosts that cannot be reached carry no message.
  private static String reason(IOException failure, URI address) {
    var host = address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "no address is known for " + host;
      }
      var message = cause.getMessage();
      if (message != null && !message.isBlank()) {
        return message;
      }
    }
    return failure instanceof ConnectException
        ? "connection refused by " + host
        : failure.getClass().getSimpleName() + " from " + host;
  }

  private static FeedException notFetched(URI address, String why, @Nullable Exception cause) {
    return new FeedException(
        "feed-not-fetched",
        address.toString(),
        why,
        "Check the network and the proxy (https_proxy), then run the update again; what was"
            + " fetched so far is resumed",
        cause);
  }

  private Outcome attempt(URI address, Path file)
      throws IOException, InterruptedException, FeedException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    var part = file.resolveSibling(file.getFileName() + Sidecar.PART);
    var begun = Files.exists(part) ? Files.size(part) : 0;
    var response = send(address, file, part, begun);
    try (var body = response.body()) {
      return switch (response.statusCode()) {
        case 200 -> save(response, body, part, file, false);
        case 206 -> {
          if (!startsAt(response, begun)) {
            Files.deleteIfExists(part);
            throw new IOException("the server sent another range than asked for");
          }
          yield save(response, body, part, file, true);
        }
        case 304 -> {
          var known = Sidecar.of(file);
          new Sidecar(known.url(), known.etag(), known.lastModified(), clock.instant()).write(file);
          yield Outcome.UNCHANGED;
        }
        case 404, 410 -> Outcome.ABSENT;
        case 416 -> {
          Files.deleteIfExists(part);
          throw new IOException("HTTP 416: what was fetched before does not fit any more");
        }
        case 408, 425, 429 -> throw new IOException("HTTP " + response.statusCode());
        default -> {
          if (response.statusCode() >= 500) {
            throw new IOException("HTTP " + response.statusCode());
          }
          throw notFetched(address, "HTTP " + response.statusCode(), null);
        }
      };
    }
  }

  private HttpResponse<InputStream> send(URI address, Path file, Path part, long begun)
      throws IOException, InterruptedException, FeedException {
    var at = address;
    for (var i = 0; i <= REDIRECTS; i++) {
      var forbidden = Upstream.forbidden(at);
      if (forbidden != null) {
        throw new FeedException(
            "address-forbidden",
            address.toString(),
            (i == 0 ? "" : "it redirects elsewhere; ") + forbidden,
            "Give an https address, or a folder",
            null);
      }
      var request =
          HttpRequest.newBuilder(at)
              .timeout(limits.timeout())
              .header("User-Agent", "breakwater")
              .header("Accept-Encoding", "identity");
      conditions(request, file, part, begun);
      var response = client.send(request.GET().build(), BodyHandlers.ofInputStream());
      if (!Set.of(301, 302, 303, 307, 308).contains(response.statusCode())) {
        return response;
      }
      response.body().close();
      var location = response.headers().firstValue("Location").orElse("");
      try {
        at = at.resolve(location);
      } catch (IllegalArgumentException e) {
        throw new IOException("a redirect to " + location, e);
      }
    }
    throw notFetched(address, "more than " + REDIRECTS + " redirects", null);
  }

  private static void conditions(HttpRequest.Builder request, Path file, Path part, long begun) {
    var partial = Sidecar.of(part);
    // A weak validator may not continue a file (RFC 9110 section 13.1.5).
    var validator = strong(partial.etag()) ? partial.etag() : null;
    if (begun > 0 && validator != null) {
      request.header("Range", "bytes=" + begun + "-").header("If-Range", validator);
    } else if (Files.exists(file)) {
      var known = Sidecar.of(file);
      if (known.etag() != null) {
        request.header("If-None-Match", known.etag());
      } else if (known.lastModified() != null) {
        request.header("If-Modified-Since", HTTP_DATE.format(known.lastModified()));
      }
    }
  }

  private static boolean strong(@Nullable String etag) {
    return etag != null && etag.startsWith("\"");
  }

  private static boolean startsAt(HttpResponse<?> response, long begun) {
    return response
        .headers()
        .firstValue("Content-Range")
        .filter(range -> range.startsWith("bytes " + begun + "-"))
        .isPresent();
  }

  private Outcome save(
      HttpResponse<?> response, InputStream body, Path part, Path file, boolean append)
      throws IOException {
    var sidecar =
        new Sidecar(
            response.uri().toString(),
            clean(response.headers().firstValue("ETag").orElse(null)),
            date(response.headers().firstValue("Last-Modified").orElse(null)),
            clock.instant());
    sidecar.write(part);
    var size = append ? Files.size(part) : 0;
    var buffer = new byte[1 << 16];
    try (var out =
        append
            ? Files.newOutputStream(part, StandardOpenOption.APPEND)
            : Files.newOutputStream(part)) {
      for (var read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        size += read;
        if (size > limits.bytes()) {
          throw tooLarge(part);
        }
        out.write(buffer, 0, read);
      }
    }
    // In this order: killed in between, the next run fetches once more than needed.
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sidecar.write(file);
    Files.deleteIfExists(Sidecar.pathFor(part));
    return Outcome.FETCHED;
  }

  private IOException tooLarge(Path part) throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(Sidecar.pathFor(part));
    return new Faults.LimitReached(limits.bytes());
  }

  private static @Nullable String clean(@Nullable String etag) {
    return etag == null || etag.length() > 1000 || etag.indexOf('\n') >= 0 ? null : etag;
  }

  private static @Nullable Instant date(@Nullable String text) {
    try {
      return text == null ? null : HTTP_DATE.parse(text, Instant::from);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
