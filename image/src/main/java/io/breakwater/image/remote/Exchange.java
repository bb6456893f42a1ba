package io.breakwater.image.remote;

import io.breakwater.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sends requests: with pauses and again after 429, 5xx and broken connections, following
/// redirects by hand so that credentials stay with the host they are for.
final class Exchange implements AutoCloseable {
  private static final Set<Integer> AGAIN = Set.of(408, 429, 500, 502, 503, 504);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MAX_REDIRECTS = 5;
  private static final long MAX_PAUSE_MILLIS = 30_000;

  /// Bytes a second; what is sent more slowly is given up.
  private static final long SLOWEST = 64 << 10;

  private final HttpClient client;
  private final RegistryOptions options;

  /// One request.
  ///
  /// @param authorization header's value, or null
  /// @param body made anew for each attempt, or null
  record Ask(
      String method,
      URI uri,
      Map<String, String> headers,
      @Nullable String authorization,
      @Nullable Supplier<HttpRequest.BodyPublisher> body) {
    static Ask of(String method, URI uri) {
      return new Ask(method, uri, Map.of(), null, null);
    }

    Ask withHeaders(Map<String, String> values) {
      return new Ask(method, uri, Map.copyOf(values), authorization, body);
    }

    Ask withAuthorization(@Nullable String value) {
      return new Ask(method, uri, headers, value, body);
    }

    Ask withBody(Supplier<HttpRequest.BodyPublisher> value) {
      return new Ask(method, uri, headers, authorization, value);
    }

    Ask at(URI target, boolean keepAuthorization) {
      return new Ask(method, target, headers, keepAuthorization ? authorization : null, body);
    }
  }

  Exchange(RegistryOptions options) throws ImageException {
    this.options = options;
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(15))
            .proxy(ProxyFromEnvironment.of(options.environment()));
    options.trust().ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  RegistryOptions options() {
    return options;
  }

  /// The response, whatever its status, after retries and redirects. Its body is to be closed.
  HttpResponse<InputStream> send(Ask ask, String what) throws ImageException {
    var current = ask;
    for (var hop = 0; ; hop++) {
      var response = sendWithRetries(current, what);
      var location = response.headers().firstValue("Location").orElse("");
      if (!REDIRECTS.contains(response.statusCode())
          || location.isEmpty()
          || current.method().equals("PUT")
          || current.method().equals("POST")) {
        return response;
      }
      close(response);
      if (hop == MAX_REDIRECTS) {
        throw RegistryErrors.protocol(what, "more than " + MAX_REDIRECTS + " redirects", null);
      }
      current = redirected(current, location, what);
    }
  }

  private Ask redirected(Ask ask, String location, String what) throws ImageException {
    URI target;
    try {
      target = ask.uri().resolve(location);
    } catch (IllegalArgumentException e) {
      throw RegistryErrors.protocol(what, "a redirect leads to no address: " + location, e);
    }
    var secureLost = "https".equals(ask.uri().getScheme()) && !"https".equals(target.getScheme());
    if (target.getHost() == null || secureLost) {
      throw RegistryErrors.protocol(
          what, "a redirect leads from HTTPS to an unprotected address: " + target, null);
    }
    return ask.at(target, Hosts.sameOrigin(ask.uri(), target));
  }

  private HttpResponse<InputStream> sendWithRetries(Ask ask, String what) throws ImageException {
    for (var attempt = 1; ; attempt++) {
      try {
        var response = client.send(request(ask), HttpResponse.BodyHandlers.ofInputStream());
        var status = response.statusCode();
        if (!AGAIN.contains(status) || attempt >= options.attempts()) {
          return response;
        }
        var after = response.headers().firstValue("Retry-After").orElse("");
        close(response);
        pause(attempt, after, status, what);
      } catch (ConnectException e) {
        if (attempt >= Math.min(2, options.attempts())) {
          throw RegistryErrors.unreachable(what, ask.uri().getAuthority(), e);
        }
        pause(attempt, "", 0, what);
      } catch (IOException e) {
        if (attempt >= options.attempts()) {
          throw RegistryErrors.unreachable(what, ask.uri().getAuthority(), e);
        }
        pause(attempt, "", 0, what);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw RegistryErrors.unreachable(what, ask.uri().getAuthority(), e);
      }
    }
  }

  private HttpRequest request(Ask ask) {
    var body = ask.body() == null ? HttpRequest.BodyPublishers.noBody() : ask.body().get();
    // The time for an answer begins with the first byte that is sent.
    var sending = Duration.ofSeconds(Math.max(0, body.contentLength()) / SLOWEST);
    var builder =
        HttpRequest.newBuilder(ask.uri())
            .timeout(options.stall().plus(sending))
            .header("User-Agent", "breakwater")
            .method(ask.method(), body);
    ask.headers().forEach(builder::header);
    if (ask.authorization() != null) {
      builder.header("Authorization", ask.authorization());
    }
    return builder.build();
  }

  /// Sleeps as the registry asks, or twice as long as the last time, give or take.
  void pause(int attempt, String retryAfter, int status, String what) throws ImageException {
    var base = options.backOff().toMillis() << Math.min(attempt - 1, 10);
    var millis =
        Math.min(base / 2 + ThreadLocalRandom.current().nextLong(base / 2 + 1), MAX_PAUSE_MILLIS);
    if (retryAfter.length() <= 6 && retryAfter.matches("[0-9]+")) {
      millis = Math.max(millis, Long.parseLong(retryAfter) * 1000);
    }
    if (millis > MAX_PAUSE_MILLIS && status == 429) {
      throw RegistryErrors.rateLimited(what, retryAfter);
    }
    try {
      Thread.sleep(Math.min(millis, MAX_PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RegistryErrors.unreachable(what, "the registry", e);
    }
  }

  /// The body, as long as it is small.
  static byte[] body(HttpResponse<InputStream> response, int limit, String what)
      throws ImageException {
    try (var in = response.body()) {
      var bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new ImageException(
            "blob-too-large",
            what,
            "the registry sends more than the limit of " + limit + " bytes",
            "Check what the reference names; such documents have a few kilobytes");
      }
      return bytes;
    } catch (IOException e) {
      throw RegistryErrors.unreachable(what, response.uri().getAuthority(), e);
    }
  }

  static void close(HttpResponse<InputStream> response) {
    try (var in = response.body()) {
      // A little is read so that the connection can be used again; more is not worth it.
      in.skipNBytes(Math.min(in.available(), 4096));
    } catch (IOException e) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
