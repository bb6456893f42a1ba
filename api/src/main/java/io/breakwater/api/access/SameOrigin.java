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

  private final Optional<Address> published;
  private final SessionCookie cookie;

  /// Requests to a server.
  ///
  /// @param publicUrl how clients reach it, where that is said
  public SameOrigin(Optional<String> publicUrl, SessionCookie cookie) {
    this.published = publicUrl.flatMap(SameOrigin::address);
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
    return origins.isEmpty() || (origins.size() == 1 && own(request, origins.getFirst()))
        ? Optional.empty()
        : Optional.of(
            "it comes from a page that is called otherwise than this server; behind a proxy set"
                + " public-url");
  }

  /// A proxy may speak TLS without our knowing, but plain HTTP is no origin of a server that is
  /// known to be reached over TLS.
  private boolean own(Request request, String origin) {
    var from = address(origin);
    if (from.isEmpty() || (cookie.secure(request) && !from.get().scheme().equals("https"))) {
      return false;
    }
    return from.equals(address(from.get().scheme() + "://" + request.authority()))
        || from.equals(published);
  }

  /// An address without its path, in one form.
  private record Address(String scheme, String host, int port) {}

  private static Optional<Address> address(String text) {
    try {
      var uri = URI.create(text);
      if (uri.getScheme() == null || uri.getHost() == null) {
        return Optional.empty();
      }
      var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      var standard = scheme.equals("https") ? 443 : 80;
      var port = uri.getPort() < 0 ? standard : uri.getPort();
      return Optional.of(new Address(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
