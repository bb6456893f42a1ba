package io.breakwater.api.access;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Tells requests of the server's own pages from those that pages of others make a browser send.
///
/// With a session whatever changes something has the header `X-Requested-With: breakwater`, which
/// pages of other origins can only send after asking (CORS, which is answered to nobody), and where
/// the browser says where the request comes from, it is from here: `Sec-Fetch-Site: same-origin`
/// (Fetch Metadata) and an `Origin` (RFC 6454) of this server. That much is asked of a login, too,
/// so that nobody is logged in as somebody else unawares.
public final class SameOrigin {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final String NAME = "X-Requested-With";
  private static final String VALUE = "breakwater";

  private final Optional<String> published;
  private final SessionCookie cookie;

  /// Requests to a server.
  ///
  /// @param publicUrl how clients reach it, where that is said
  public SameOrigin(Optional<String> publicUrl, SessionCookie cookie) {
    this.published = publicUrl.flatMap(url -> host(url, URI.create(url).getScheme()));
    this.cookie = cookie;
  }

  /// What is wrong with a request in a session; empty where nothing is.
  Optional<String> problem(Request request) {
    if (SAFE.contains(request.method())) {
      return Optional.empty();
    }
    return request.header(NAME).filter(VALUE::equals).isEmpty()
        ? Optional.of("send the header " + NAME + ": " + VALUE)
        : foreign(request);
  }

  /// Refuses requests that come from elsewhere.
  ///
  /// @throws Refusal 403 `CSRF`
  public void require(Request request) throws Refusal {
    var problem = foreign(request);
    if (problem.isPresent()) {
      throw refusal(problem.get());
    }
  }

  static Refusal refusal(String problem) {
    return Refusal.of(
        403, "CSRF", "the request may be another site's: " + problem + ", or use a token");
  }

  private Optional<String> foreign(Request request) {
    var site = request.header("Sec-Fetch-Site");
    if (site.isPresent() && !site.get().equals("same-origin")) {
      return Optional.of("send it from a page of this server");
    }
    var origins = request.headers("Origin");
    if (origins.isEmpty()) {
      return Optional.empty();
    }
    var scheme = cookie.secure(request) ? "https" : "http";
    var origin = host(origins.getFirst(), scheme);
    var own = host(scheme + "://" + request.authority(), scheme);
    return origins.size() == 1
            && origin.isPresent()
            && (origin.equals(own) || origin.equals(published))
        ? Optional.empty()
        : Optional.of("send it from a page of this server");
  }

  /// Host and port of an address, in one form; empty for what is none of that scheme.
  private static Optional<String> host(String text, String scheme) {
    try {
      var uri = URI.create(text);
      if (!scheme.equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
        return Optional.empty();
      }
      var standard = scheme.equalsIgnoreCase("https") ? 443 : 80;
      var port = uri.getPort() < 0 ? standard : uri.getPort();
      return Optional.of(uri.getHost().toLowerCase(Locale.ROOT) + ":" + port);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
