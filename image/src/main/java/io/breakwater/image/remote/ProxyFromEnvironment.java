package io.breakwater.image.remote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in either case, as curl reads them.
/// `NO_PROXY` lists host suffixes or `*`; loopback hosts never go through a proxy. User names in
/// a proxy's address are not supported.
final class ProxyFromEnvironment extends ProxySelector {
  private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

  private final Map<String, String> environment;

  ProxyFromEnvironment(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI uri) {
    var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (Hosts.isLoopback(host) || excluded(host)) {
      return DIRECT;
    }
    var specific = variable(uri.getScheme() + "_proxy");
    var address = specific.isEmpty() ? variable("all_proxy") : specific;
    if (address.isEmpty()) {
      return DIRECT;
    }
    var proxy = URI.create(address.contains("://") ? address : "http://" + address);
    var port = proxy.getPort() < 0 ? 80 : proxy.getPort();
    return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port)));
  }

  private boolean excluded(String host) {
    for (var entry : variable("no_proxy").split(",", -1)) {
      var name = entry.strip().toLowerCase(Locale.ROOT);
      var bare =
          name.startsWith("*.")
              ? name.substring(2)
              : name.startsWith(".") ? name.substring(1) : name;
      if (name.equals("*")
          || (!bare.isEmpty() && (host.equals(bare) || host.endsWith("." + bare)))) {
        return true;
      }
    }
    return false;
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
