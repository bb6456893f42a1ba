package io.breakwater.image.remote;

import io.breakwater.image.ImageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in either case, as curl and Go's
/// `httpproxy` read them.
///
/// `NO_PROXY` lists host names, which hold for the names below them, too, each with a port or
/// without, addresses, networks (`10.0.0.0/8`), or `*`. Loopback hosts never go through a proxy.
/// User names in a proxy's address are not supported.
public final class ProxyFromEnvironment extends ProxySelector {
  private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

  private final Map<String, String> environment;

  private ProxyFromEnvironment(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Looks at the addresses before the first request needs one.
  ///
  /// @throws ImageException `proxy-malformed`
  public static ProxyFromEnvironment of(Map<String, String> environment) throws ImageException {
    var proxies = new ProxyFromEnvironment(environment);
    for (var name : List.of("https_proxy", "http_proxy", "all_proxy")) {
      var address = proxies.variable(name);
      if (!address.isEmpty() && parse(address) == null) {
        throw new ImageException(
            "proxy-malformed",
            "connecting to the registry",
            name.toUpperCase(Locale.ROOT) + " is no HTTP proxy's address",
            "Write http://host:port, or unset the variable");
      }
    }
    return proxies;
  }

  private static @Nullable InetSocketAddress parse(String address) {
    try {
      var proxy = URI.create(address.contains("://") ? address : "http://" + address);
      if (proxy.getHost() == null || !"http".equalsIgnoreCase(proxy.getScheme())) {
        return null;
      }
      return new InetSocketAddress(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @Override
  public List<Proxy> select(URI uri) {
    var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (Hosts.isLoopback(host) || excluded(host, port(uri))) {
      return DIRECT;
    }
    var specific = variable(uri.getScheme() + "_proxy");
    var proxy = parse(specific.isEmpty() ? variable("all_proxy") : specific);
    return proxy == null ? DIRECT : List.of(new Proxy(Proxy.Type.HTTP, proxy));
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : "http".equals(uri.getScheme()) ? 80 : 443;
  }

  private boolean excluded(String host, int port) {
    for (var entry : variable("no_proxy").split("[, ]", -1)) {
      var name = entry.strip().toLowerCase(Locale.ROOT);
      if (name.equals("*") || (!name.isEmpty() && matches(name, host, port))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String entry, String host, int port) {
    if (entry.indexOf('/') > 0) {
      return inNetwork(entry, host);
    }
    var colon = entry.lastIndexOf(':');
    var name = entry;
    if (colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']')) {
      if (!entry.substring(colon + 1).equals(String.valueOf(port))) {
        return false;
      }
      name = entry.substring(0, colon);
    }
    var from = name.startsWith("*.") ? 2 : name.startsWith(".") ? 1 : 0;
    var bare = unbracketed(name.substring(from));
    return !bare.isEmpty() && (unbracketed(host).equals(bare) || host.endsWith("." + bare));
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /// Only an address is in a network; names are not looked up for this.
  private static boolean inNetwork(String entry, String host) {
    try {
      var slash = entry.indexOf('/');
      var network = InetAddress.ofLiteral(entry.substring(0, slash)).getAddress();
      var address = InetAddress.ofLiteral(unbracketed(host)).getAddress();
      var bits = Integer.parseInt(entry.substring(slash + 1));
      if (network.length != address.length || bits < 0 || bits > 8 * network.length) {
        return false;
      }
      for (var i = 0; i < bits; i++) {
        if (((network[i >> 3] ^ address[i >> 3]) >> (7 - (i & 7)) & 1) != 0) {
          return false;
        }
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String variable(String name) {
    var lower = environment.getOrDefault(name, "");
    return lower.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The request itself fails and says so.
  }
}
