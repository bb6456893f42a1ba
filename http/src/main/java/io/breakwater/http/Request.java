package io.breakwater.http;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/// A request. For the one thread that handles it.
public final class Request {
  /// Headers of which two would let two readers understand the request differently.
  private static final List<String> ONCE =
      List.of(
          "Authorization",
          "Content-Length",
          "Content-Range",
          "Content-Type",
          "Host",
          "If-Range",
          "Range",
          "Transfer-Encoding");

  private final org.eclipse.jetty.server.Request jetty;
  private final String id;
  private final String path;
  private final String remote;
  private final RequestBody body;
  private final Map<Class<?>, Object> attachments = new HashMap<>(4);
  private Query query = Query.NONE;
  private Routes.@Nullable Found found;
  private @Nullable Route route;
  private Map<String, String> parameters = Map.of();
  private @Nullable String user;

  Request(
      org.eclipse.jetty.server.Request jetty,
      Limits limits,
      HttpCounters counters,
      TrustedProxies proxies) {
    this.jetty = jetty;
    this.remote = remote(jetty, proxies);
    this.id = sane(jetty.getHeaders().get("X-Request-Id"));
    var raw = jetty.getHttpURI().getPath();
    this.path = raw == null ? "" : raw;
    this.body = new RequestBody(jetty, limits, counters);
  }

  private static String sane(@Nullable String given) {
    if (given != null
        && !given.isEmpty()
        && given.length() <= 64
        && given.chars().allMatch(Request::ofAnId)) {
      return given;
    }
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  private static boolean ofAnId(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  /// Checks what the library leaves to us, and finds the route.
  void route(Routes routes, Limits limits, HttpCounters counters) throws HttpFailure {
    var uri = jetty.getHttpURI();
    var headers = jetty.getHeaders();
    if (uri.getPathQuery() != null && uri.getPathQuery().length() > limits.uriBytes()) {
      counters.meet(HttpCounters.Limit.URI_BYTES);
      throw new HttpFailure(414, "The address is longer than " + limits.uriBytes() + " bytes.");
    }
    if (headers.size() > limits.headerCount()) {
      counters.meet(HttpCounters.Limit.HEADER_COUNT);
      throw new HttpFailure(431, "The request has more than " + limits.headerCount() + " headers.");
    }
    for (var name : ONCE) {
      if (headers.getValuesList(name).size() > 1) {
        counters.meet(HttpCounters.Limit.MALFORMED);
        throw new HttpFailure(400, "The header " + name + " stands more than once.");
      }
    }
    var encodings = headers.getValuesList("Transfer-Encoding");
    if (!encodings.isEmpty()) {
      if (!encodings.getFirst().strip().equalsIgnoreCase("chunked")) {
        counters.meet(HttpCounters.Limit.MALFORMED);
        throw new HttpFailure(501, "Only the transfer encoding chunked is understood.");
      }
      if (protocol().equals("HTTP/1.0")) {
        counters.meet(HttpCounters.Limit.MALFORMED);
        throw new HttpFailure(400, "Version 1.0 of HTTP has no transfer encodings.");
      }
    }
    RequestPath segments;
    try {
      segments = RequestPath.parse(path);
      if (uri.getQuery() != null) {
        query = Query.parse(uri.getQuery(), limits.queryParameters());
      }
    } catch (HttpFailure failure) {
      counters.meet(HttpCounters.Limit.MALFORMED);
      throw failure;
    }
    found = routes.find(method(), segments);
    if (found instanceof Routes.Matched(var matched, var values)) {
      route = matched;
      parameters = values;
    }
  }

  /// What [#route] found; nothing where it refused the request.
  Routes.@Nullable Found found() {
    return found;
  }

  /// Names this request in the log; the client's `X-Request-Id` where it sent a sane one.
  public String id() {
    return id;
  }

  public String method() {
    return jetty.getMethod();
  }

  /// As it was sent, not decoded, without the query.
  public String path() {
    return path;
  }

  public Query query() {
    return query;
  }

  /// As it was sent, without the question mark.
  public Optional<String> rawQuery() {
    return Optional.ofNullable(jetty.getHttpURI().getQuery());
  }

  /// The first value of a header; names are compared without case.
  public Optional<String> header(String name) {
    return Optional.ofNullable(jetty.getHeaders().get(name));
  }

  /// Every value of a header, one a line that was sent.
  public List<String> headers(String name) {
    return List.copyOf(jetty.getHeaders().getValuesList(name));
  }

  /// Address of who asks, without a port: of the other end of the connection, or, where that is
  /// a trusted proxy, what it says; see [TrustedProxies].
  public String remoteAddress() {
    return remote;
  }

  private static String remote(org.eclipse.jetty.server.Request jetty, TrustedProxies proxies) {
    return jetty.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer
            && peer.getAddress() != null
        ? proxies.client(peer.getAddress(), jetty.getHeaders()::getValuesList).getHostAddress()
        : "";
  }

  /// Whether it came over TLS.
  public boolean secure() {
    return jetty.isSecure();
  }

  /// `HTTP/1.0`, `HTTP/1.1` or `HTTP/2.0`.
  public String protocol() {
    return jetty.getConnectionMetaData().getHttpVersion().asString();
  }

  /// What the client calls this server, with the port where it named one: from `Host`.
  public String authority() {
    var uri = jetty.getHttpURI();
    var authority = uri.getAuthority();
    return authority == null ? org.eclipse.jetty.server.Request.getServerName(jetty) : authority;
  }

  /// What answers it; empty for 404 and 405.
  public Optional<Route> route() {
    return Optional.ofNullable(route);
  }

  /// A parameter of the route's pattern, decoded.
  ///
  /// @throws IllegalArgumentException the pattern has none of that name
  public String parameter(String name) {
    var value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no parameter " + name + " in the route " + route);
    }
    return value;
  }

  /// Where its connection ends, for answers of HTTP/1.
  EndPoint endPoint() {
    return jetty.getConnectionMetaData().getConnection().getEndPoint();
  }

  public RequestBody body() {
    return body;
  }

  /// Says who it is, for the access log.
  public void user(String name) {
    user = name;
  }

  public Optional<String> user() {
    return Optional.ofNullable(user);
  }

  /// Attaches something for those behind, one a type.
  public <T> void attach(Class<T> type, T value) {
    attachments.put(type, value);
  }

  /// What was attached.
  public <T> Optional<T> attached(Class<T> type) {
    return Optional.ofNullable(type.cast(attachments.get(type)));
  }

  @Override
  public String toString() {
    return method() + " " + path + " [" + id + "]";
  }
}
