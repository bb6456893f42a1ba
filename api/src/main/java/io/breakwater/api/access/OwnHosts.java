package io.breakwater.api.access;

import io.breakwater.http.Request;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What this registry is called, so that the host in the name of an image is known for its own:
/// the host of its public URL, the addresses that it listens on, and what the client calls it in
/// `Host`. All with their ports, but for those that go without saying (80, 443).
///
/// `localhost`, `127.0.0.1` and `[::1]` are one and the same.
public final class OwnHosts {
  private final Set<String> always = new HashSet<>();
  private final Optional<String> published;

  /// Those of a server.
  ///
  /// @param publicUrl how clients reach it, where that is said
  /// @param addresses that it listens on: `127.0.0.1:5000`, `[::1]:5000`
  public OwnHosts(Optional<String> publicUrl, Set<String> addresses) {
    published = publicUrl.map(url -> URI.create(url).getRawAuthority());
    published.ifPresent(host -> always.add(one(host)));
    addresses.forEach(address -> always.add(one(address)));
  }

  /// What stands before the names of images that go out: the host of the public URL, otherwise
  /// what the client calls this registry.
  public String called(Request request) {
    return published.orElseGet(request::authority);
  }

  /// Whether a host is this registry's, as a request sees it.
  public Predicate<String> of(Request request) {
    var asked = one(request.authority());
    return host -> {
      var one = one(host);
      return one.equals(asked) || always.contains(one);
    };
  }

  private static String one(String host) {
    var lower = host.toLowerCase(Locale.ROOT);
    var colon = lower.endsWith("]") ? -1 : lower.lastIndexOf(':');
    var name = colon < 0 ? lower : lower.substring(0, colon);
    var port = colon < 0 ? "" : lower.substring(colon + 1);
    var plain = port.isEmpty() || port.equals("80") || port.equals("443");
    var known = name.equals("127.0.0.1") || name.equals("[::1]") ? "localhost" : name;
    return plain ? known : known + ":" + port;
  }
}
